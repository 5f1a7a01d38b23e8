#include "toile/studio/own_print.hpp"

#include <algorithm>
#include <numeric>

#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/studio/layouts.hpp"
#include "toile/studio/motifs.hpp"

namespace toile::studio {
namespace {

const models::PatternGenerator& generator_of(Session& session, const models::PatternRequest& request) {
  return session.models().generator(request.category, request.making);
}

OwnPrint made_again(Session& session, const Item& pattern) {
  auto request = request_of(session, pattern);
  if (!request) return {};
  models::Made made = generator_of(session, *request).make(*request);
  if (!made.print || made.pattern.tile.rgb != session.picture(pattern, "tile")->rgb) return {};
  return {.request = std::move(*request), .print = std::move(*made.print)};
}

/// The pattern in its inks, whether grain lies on its tile or not; null where it has none.
std::shared_ptr<const OwnPrint> print_below_grain(Session& session, const Item& pattern) {
  auto own = session.print(pattern.files.at("tile"), [&] { return made_again(session, pattern); });
  return own->print.inks.empty() ? nullptr : own;
}

bool has_grain(const models::PatternRequest& request) {
  return request.grain != pattern::Grain::none && request.grain_strength > 0;
}

/// What was changed by hand, printed by its layout.
std::optional<Print> print_by_hand(Session& session, const Item& pattern, int width) {
  if (!is_laid_by_hand(session, pattern.id)) return {};
  const auto layout = session.layout(pattern);
  const auto find = finder(session, pattern.id);
  const auto tile = session.picture(pattern, "tile");
  Print kept = compose::printed(*layout, find, tile->width);
  if (pattern::rendered(kept).rgb != tile->rgb) return {};
  return width <= tile->width ? kept : compose::printed(*layout, find, std::min(width, kWidestAnew));
}

}  // namespace

bool is_own_tile(const Item& pattern) {
  const Json* from = pattern.note.find("from");
  return from && (*from == Json("upload") || *from == Json("mended") || *from == Json("scan"));
}

std::optional<models::PatternRequest> request_of(Session& session, const Item& pattern) {
  const image::Metadata note = image::text_of(session.gallery().read(pattern, "tile"));
  if (!note.contains("toile:request")) return {};
  return models::request_from(note, "this pattern");
}

std::shared_ptr<const OwnPrint> own_print(Session& session, const Item& pattern) {
  auto own = print_below_grain(session, pattern);
  return own && !has_grain(own->request) ? own : nullptr;
}

std::optional<Print> inks_at(Session& session, const Item& pattern, int width) {
  const auto own = print_below_grain(session, pattern);
  if (!own) return print_by_hand(session, pattern, width);
  if (width <= own->print.width) return own->print;
  models::PatternRequest larger = own->request;
  larger.size = std::min(width, kWidestAnew);
  larger.grain = pattern::Grain::none;
  return generator_of(session, larger).make(larger).print;
}

std::vector<pattern::Swatch> swatches_of(const Print& print) {
  std::vector<pattern::Swatch> swatches;
  for (int ink = 0; ink < static_cast<int>(print.inks.size()); ++ink) {
    const std::uint8_t* plane = print.plane(ink);
    const double sum = std::accumulate(plane, plane + print.pixels(), 0.0);
    swatches.push_back({.colour = print.inks[static_cast<std::size_t>(ink)].colour,
                        .share = sum / (255.0 * static_cast<double>(print.pixels()))});
  }
  std::stable_sort(swatches.begin(), swatches.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  return swatches;
}

std::optional<std::vector<pattern::Rgb>> inks_in(const Print& print, const pattern::Colourway& way) {
  if (way.from.empty() || way.from.size() != way.to.size()) return {};
  std::vector<pattern::Rgb> colours;
  for (const Ink& ink : print.inks) colours.push_back(ink.colour);
  for (std::size_t i = 0; i < way.from.size(); ++i) {
    bool found = false;
    for (std::size_t k = 0; k < colours.size(); ++k) {
      if (print.inks[k].colour != way.from[i]) continue;
      colours[k] = way.to[i];
      found = true;
    }
    if (!found) return {};
  }
  return colours;
}

std::shared_ptr<const Image> tile_at(Session& session, const Item& pattern, int width) {
  const auto tile = session.picture(pattern, "tile");
  const auto own = width > tile->width ? own_print(session, pattern) : nullptr;
  if (!own) return tile;
  models::PatternRequest larger = own->request;
  larger.size = std::min(width, kWidestAnew);
  return session.picture(pattern.files.at("tile") + " " + std::to_string(larger.size) + " px",
                         [&] { return generator_of(session, larger).make(larger).pattern.tile; });
}

}  // namespace toile::studio
