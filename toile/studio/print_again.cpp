#include "toile/studio/print_again.hpp"

#include <algorithm>
#include <cmath>

#include "toile/compose/composer.hpp"
#include "toile/compose/finish_layout.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::studio {
namespace {

constexpr int kAnotherColour = 24;       ///< 8-bit steps in a channel
constexpr double kAnotherDesign = 0.01;  ///< share of the pixels

/// Whether two pictures of one size show the same design, but for what another machine rounds otherwise. By the same
/// request another edition of this program, or another net, may make another.
bool same_design(const Image& one, const Image& other) {
  std::size_t off = 0;
  for (std::size_t i = 0; i < one.rgb.size(); i += 3) {
    int most = 0;
    for (std::size_t c = i; c < i + 3; ++c) most = std::max(most, std::abs(one.rgb[c] - other.rgb[c]));
    off += most > kAnotherColour;
  }
  return static_cast<double>(off) <= kAnotherDesign * static_cast<double>(one.pixels());
}

/// A kept document has all motifs in it that can't be drawn by their names.
std::optional<OwnPrint> laid_again(const std::string& document, const Image& tile, const std::string& name) {
  compose::Layout layout = compose::layout_from_text(document, name + "'s document");
  if (std::lround(tile.width * layout.height_cm / layout.width_cm) != tile.height) return {};
  models::Made made = made_of(layout, tile.width);
  if (!same_design(made.pattern.tile, tile)) return {};
  return OwnPrint{
      .request = {}, .layout = std::move(layout), .colours = std::move(made.colours), .print = std::move(*made.print)};
}

}  // namespace

std::optional<OwnPrint> printed_again(const image::Metadata& note, const Image& tile, const std::string& name) {
  const auto document = note.find("toile:layout");
  if (!note.contains("toile:request")) {
    return document == note.end() ? std::nullopt : laid_again(document->second, tile, name);
  }
  models::PatternRequest request = models::request_from(note, name);
  const auto generator = models::PatternGenerator::open(request.category, {}, request.making);
  models::Made made = generator.make(request);
  if (!made.print || made.print->width != tile.width || made.print->height != tile.height) return {};
  if (!same_design(made.pattern.tile, tile)) return {};
  return OwnPrint{.request = std::move(request), .colours = std::move(made.colours), .print = std::move(*made.print)};
}

models::Made made_of(const compose::Layout& layout, int width) {
  models::Made made;
  made.print = compose::printed(layout, compose::known_motif, width);
  made.pattern = {.tile = pattern::rendered(*made.print), .width_cm = layout.width_cm};
  made.note = {{"toile:layout", compose::json_of(layout).dump()}};
  for (const Ink& ink : made.print->inks) made.colours.push_back(ink.colour);
  return made;
}

OwnPrint in_colours(OwnPrint own, const std::vector<pattern::Rgb>& colours) {
  if (own.layout) {
    own.layout = compose::in_fewest_inks(compose::recoloured(std::move(*own.layout), colours));
    return own;
  }
  const auto& inks = own.print.inks;
  for (pattern::Rgb& colour : own.colours) {
    const auto ink = std::find_if(inks.begin(), inks.end(), [&](const Ink& one) { return one.colour == colour; });
    colour = colours.at(static_cast<std::size_t>(ink - inks.begin()));
  }
  own.request.colours = own.colours;
  return own;
}

}  // namespace toile::studio
