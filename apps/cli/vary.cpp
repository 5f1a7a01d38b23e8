// toile vary TILE: neighbours of a tile that we made.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/tiles.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/seed.hpp"
#include "toile/compose/finish_layout.hpp"
#include "toile/compose/vary_layout.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct VaryRequest {
  fs::path tile;
  fs::path model;
  fs::path folder = ".";
  double strength = 0.3;
  std::string change = "motifs";
  std::uint64_t seed = 1;
  int count = 1;
};

/// Neighbours of a print of which nothing is known but its layout: it holds own motifs, or was changed by hand.
Report vary_layout(const VaryRequest& request, compose::Aspect aspect, const std::string& document) {
  const compose::Layout layout = compose::layout_from_text(document, request.tile.string());
  const int size = image::read_size(request.tile).width;
  make_output_folder(request.folder);
  Outputs outputs;
  outputs.reads(request.tile);
  Report report;
  Json::Array files;
  for (int i = 0; i < request.count; ++i) {
    const fs::path file =
        request.folder / file_name(request.tile.stem().string(), fmt::format("_v{}_{}.png", request.seed, i));
    outputs.writes(file);
    const compose::Change change{aspect, derive_seed(request.seed, static_cast<std::uint64_t>(i)), request.strength};
    const compose::Layout next =
        compose::finished(compose::varied(layout, change, compose::known_motif), compose::known_motif);
    Image picture = pattern::rendered(compose::printed(next, compose::known_motif, size));
    picture.dpi = 2.54 * size / next.width_cm;
    image::write(file, picture,
                 {{"toile:layout", compose::json_of(next).dump()}, {"Software", "toile " TOILE_VERSION}});
    report.text += file.string() + "\n";
    files.push_back(Json::Object{{"file", file.string()}});
  }
  report.json = Json::Object{{"tiles", std::move(files)}, {"strength", request.strength}, {"seed", request.seed}};
  return report;
}

Report vary(const VaryRequest& request, const Shared& shared) {
  const compose::Aspect aspect = compose::aspect_named(request.change);
  const image::Metadata note = image::read_metadata(request.tile);
  if (!note.contains("toile:request") && note.contains("toile:layout")) {
    return vary_layout(request, aspect, note.at("toile:layout"));
  }
  models::PatternRequest first = models::request_from(note, request.tile);
  if (aspect == compose::Aspect::palette) first.colours.clear();  // those of a colourway make room
  const auto generator = models::PatternGenerator::open(first.category, request.model, first.making);
  if (!request.model.empty()) generator.prepare(first);  // it may be damaged: said before a folder is made
  make_output_folder(request.folder);
  std::vector<TileJob> jobs;
  for (int i = 0; i < request.count; ++i) {
    TileJob job{first,
                request.folder / file_name(request.tile.stem().string(), fmt::format("_v{}_{}.png", request.seed, i))};
    job.request.variations.push_back(
        {derive_seed(request.seed, static_cast<std::uint64_t>(i)), request.strength, aspect});
    jobs.push_back(std::move(job));
  }
  Report report = make_tiles(generator, jobs, {request.tile, request.model}, shared);
  report.json.set("strength", request.strength);
  report.json.set("seed", request.seed);
  return report;
}

}  // namespace

void add_vary(Program& program) {
  auto request = std::make_shared<VaryRequest>();
  Command command = add_command(program, "vary", "Make neighbours of a tile: the same idea, told differently",
                                [request, &program] { return vary(*request, program.shared); });
  command.add_option("TILE", request->tile, "A PNG that `generate` or `vary` made").required();
  command.add_option("-n,--count", request->count, "Number of tiles").within(1, 10000);
  command.add_option("--strength", request->strength, "0: the same tile, 1: another one").capture_default_str();
  command.add_option("--change", request->change, "Of a composed print: motifs, layout or palette; the rest stays")
      .capture_default_str();
  command.add_option("--seed", request->seed, "Same seed, same neighbours").capture_default_str();
  command.add_option("--model", request->model, "A weights file instead of the shipped one");
  command.add_option("-o,--output", request->folder, "Folder for the tiles (default: here)");
}

}  // namespace toile::cli
