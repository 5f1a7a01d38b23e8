#include "toile/studio/own_print.hpp"

#include "toile/models/pattern_generator.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::studio {

std::optional<OwnPrint> own_print(const image::Metadata& note, const image::Size& size, const std::string& name) {
  if (!note.contains("toile:request")) return {};
  models::PatternRequest request = models::request_from(note, name);
  if (request.making == models::Making::learnt) return {};
  const auto generator = models::PatternGenerator::open(request.category, {}, request.making);
  models::Made made = generator.make(request);
  if (!made.print || made.print->width != size.width || made.print->height != size.height) return {};
  return OwnPrint{.request = std::move(request), .print = std::move(*made.print)};
}

}  // namespace toile::studio
