#include "toile/studio/print_again.hpp"

#include "toile/models/pattern_generator.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::studio {

std::optional<OwnPrint> printed_again(const image::Metadata& note, const Image& tile, const std::string& name) {
  if (!note.contains("toile:request")) return {};
  models::PatternRequest request = models::request_from(note, name);
  const auto generator = models::PatternGenerator::open(request.category, {}, request.making);
  models::Made made = generator.make(request);
  if (!made.print || made.print->width != tile.width || made.print->height != tile.height) return {};
  if (request.making == models::Making::learnt && tile.rgb != made.pattern.tile.rgb) return {};
  return OwnPrint{.request = std::move(request), .print = std::move(*made.print)};
}

}  // namespace toile::studio
