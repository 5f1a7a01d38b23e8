// toile recolour TILE --palette PALETTE -o OUT: a colourway.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/colours.hpp"
#include "apps/cli/own_print.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/text.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/palette.hpp"
#include "toile/press/inks.hpp"

namespace toile::cli {
namespace {

struct RecolourRequest {
  std::filesystem::path tile;
  std::string palette;
  std::string from;
  int count = 6;
  std::filesystem::path output;
};

bool names_a_picture(const RecolourRequest& request) {
  if (is_typed(request.palette) || !image::has_picture_suffix(request.palette)) return false;
  if (request.from.empty()) return true;
  throw Error(ErrorKind::usage, "--from names colours one by one; --palette must do so too, not by a picture");
}

/// Colours as they were typed, or from a text file.
std::vector<pattern::Rgb> named_colours(const RecolourRequest& request) {
  auto colours = colours_of(request.palette);
  if (!colours.empty()) return colours;
  throw Error(ErrorKind::usage, request.palette + " names no colours; it must, such as #c0ffee, a line each");
}

pattern::Colourway colourway_of(const RecolourRequest& request, const Image& tile) {
  if (names_a_picture(request)) return pattern::colourway_from(tile, image::read(request.palette), request.count);
  const auto to = named_colours(request);
  return request.from.empty() ? pattern::colourway(tile, to)
                              : pattern::Colourway{.from = colours_in(request.from), .to = to};
}

Report list_colours(const std::vector<pattern::Swatch>& swatches) {
  Report report;
  Json::Array colours;
  for (const pattern::Swatch& swatch : swatches) {
    const std::string hex = pattern::hex_of(swatch.colour);
    report.text += fmt::format("{} {:5.1f} %\n", hex, 100 * swatch.share);
    colours.push_back(Json::Object{{"hex", hex}, {"share", swatch.share}});
  }
  report.json = Json::Object{{"colours", std::move(colours)}};
  return report;
}

Report changed(const RecolourRequest& request, const pattern::Colourway& way) {
  Report report{.text = one_line(request.output.string()), .json = Json::Object{{"output", request.output.string()}}};
  Json::Array changes;
  for (std::size_t i = 0; i < way.from.size(); ++i) {
    changes.push_back(Json::Object{{"from", pattern::hex_of(way.from[i])}, {"to", pattern::hex_of(way.to[i])}});
  }
  report.json.set("changes", std::move(changes));
  return report;
}

/// A print of ours changes its inks and stays what it is: it can be varied still.
Report recolour_own(const RecolourRequest& request, OwnPrint own) {
  const std::vector<int> order = by_share(own.print);
  if (request.palette.empty()) {
    const auto shares = press::shares_of(own.print);
    std::vector<pattern::Swatch> swatches;
    for (const int ink : order) swatches.push_back({.colour = own.print.inks[ink].colour, .share = shares[ink]});
    return list_colours(swatches);
  }
  std::vector<pattern::Rgb> colours;
  if (names_a_picture(request)) {
    colours = colours_from(own.print, image::read(request.palette));
  } else {
    const std::vector<int> chosen = request.from.empty() ? order : inks_named(own.print, colours_in(request.from));
    colours = colours_with(own.print, chosen, named_colours(request));
  }
  pattern::Colourway way;
  for (const int ink : order) {
    if (own.print.inks[ink].colour == colours[ink]) continue;
    way.from.push_back(own.print.inks[ink].colour);
    way.to.push_back(colours[ink]);
  }
  own = studio::in_colours(std::move(own), colours);
  image::Metadata note{{"Software", "toile " TOILE_VERSION}};
  models::Made made;
  if (own.layout) {
    made = studio::made_of(*own.layout, own.print.width);
  } else {
    const auto generator = models::PatternGenerator::open(own.request.category, {}, own.request.making);
    made = generator.make(own.request);
    note.merge(models::metadata_of(own.request, generator.source()));
  }
  note.merge(made.note);
  image::write(request.output, made.pattern.tile, note);
  return changed(request, way);
}

Report recolour(const RecolourRequest& request) {
  if (request.palette.empty() != request.output.empty()) {
    throw Error(ErrorKind::usage,
                "a colourway takes both --palette and -o; without either, the tile's colours are listed");
  }
  if (!request.output.empty()) {
    image::check_picture_suffix(request.output);
    Outputs outputs;
    outputs.reads(request.tile);
    if (!is_typed(request.palette)) outputs.reads(request.palette);
    outputs.writes(request.output);
  }
  if (auto own = own_print(request.tile)) return recolour_own(request, std::move(*own));
  const Image tile = image::read(request.tile);
  if (request.palette.empty()) return list_colours(pattern::palette(tile, request.count));
  const pattern::Colourway way = colourway_of(request, tile);
  image::write(request.output, pattern::recolour(tile, way.from, way.to));
  return changed(request, way);
}

}  // namespace

void add_recolour(Program& program) {
  auto request = std::make_shared<RecolourRequest>();
  Command command = add_command(program, "recolour", "List a tile's colours, or make it in others",
                                [request] { return recolour(*request); });
  command.add_option("TILE", request->tile, "A picture").required();
  command.add_option("--palette", request->palette,
                     "#hex,#hex,... for the tile's colours as they are listed; a text file of them; or a picture");
  command.add_option("--from", request->from, "#hex,...: the colours to change, instead of the listed ones");
  command.add_option("-n,--count", request->count, "Colours to list, or to take from a picture")
      .within(1, pattern::kMostSwatches)
      .capture_default_str();
  command.add_option("-o,--output", request->output, "The tile in its new colours");
}

}  // namespace toile::cli
