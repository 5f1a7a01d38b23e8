#include "toile/studio/own_print.hpp"

#include <algorithm>
#include <numeric>

#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::studio {
namespace {

const models::PatternGenerator& generator_of(Session& session, const models::PatternRequest& request) {
  return session.models().generator(request.category, request.making);
}

OwnPrint made_again(Session& session, const Item& pattern) {
  auto request = request_of(session, pattern);
  if (!request) {
    const image::Metadata note = image::text_of(session.gallery().read(pattern, "tile"));
    return printed_again(note, *session.picture(pattern, "tile"), "this pattern").value_or(OwnPrint{});
  }
  models::Made made = generator_of(session, *request).make(*request);
  if (!made.print || made.pattern.tile.rgb != session.picture(pattern, "tile")->rgb) return {};
  return {.request = std::move(*request), .colours = std::move(made.colours), .print = std::move(*made.print)};
}

/// The pattern in its inks, whether grain lies on its tile or not; null where it has none.
std::shared_ptr<const OwnPrint> print_below_grain(Session& session, const Item& pattern) {
  auto own = session.print(pattern.files.at("tile"), [&] { return made_again(session, pattern); });
  return own->print.inks.empty() ? nullptr : own;
}

bool has_grain(const models::PatternRequest& request) {
  return request.grain != pattern::Grain::none && request.grain_strength > 0;
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
  if (!own) return {};
  if (width <= own->print.width) return own->print;
  return made_at(session, *own, std::min(width, kWidestAnew)).print;
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
  const int larger = std::min(width, kWidestAnew);
  return session.picture(pattern.files.at("tile") + " " + std::to_string(larger) + " px",
                         [&] { return made_at(session, *own, larger).pattern.tile; });
}

models::Made made_at(Session& session, const OwnPrint& own, int width) {
  if (own.layout) return made_of(*own.layout, width);
  models::PatternRequest request = own.request;
  request.size = width;
  return generator_of(session, request).make(request);
}

}  // namespace toile::studio
