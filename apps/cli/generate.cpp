// toile generate -c CATEGORY: new seamless tiles.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_generator.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct Request {
  std::string category;
  fs::path model;
  fs::path folder = ".";
  std::uint64_t seed = 1;
  int count = 1;
  int size = 512;
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

/// Says on the tile how it was made, so that it can be made again and varied.
image::Metadata metadata(const Request& request, int index, const fs::path& model) {
  return {{"Software", "toile " TOILE_VERSION},
          {"toile:category", request.category},
          {"toile:seed", std::to_string(request.seed)},
          {"toile:index", std::to_string(index)},
          {"toile:model", model.filename().string()}};
}

Report generate(const Request& request, const Shared& shared) {
  if (request.category == "list") return list_categories();
  const auto generator = models::PatternGenerator::open(request.category, request.model);
  make_output_folder(request.folder);
  Report report;
  Json::Array files;
  for (int i = 0; i < request.count; ++i) {
    const Pattern pattern = generator.generate({.category = request.category,
                                                .size = request.size,
                                                .seed = request.seed,
                                                .index = static_cast<std::uint64_t>(i)});
    const fs::path file = request.folder / fmt::format("{}_{}_{}.png", request.category, request.seed, i);
    image::write(file, pattern.tile, metadata(request, i, generator.file()));
    report.text += file.string() + "\n";
    files.push_back(Json::Object{{"file", file.string()}, {"seam", pattern::seam_score(pattern.tile)}});
    if (!shared.progress({.what = request.category, .done = i + 1, .total = request.count})) {
      throw Error(ErrorKind::cancelled, fmt::format("stopped after {} of {} tiles", i + 1, request.count));
    }
  }
  report.json = Json::Object{{"category", request.category}, {"seed", request.seed}, {"tiles", std::move(files)}};
  return report;
}

}  // namespace

void add_generate(Program& program) {
  auto request = std::make_shared<Request>();
  CLI::App* command = add_command(program, "generate", "Make new seamless tiles of a category",
                                  [request, &program] { return generate(*request, program.shared); });
  command->add_option("-c,--category", request->category, "Its name; `list` prints the ones there are")->required();
  command->add_option("-n,--count", request->count, "Number of tiles")->check(CLI::Range(1, 10000));
  command->add_option("--size", request->size, "Tile side in pixels, 64 to 4096")->capture_default_str();
  command->add_option("--seed", request->seed, "Same seed, same tiles")->capture_default_str();
  command->add_option("--model", request->model, "A weights file instead of the category's own");
  command->add_option("-o,--output", request->folder, "Folder for the tiles (default: here)");
}

}  // namespace toile::cli
