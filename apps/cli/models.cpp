// toile models: the weights that are installed, explained; toile models import FILE: weights that others have
// published.

#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/own_files.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/data/checkpoint.hpp"
#include "toile/models/describe.hpp"
#include "toile/models/find_weights.hpp"
#include "toile/models/import_unet.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct ModelsRequest {
  fs::path file;
  fs::path output;
};

Report list_models() {
  Report report;
  Json::Array all;
  for (const auto& [name, path] : models::all_weights()) {
    const models::Description d = models::describe(path);
    report.text += fmt::format("{:<24} {:<18} {:>6.2f} million weights  {}\n", name, d.kind, d.weights / 1e6,
                               one_line(path.string()));
    all.push_back(Json::Object{{"name", name},
                               {"file", path.string()},
                               {"kind", d.kind},
                               {"weights", d.weights},
                               {"config", d.config},
                               {"card", d.card}});
  }
  report.json = Json::Object{{"models", std::move(all)}};
  return report;
}

Report import_model(const ModelsRequest& request) {
  const bool chosen = !request.output.empty();
  const fs::path output = chosen ? request.output : models::imported_file(models::kPublishedUnet);
  Outputs outputs;
  outputs.reads(request.file);
  outputs.writes(output);
  refuse_foreign(output, "no weights file of Toile's", [](const fs::path& file) {
    models::describe(file);
    return true;
  });
  const auto arrays = data::read_checkpoint(request.file);
  if (!chosen) make_output_folder(output.parent_path());
  models::import_unet(arrays, request.file, output);
  return {.text = fmt::format("{}\ntoile segment PHOTO --model {} -o MASK.png uses it\n", one_line(output.string()),
                              chosen ? one_line(output.string()) : models::kPublishedUnet),
          .json = Json::Object{{"model", output.string()}, {"tensors", static_cast<std::int64_t>(arrays.size())}}};
}

}  // namespace

void add_models(Program& program) {
  Command models = add_command(program, "models", "List the weights that are installed", list_models);
  models.require_subcommand(0, 1);
  auto request = std::make_shared<ModelsRequest>();
  Command command = add_command(program, models, "import", "Take over the published Unet_2020-10-30",
                                [request] { return import_model(*request); });
  command.add_option("FILE", request->file, "Its PyTorch checkpoint: weights.zip, .pth or .ckpt").required();
  command.add_option("-o,--output", request->output, "The weights file; without: where segment --model finds it");
}

}  // namespace toile::cli
