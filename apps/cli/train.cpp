// toile train PACK -o RUN: a DCGAN for each category of a pack, or one net of tiles, or one of motifs.

#include <fmt/core.h>

#include <algorithm>
#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/run_observer.hpp"
#include "toile/base/error.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/checkpoint.hpp"
#include "toile/data/npz.hpp"
#include "toile/train/trainers.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct TrainRequest {
  fs::path pack;
  fs::path run;
  fs::path backbone;
  fs::path eyes, start_from;
  std::vector<std::string> categories;
  std::string recipe = "dcgan";
  Json options = Json::Object{};  ///< those that were given; the recipe knows the defaults
  bool resume = false;
  RankWords ranks;
  train::RankPlace place;
};

/// The categories that were asked for, or all of the pack's; all are known before training starts.
std::vector<std::string> chosen_categories(const TrainRequest& request) {
  const Pack pack(request.pack, request.recipe == "tile" ? "inks" : "swatches");
  for (const std::string& category : request.categories) pack.items_of(category);
  return request.categories.empty() ? pack.layout().groups : request.categories;
}

train::Start start_of(const TrainRequest& request, const fs::path& run) {
  return request.resume && fs::exists(run / "checkpoint.safetensors") ? train::Start::resume : train::Start::fresh;
}

/// One net for each category.
Report train_dcgans(const TrainRequest& request, const Shared& shared) {
  train::GanOptions options = train::GanOptions::from_json(request.options);
  const auto categories = chosen_categories(request);
  const train::Trainers& trainers = opened_trainers(shared);
  options.device = trainers.resolve_device(shared.device);
  const auto ranks = trainers.gather(request.place);
  Report report;
  Json::Array runs;
  for (const std::string& category : categories) {
    const fs::path folder = request.run / category;
    const auto summary = trainers.gan(request.pack, category, folder, options, start_of(request, folder),
                                      png_observer(shared.progress), *ranks);
    report.text += fmt::format(
        "{}: {} epochs, {} steps, {:.1f} img/s; loss D {:.2f}, G {:.2f}, D(x) {:.2f}, D(G(z)) {:.2f} / "
        "{:.2f} -> {}\n",
        category, summary.epochs, summary.steps, summary.images_per_second, summary.last.loss_d, summary.last.loss_g,
        summary.last.d_x, summary.last.d_gz_before, summary.last.d_gz_after,
        (folder / "generator.safetensors").string());
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

/// One net for all categories.
Report train_tiles(const TrainRequest& request, const Shared& shared) {
  train::TileOptions options = train::TileOptions::from_json(request.options);
  const auto categories = chosen_categories(request);
  if (options.feature_width > 0 && request.backbone.empty()) {
    throw Error(
        ErrorKind::usage,
        "the tile recipe looks at tiles through a pretrained network: name its .npz by --backbone, or do without "
        "by --feature-width 0");
  }
  const auto backbone = request.backbone.empty() ? std::vector<NamedArray>{} : data::read_npz(request.backbone);
  const train::Trainers& trainers = opened_trainers(shared);
  options.device = trainers.resolve_device(shared.device);
  const auto ranks = trainers.gather(request.place);
  const auto summary = trainers.tile(request.pack, categories, backbone, request.run, options,
                                     start_of(request, request.run), png_observer(shared.progress), *ranks);
  const std::string weights = (request.run / "generator.safetensors").string();
  Report report;
  report.text =
      fmt::format("{} steps, {:.1f} img/s; loss D {:.2f}, G {:.2f}; logits of swatches {:.2f}, of tiles {:.2f} -> {}\n",
                  summary.steps, summary.images_per_second, summary.last.loss_d, summary.last.loss_g, summary.last.real,
                  summary.last.fake, weights);
  report.json = Json::Object{{"steps", summary.steps},
                             {"images_per_second", summary.images_per_second},
                             {"loss_d", summary.last.loss_d},
                             {"loss_g", summary.last.loss_g},
                             {"weights", weights}};
  return report;
}

/// One pair of nets for all motifs.
Report train_motifs(const TrainRequest& request, const Shared& shared) {
  train::MotifOptions options = train::MotifOptions::from_json(request.options);
  if (options.seen > 0 && request.eyes.empty()) {
    throw Error(
        ErrorKind::usage,
        "the motif recipe looks at motifs through VGG-19: name its weights by --eyes, or do without by --seen 0");
  }
  const Pack pack(request.pack, "motifs");
  const train::Trainers& trainers = opened_trainers(shared);
  options.device = trainers.resolve_device(shared.device);
  const auto eyes = options.seen == 0                            ? std::vector<NamedArray>{}
                    : request.eyes.extension() == ".safetensors" ? trainers.read_eyes(request.eyes)
                                                                 : data::read_checkpoint(request.eyes);
  const auto ranks = trainers.gather(request.place);
  const auto summary = trainers.motif(request.pack, eyes, request.start_from, request.run, options,
                                      start_of(request, request.run), png_observer(shared.progress), *ranks);
  const std::string weights = (request.run / "motifs.safetensors").string();
  Report report;
  report.text = fmt::format("{} steps, {:.1f} img/s; inks {:.3f}, {:.1f} % of pixels right, perceptual {:.3f} -> {}\n",
                            summary.steps, summary.images_per_second, summary.last.inks, 100 * summary.last.right,
                            summary.last.perceptual, weights);
  report.json = Json::Object{
      {"steps", summary.steps},      {"images_per_second", summary.images_per_second}, {"inks", summary.last.inks},
      {"right", summary.last.right}, {"perceptual", summary.last.perceptual},          {"weights", weights}};
  return report;
}

}  // namespace

void add_train(Program& program) {
  auto request = std::make_shared<TrainRequest>();
  Command command = add_command(program, "train", "Train pattern generators on a pack", [request, &program] {
    request->place = rank_place(request->ranks, program.shared);
    const auto train = request->recipe == "motif"  ? train_motifs
                       : request->recipe == "tile" ? train_tiles
                                                   : train_dcgans;
    const Report report = train(*request, program.shared);
    return request->place.rank == 0 ? report : Report{};
  });
  command.add_option("PACK", request->pack, "What `toile prepare` wrote").required();
  command.add_option("-o,--output", request->run, "Folder for the run; dcgan: one inside it for each category")
      .required();
  command.add_option("-c,--category", request->categories, "Only these categories (repeatable)");
  command
      .add_option("--recipe", request->recipe,
                  "dcgan: a net a category; tile: one net of seamless tiles for all; motif: "
                  "single motifs, on a pack of `toile prepare-motifs`")
      .one_of({"dcgan", "tile", "motif"})
      .capture_default_str();
  command.add_option("--backbone", request->backbone,
                     "tile: MobileNetV2 (.npz), the pretrained eyes of the discriminator");
  command.add_option(
      "--eyes", request->eyes,
      "motif: VGG-19 (.pth, or what `toile prepare-eyes` made of it), frozen, by which motifs are compared");
  command.add_option("--start-from", request->start_from, "motif: weights of an earlier run to begin with");
  command.add_flag("--resume", request->resume, "Go on with runs that were stopped");
  add_rank_options(command, request->ranks);

  const auto number = [&](const std::string& name, const char* help) {
    std::string member = name.substr(2);
    std::replace(member.begin(), member.end(), '-', '_');
    command.add_option_function<double>(
        name, [request, member](double value) { request->options.set(member, value); }, help);
  };
  number("--minutes", "Stop after so long, each category (default 0: no limit)");
  number("--batch", "Pictures a step (64; tile: 24)");
  number("--learning-rate", "Adam's, for all nets (2e-4; tile: 4e-4)");
  number("--ema", "Decay of the averaged generator that is kept (0: none; tile: 0.999)");
  number("--seed", "Same seed, same weights (1)");
  number("--checkpoint-minutes", "Time between checkpoints (5; 0: every epoch)");
  number("--size", "Picture side: 4*2^k or 7*2^k (64); tile: a multiple of 16 (64)");
  number("--epochs", "dcgan: times every picture is seen (200)");
  number("--latent", "dcgan: length of the latent vector (100)");
  number("--generator-width", "dcgan: channels of its last hidden layer (64)");
  number("--discriminator-width", "dcgan: channels of its first layer (64)");
  number("--beta1", "dcgan: Adam's, for both nets (0.5)");
  command.add_flag_callback(
      "--augment", [request] { request->options.set("augment", true); }, "dcgan: random crops and flips");
  number("--steps", "tile: updates of the generator (100000)");
  number("--width", "tile: channels of the generator at full resolution, a sixth of the most (32)");
  number("--pixel-width", "tile: channels of the pixel discriminator (32; 0: none)");
  number("--feature-width", "tile: channels of the heads on the backbone (64; 0: none)");
  command.add_option_function<std::string>(
      "--from", [request](const std::string& file) { request->options.set("from", file); },
      "tile: generator.safetensors of a run on the same categories to start from");
  number("--texture", "tile: weight of the texture distance to the swatch whose code a tile was given (1)");
  number("--colour", "tile: strength of the colour augmentation (1)");
  number("--code", "motif: length of a code (96)");
  number("--seen", "motif: how many of a batch the eyes look at (2; 0: none)");
  number(
      "--mixed",
      "motif: mixtures of near motifs a step that a critic judges (0: no critic; for nets that know shapes already)");
  number("--adversary", "motif: weight of what the critic says (0.1)");
  number("--given-back", "motif: weight of the inks given back; 0 for a GAN (1)");
  number("--perceptual", "motif: weight of the distance that the eyes see (0.5)");
  number("--noise", "motif: noise on codes, whose own deviation is 1 (0.1)");
  number("--turn", "motif: largest turn in degrees (12)");
}

}  // namespace toile::cli
