#include "toile/compose/layout.hpp"

#include "fuzz/target.hpp"

namespace {

using namespace toile;

constexpr double kSlow = 40;  ///< a repeat that is so many times as high as wide takes longer, nothing else

compose::Motif none(const std::string& name) {
  throw Error(ErrorKind::not_found, "there is no motif " + name);
}

}  // namespace

const toile::fuzz::Target kLayout("layout", [](std::string_view bytes) {
  const compose::Layout layout = compose::layout_from(Json::parse(bytes), "it");
  if (compose::layout_from(compose::json_of(layout), "its copy") != layout) __builtin_trap();
  if (layout.height_cm < kSlow * layout.width_cm && layout.placements.size() < 50) compose::printed(layout, none, 24);
});
