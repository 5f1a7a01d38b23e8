// toile repeat TILE --size 140x100cm -o SHEET: cloth in repeat, for print.

#include "toile/pattern/repeat.hpp"

#include <fmt/core.h>

#include <memory>
#include <optional>

#include "apps/cli/manifest.hpp"
#include "apps/cli/tiles.hpp"
#include "toile/base/error.hpp"
#include "toile/base/length.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/border.hpp"
#include "toile/pattern/rotary.hpp"
#include "toile/press/mill.hpp"

namespace toile::cli {
namespace {

struct RepeatRequest {
  std::filesystem::path tile, border, output;
  std::string layout = "straight", size = "100x100cm", repeats, tile_width = "20cm", border_width = "10cm",
              border_on = "both", grain;
  std::vector<std::string> around;
  double dpi = pattern::SheetRequest{}.dpi;
};

/// Lengths, or the names of mills whose rollers they are.
std::vector<double> circumferences(const std::vector<std::string>& words) {
  std::vector<double> lengths;
  for (const std::string& word : words) {
    if (!word.empty() && std::isdigit(static_cast<unsigned char>(word[0]))) {
      lengths.push_back(length_cm("--around", word));
      continue;
    }
    const press::Mill mill = press::mill_named(word);
    if (mill.circumferences_cm.empty()) {
      throw Error(ErrorKind::usage, "the mill " + word + " prints any length: nothing has to go round");
    }
    lengths.insert(lengths.end(), mill.circumferences_cm.begin(), mill.circumferences_cm.end());
  }
  return lengths;
}

/// "2x3".
std::pair<int, int> counts_of(const std::string& words) {
  int across = 0, down = 0, read = 0;
  if (std::sscanf(words.c_str(), "%4dx%4d%n", &across, &down, &read) == 2 && read == std::ssize(words) && across > 0 &&
      down > 0) {
    return {across, down};
  }
  throw Error(ErrorKind::usage, "--repeats is " + words + "; it must be two numbers such as 2x3");
}

/// The sheet that is asked for, of this tile, and what is to be said of it.
struct Planned {
  pattern::SheetRequest sheet;
  std::optional<pattern::Round> round;
};

Planned planned(const RepeatRequest& request, const image::Size& tile) {
  Planned plan{.sheet = {.layout = pattern::layout_named(request.layout),
                         .width_cm = 0,
                         .height_cm = 0,
                         .tile_cm = length_cm("--tile", request.tile_width),
                         .dpi = request.dpi},
               .round = {}};
  pattern::SheetRequest& sheet = plan.sheet;
  const pattern::Grid grid = pattern::tiles_in_unit(sheet.layout);
  const double high = 1.0 * tile.height / tile.width;
  if (!request.around.empty()) {
    plan.round = pattern::nearest_round(sheet.tile_cm * high * grid.down, circumferences(request.around));
    sheet.tile_cm = plan.round->height_cm() / high / grid.down;
  }
  if (request.repeats.empty()) {
    std::tie(sheet.width_cm, sheet.height_cm) = size_cm("--size", request.size);
  } else {
    const auto [across, down] = counts_of(request.repeats);
    sheet.width_cm = across * grid.across * sheet.tile_cm;
    sheet.height_cm = down * grid.down * sheet.tile_cm * high;
  }
  sheet.check();
  return plan;
}

Report repeat(const RepeatRequest& request, const Shared& shared) {
  image::check_picture_suffix(request.output);
  const Planned plan = planned(request, image::read_size(request.tile));
  Outputs outputs;
  outputs.reads(request.tile);
  outputs.reads(request.border);
  outputs.writes(request.output);
  models::PatternRequest cloth_of;
  if (!request.grain.empty()) set_grain(cloth_of, request.grain);
  const auto sides = pattern::sides_named(request.border_on);
  image::Rows rows = pattern::sheet_rows({.tile = image::read(request.tile)}, plan.sheet);
  if (!request.border.empty()) {
    rows = pattern::bordered(rows, {.tile = image::read(request.border),
                                    .width_cm = length_cm("--border-width", request.border_width),
                                    .sides = sides});
  }
  if (request.grain.empty() && image::takes_rows(request.output)) {
    image::write_rows(request.output, rows, shared.progress);
  } else {
    pattern::check_at_once(rows);
    image::write(request.output, pattern::with_grain(image::image_of(rows), cloth_of.grain, plan.sheet.width_cm,
                                                     cloth_of.grain_strength));
  }
  Report report{
      .text = one_line(request.output.string()),
      .json = Json::Object{{"output", request.output.string()}, {"width", rows.width}, {"height", rows.height}}};
  if (plan.round) {
    report.text += fmt::format("\na tile {:.2f} cm wide: {} repeats go round {:g} cm", plan.sheet.tile_cm,
                               plan.round->repeats, plan.round->circumference_cm);
    report.json.set("tile_cm", plan.sheet.tile_cm);
    report.json.set("circumference_cm", plan.round->circumference_cm);
    report.json.set("repeats_around", plan.round->repeats);
  }
  return report;
}

std::function<Report()> repeat_options(Command app, const Shared& shared) {
  auto request = std::make_shared<RepeatRequest>();
  app.add_option("TILE", request->tile, "A seamless tile").required();
  app.add_option("--layout", request->layout,
                 "straight, half-drop, half-brick, drop-1/3, brick-2/5, mirror, turnover, centre, diamond or ogee")
      .capture_default_str();
  Option size =
      app.add_option("--size", request->size, "Of the sheet: WIDTHxHEIGHT in cm, mm or in").capture_default_str();
  app.add_option("--repeats", request->repeats, "So many whole repeats instead: 1x1, 2x3").excludes(size);
  app.add_option("--tile", request->tile_width, "Width of the tile in fabric: 20cm, 200mm, 8in").capture_default_str();
  app.add_option("--around", request->around,
                 "Scale the tile so that whole repeats go round one of these: 64cm,25.25in, or a mill's name")
      .delimiter(',');
  app.add_option("--dpi", request->dpi, "Pixels an inch").capture_default_str();
  app.add_option("--border", request->border, "A tile that runs along the selvedges");
  app.add_option("--border-width", request->border_width, "Of the border: 10cm").capture_default_str();
  app.add_option("--border-on", request->border_on, "left, right or both").capture_default_str();
  app.add_option("--grain", request->grain,
                 "The cloth's threads: yarn, twill, jersey, canvas or slub, and how strong: twill:0.5");
  app.add_option("-o,--output", request->output,
                 "The sheet: .tif or .png, up to 2500 million pixels; .jpg or .webp, up to 100 million")
      .required();
  return [request, &shared] { return repeat(*request, shared); };
}

}  // namespace

void add_repeat(Program& program) {
  add_line_command(program, {.name = "repeat",
                             .description = "Make a sheet of cloth in repeat",
                             .subject = "TILE",
                             .member = "pattern",
                             .inputs = {"pattern", "border"},
                             .outputs = {"output"},
                             .alternatives = {},
                             .options = [&program](Command app, studio::OpenModels&) {
                               return repeat_options(app, program.shared);
                             }});
}

}  // namespace toile::cli
