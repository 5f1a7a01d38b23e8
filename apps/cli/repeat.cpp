// toile repeat TILE --size 140x100cm -o SHEET: cloth in repeat, for print.

#include "toile/pattern/repeat.hpp"

#include <memory>

#include "apps/cli/manifest.hpp"
#include "apps/cli/tiles.hpp"
#include "toile/base/length.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"

namespace toile::cli {
namespace {

struct Request {
  std::filesystem::path tile;
  std::string layout = "straight";
  std::string size = "100x100cm";
  std::string tile_width = "20cm";
  std::string grain;
  double dpi = pattern::SheetRequest{}.dpi;
  std::filesystem::path output;
};

Report repeat(const Request& request) {
  const auto [width_cm, height_cm] = size_cm("--size", request.size);
  const pattern::SheetRequest sheet{.layout = pattern::layout_named(request.layout),
                                    .width_cm = width_cm,
                                    .height_cm = height_cm,
                                    .tile_cm = length_cm("--tile", request.tile_width),
                                    .dpi = request.dpi};
  image::check_picture_suffix(request.output);
  sheet.check();
  Outputs outputs;
  outputs.reads(request.tile);
  outputs.writes(request.output);
  models::PatternRequest cloth_of;
  if (!request.grain.empty()) set_grain(cloth_of, request.grain);
  const Image tile = image::read(request.tile);
  const Image cloth = pattern::with_grain(pattern::sheet({.tile = tile}, sheet), cloth_of.grain, sheet.width_cm,
                                          cloth_of.grain_strength);
  image::write(request.output, cloth);
  return {.text = request.output.string(),
          .json = Json::Object{{"output", request.output.string()}, {"width", cloth.width}, {"height", cloth.height}}};
}

std::function<Report()> repeat_options(CLI::App& app, studio::OpenModels&) {
  auto request = std::make_shared<Request>();
  app.add_option("TILE", request->tile, "A seamless tile")->required();
  app.add_option("--layout", request->layout, "straight, half-drop, half-brick, mirror or centre")
      ->capture_default_str();
  app.add_option("--size", request->size, "Of the sheet: WIDTHxHEIGHT in cm, mm or in")->capture_default_str();
  app.add_option("--tile", request->tile_width, "Width of the tile in fabric: 20cm, 200mm, 8in")->capture_default_str();
  app.add_option("--dpi", request->dpi, "Pixels an inch")->capture_default_str();
  app.add_option("--grain", request->grain,
                 "The cloth's threads: yarn, twill, jersey, canvas or slub, and how strong: twill:0.5");
  app.add_option("-o,--output", request->output, "The sheet: .tif, .png or .jpg; of a manifest: a folder")->required();
  return [request] { return repeat(*request); };
}

}  // namespace

void add_repeat(Program& program) {
  add_line_command(program, {.name = "repeat",
                             .description = "Make a sheet of cloth in repeat",
                             .subject = "TILE",
                             .member = "pattern",
                             .inputs = {"pattern"},
                             .outputs = {"output"},
                             .alternatives = {},
                             .options = repeat_options});
}

}  // namespace toile::cli
