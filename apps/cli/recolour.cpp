// toile recolour TILE --palette PALETTE -o OUT: a colourway.

#include <fmt/core.h>

#include <memory>
#include <sstream>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::cli {
namespace {

struct Request {
  std::filesystem::path tile;
  std::string palette;
  std::string from;
  int count = 6;
  std::filesystem::path output;
};

/// "#aabbcc,#ddeeff", or the same a line.
std::vector<pattern::Rgb> colours_in(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream words(text);
  std::vector<pattern::Rgb> colours;
  for (std::string word; words >> word;) colours.push_back(pattern::colour_from_hex(word));
  return colours;
}

/// Colours as they were typed, from a text file, or from a picture.
pattern::Colourway colourway_of(const Request& request, const Image& tile) {
  const bool typed = request.palette.starts_with('#');
  if (!typed && image::has_picture_suffix(request.palette)) {
    if (!request.from.empty()) {
      throw Error(ErrorKind::usage, "--from names colours one by one; --palette must do so too, not by a picture");
    }
    return pattern::colourway_from(tile, image::read(request.palette), request.count);
  }
  const auto to = colours_in(typed ? request.palette : read_file(request.palette, 1 << 16));
  if (!request.from.empty()) return {.from = colours_in(request.from), .to = to};
  if (to.empty())
    throw Error(ErrorKind::usage, request.palette + " names no colours; it must, such as #c0ffee, a line each");
  return pattern::colourway(tile, to);
}

Report list_palette(const Image& tile, int count) {
  Report report;
  Json::Array colours;
  for (const pattern::Swatch& swatch : pattern::palette(tile, count)) {
    const std::string hex = pattern::hex_of(swatch.colour);
    report.text += fmt::format("{} {:5.1f} %\n", hex, 100 * swatch.share);
    colours.push_back(Json::Object{{"hex", hex}, {"share", swatch.share}});
  }
  report.json = Json::Object{{"colours", std::move(colours)}};
  return report;
}

Report recolour(const Request& request) {
  if (request.palette.empty() != request.output.empty()) {
    throw Error(ErrorKind::usage,
                "a colourway takes both --palette and -o; without either, the tile's colours are listed");
  }
  if (!request.output.empty()) image::check_picture_suffix(request.output);
  const Image tile = image::read(request.tile);
  if (request.palette.empty()) return list_palette(tile, request.count);
  const pattern::Colourway way = colourway_of(request, tile);
  image::write(request.output, pattern::recolour(tile, way.from, way.to));
  Report report{.text = request.output.string(), .json = Json::Object{{"output", request.output.string()}}};
  Json::Array changes;
  for (std::size_t i = 0; i < way.from.size(); ++i) {
    changes.push_back(Json::Object{{"from", pattern::hex_of(way.from[i])}, {"to", pattern::hex_of(way.to[i])}});
  }
  report.json.set("changes", std::move(changes));
  return report;
}

}  // namespace

void add_recolour(Program& program) {
  auto request = std::make_shared<Request>();
  CLI::App* command = add_command(program, "recolour", "List a tile's colours, or make it in others",
                                  [request] { return recolour(*request); });
  command->add_option("TILE", request->tile, "A picture")->required();
  command->add_option("--palette", request->palette,
                      "#hex,#hex,... for the tile's colours as they are listed; a text file of them; or a picture");
  command->add_option("--from", request->from, "#hex,...: the colours to change, instead of the listed ones");
  command->add_option("-n,--count", request->count, "Colours to list, or to take from a picture")
      ->check(CLI::Range(1, pattern::kMostSwatches))
      ->capture_default_str();
  command->add_option("-o,--output", request->output, "The tile in its new colours");
}

}  // namespace toile::cli
