// toile train PACK -o RUN: a DCGAN for each category of a pack.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/run_observer.hpp"
#include "toile/base/error.hpp"
#include "toile/base/pack.hpp"
#include "toile/nets/runtime.hpp"
#include "toile/train/train_gan.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct Request {
  fs::path pack;
  fs::path run;
  std::vector<std::string> categories;
  train::GanOptions options;
  std::string recipe = "dcgan";
  bool resume = false;
};

Report train(const Request& request, const Shared& shared) {
  train::GanOptions options = request.options;
  options.device = nets::resolve_device(shared.device);
  options.check();
  std::vector<std::string> categories = request.categories;
  {
    const Pack pack(request.pack, "swatches");
    if (categories.empty()) categories = pack.layout().groups;
    for (const std::string& category : categories) pack.items_of(category);  // all are known before the first starts
  }

  Report report;
  Json::Array runs;
  for (const std::string& category : categories) {
    const fs::path folder = request.run / category;
    const bool go_on = request.resume && fs::exists(folder / "checkpoint.safetensors");
    const auto summary = train::train_gan(request.pack, category, folder, options,
                                          go_on ? train::Start::resume : train::Start::fresh, png_observer(shared.progress));
    report.text += fmt::format("{}: {} epochs, {} steps, {:.1f} img/s; loss D {:.2f}, G {:.2f}, D(x) {:.2f}, D(G(z)) {:.2f} / "
                               "{:.2f} -> {}\n",
                               category, summary.epochs, summary.steps, summary.images_per_second, summary.last.loss_d,
                               summary.last.loss_g, summary.last.d_x, summary.last.d_gz_before,
                               summary.last.d_gz_after, (folder / "generator.safetensors").string());
    runs.push_back(Json::Object{{"category", category},
                                {"folder", folder.string()},
                                {"epochs", summary.epochs},
                                {"steps", summary.steps},
                                {"images_per_second", summary.images_per_second},
                                {"loss_d", summary.last.loss_d},
                                {"loss_g", summary.last.loss_g},
                                {"d_x", summary.last.d_x},
                                {"d_gz_before", summary.last.d_gz_before},
                                {"d_gz_after", summary.last.d_gz_after}});
  }
  report.json = Json::Object{{"runs", std::move(runs)}};
  return report;
}

}  // namespace

void add_train(Program& program) {
  auto request = std::make_shared<Request>();
  train::GanOptions& o = request->options;
  CLI::App* command = add_command(program, "train", "Train a pattern generator for each category of a pack",
                                  [request, &program] { return train(*request, program.shared); });
  command->add_option("PACK", request->pack, "What `toile prepare` wrote")->required();
  command->add_option("-o,--output", request->run, "Folder for the runs, one a category")->required();
  command->add_option("-c,--category", request->categories, "Only these categories (repeatable)");
  command->add_option("--recipe", request->recipe, "How to train")->check(CLI::IsMember({"dcgan"}));
  command->add_flag("--resume", request->resume, "Go on with runs that were stopped");
  command->add_option("--size", o.size, "Picture side: 4*2^k or 7*2^k (64, 128, 224, ...)")->capture_default_str();
  command->add_option("--latent", o.latent, "Length of the latent vector")->capture_default_str();
  command->add_option("--generator-width", o.generator_width, "Channels of its last hidden layer")->capture_default_str();
  command->add_option("--discriminator-width", o.discriminator_width, "Channels of its first layer")
      ->capture_default_str();
  command->add_option("--batch", o.batch, "Pictures a step")->capture_default_str();
  command->add_option("--epochs", o.epochs, "Times every picture is seen")->capture_default_str();
  command->add_option("--minutes", o.minutes, "Stop each category after so long (0: no limit)")->capture_default_str();
  command->add_option("--learning-rate", o.learning_rate, "Adam's, for both nets")->capture_default_str();
  command->add_option("--beta1", o.beta1, "Adam's, for both nets")->capture_default_str();
  command->add_option("--ema", o.ema, "Decay of the averaged generator that is kept (0: none)")->capture_default_str();
  command->add_flag("--augment", o.augment, "Random crops and flips");
  command->add_option("--seed", o.seed, "Same seed, same weights")->capture_default_str();
  command->add_option("--checkpoint-minutes", o.checkpoint_minutes, "Time between checkpoints (0: every epoch)")
      ->capture_default_str();
}

}  // namespace toile::cli
