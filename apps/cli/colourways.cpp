// toile colourways TILE... --palette PALETTE... -o PAGE.pdf: designs by colourways on one page.

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/colours.hpp"
#include "apps/cli/own_print.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/length.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/separate.hpp"
#include "toile/press/colourway_matrix.hpp"
#include "toile/press/palette_file.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostPaletteBytes = 1 << 20;

struct ColourwaysRequest {
  std::vector<fs::path> tiles;
  std::vector<std::string> palettes;
  std::string width = "20cm";
  fs::path output;
};

press::Design design_of(const fs::path& tile, double width_cm) {
  auto own = own_print(tile);
  press::Design design{.name = tile.stem().string(),
                       .print = own ? std::move(own->print) : pattern::separated(image::read(tile))};
  design.print.width_cm = width_cm;
  return design;
}

press::ColourwayColumn column_of(const std::string& palette) {
  if (is_typed(palette)) return {.name = palette.substr(0, 7), .colours = colours_in(palette)};
  press::ColourwayColumn column{.name = fs::path(palette).stem().string(), .colours = {}};
  for (const Ink& ink : press::read_palette(read_file(palette, kMostPaletteBytes), palette)) {
    column.colours.push_back(ink.colour);
  }
  return column;
}

Report colourways(const ColourwaysRequest& request) {
  if (request.output.extension() != ".pdf") {
    throw Error(ErrorKind::usage, request.output.string() + " must end in .pdf: it is a page");
  }
  const double width_cm = length_cm("--width", request.width);
  Outputs outputs;
  for (const fs::path& tile : request.tiles) outputs.reads(tile);
  for (const std::string& palette : request.palettes) {
    if (!is_typed(palette)) outputs.reads(palette);
  }
  outputs.writes(request.output);
  std::vector<press::ColourwayColumn> columns;
  for (const std::string& palette : request.palettes) columns.push_back(column_of(palette));
  std::vector<press::Design> designs;
  for (const fs::path& tile : request.tiles) designs.push_back(design_of(tile, width_cm));
  write_file(request.output, press::colourway_matrix(designs, columns));
  return {.text = request.output.string(), .json = Json::Object{{"output", request.output.string()}}};
}

}  // namespace

void add_colourways(Program& program) {
  auto request = std::make_shared<ColourwaysRequest>();
  Command command = add_command(program, "colourways", "Designs by colourways on one page",
                                [request] { return colourways(*request); });
  command.add_option("TILE", request->tiles, "Up to eight tiles").required();
  command
      .add_option("--palette", request->palettes,
                  "#hex,#hex,... or a palette file, laid on the inks from dark to light (repeatable, up to eight)")
      .one_at_a_time()
      .required();
  command.add_option("--width", request->width, "Of a repeat in fabric").capture_default_str();
  command.add_option("-o,--output", request->output, "The page: .pdf").required();
}

}  // namespace toile::cli
