// toile generate -c CATEGORY: new seamless tiles.

#include <fmt/core.h>

#include <memory>
#include <tuple>

#include "apps/cli/colours.hpp"
#include "apps/cli/tiles.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct GenerateRequest {
  models::PatternRequest tile;
  std::string mix;
  std::string making = "best";
  std::string grain;
  std::string palette;
  fs::path model;
  fs::path folder = ".";
  int count = 1;
};

Report list_categories() {
  Report report;
  Json::Array names;
  for (const std::string& name : models::pattern_categories()) {
    report.text += name + "\n";
    names.emplace_back(name);
  }
  report.json = Json::Object{{"categories", std::move(names)}};
  return report;
}

/// A category with a colon in its name, which only a net of one's own knows, and no share behind it.
bool is_one_name(const std::string& mix, const fs::path& model) {
  const auto colon = mix.rfind(':');
  return !model.empty() && colon != std::string::npos &&
         mix.find_first_not_of("0123456789.", colon + 1) != std::string::npos;
}

Report generate(const GenerateRequest& request, const Shared& shared) {
  models::PatternRequest first = request.tile;
  // a net of one's own may know a category of that name
  if (first.category == "list" && request.model.empty() && !models::can_make("list")) return list_categories();
  if (is_one_name(request.mix, request.model)) {
    first.mix = request.mix;
  } else if (!request.mix.empty()) {
    std::tie(first.mix, first.mix_share) = name_and_share("mix", request.mix, first.mix_share, "paisley:0.3");
  }
  if (!request.grain.empty()) set_grain(first, request.grain);
  if (!request.palette.empty()) first.palette = colours_of(request.palette);
  first.making = request.model.empty() ? models::making_named(request.making) : models::Making::learnt;
  const auto generator = models::PatternGenerator::open(first.category, request.model, models::making_for(first));
  first.making = generator.making();
  models::check(first);
  if (!request.model.empty()) generator.prepare(first);  // it may be damaged: said before a folder is made
  make_output_folder(request.folder);
  std::vector<TileJob> jobs;
  for (int i = 0; i < request.count; ++i) {
    const std::string name = file_name(plain_name(first.category), fmt::format("_{}_{}.png", first.seed, i));
    TileJob job{first, request.folder / name};
    job.request.index = static_cast<std::uint64_t>(i);
    jobs.push_back(std::move(job));
  }
  Report report = make_tiles(generator, jobs, {request.model}, shared);
  report.json.set("category", first.category);
  report.json.set("seed", first.seed);
  return report;
}

}  // namespace

void add_generate(Program& program) {
  auto request = std::make_shared<GenerateRequest>();
  Command command = add_command(program, "generate", "Make new seamless tiles of a category",
                                [request, &program] { return generate(*request, program.shared); });
  command.add_option("-c,--category", request->tile.category, "Its name; `list` prints the ones there are").required();
  command.add_option("-n,--count", request->count, "Number of tiles").within(1, 10000);
  command.add_option("--size", request->tile.size, "Tile side in pixels, 64 to 4096").capture_default_str();
  command.add_option("--seed", request->tile.seed, "Same seed, same tiles").capture_default_str();
  command.add_option("--mix", request->mix, "CATEGORY:SHARE, a second category to blend in, such as paisley:0.3");
  command.add_option("--layout", request->tile.layout, "Of a composed print: chintz, ditsy, half-drop ...");
  command.add_option("--palette", request->palette,
                     "Of a composed print: #hex,#hex,... or a text file of them; the first one is the ground");
  command.add_option("--density", request->tile.density, "Of a composed print: 0.5 airy, 2 packed");
  command.add_option("--scale", request->tile.scale, "Of a composed print's motifs, 0.25 to 3");
  command
      .add_option("--making", request->making,
                  "composed: of motifs; exact: a weave, geometry or a skin, sharp at any size; learnt: by a net; best: "
                  "what looks best")
      .capture_default_str();
  command.add_option("--sett", request->tile.sett,
                     "A thread count of your own for tartan, gingham, shirt-stripe ..., such as \"/K4 R24 K24 Y4/\"");
  command.add_option("--grain", request->grain,
                     "The cloth's threads: yarn, twill, jersey, canvas or slub, and how strong: twill:0.5");
  command.add_option("--regularity", request->tile.regularity,
                     "0: drawn by hand, 1: exact (default: as is usual for the category)");
  command.add_option("--truncation", request->tile.truncation, "0: all alike and safe, 1: as varied as was learnt")
      .capture_default_str();
  command.add_flag_callback(
      "--no-filter", [request] { request->tile.filter = false; }, "Also show what the critic thinks least of");
  command.add_option("--model", request->model, "A weights file instead of the category's own");
  command.add_option("-o,--output", request->folder, "Folder for the tiles (default: here)");
}

}  // namespace toile::cli
