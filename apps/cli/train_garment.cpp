// toile train-garment DIR -o RUN: the garment net, from labelled photos.

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <set>

#include "apps/cli/cli.hpp"
#include "apps/cli/run_observer.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/labelled_photos.hpp"
#include "toile/data/npz.hpp"
#include "toile/data/prepare_garments.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct TrainGarmentRequest {
  fs::path folder;
  fs::path run;
  fs::path backbone;
  data::GarmentPackOptions shape;
  train::GarmentOptions options;
  bool resume = false;
  RankWords ranks;
};

/// Photos that were packed earlier are taken as they are, when they are those of the folder.
void check_pack(const fs::path& file, const TrainGarmentRequest& request) {
  const Pack pack(file, "garment-labels");
  std::set<std::string> known;
  const auto labelled = data::LabelledFolder::open(request.folder);
  for (const data::LabelledPhoto& photo : labelled.photos()) known.insert(photo.id);
  const bool shape = pack.layout().height == kPackDetail * request.shape.height &&
                     pack.layout().width == kPackDetail * request.shape.width;
  const bool photos = std::all_of(pack.items().begin(), pack.items().end(),
                                  [&](const PackItem& item) { return known.contains(item.source); });
  if (shape && photos) return;
  throw Error(ErrorKind::usage, file.string() + " holds photos of another " + (shape ? "folder" : "size") +
                                    "; choose another folder by -o");
}

Report train_garment(const TrainGarmentRequest& request, Shared& shared) {
  const train::RankPlace place = rank_place(request.ranks, shared);
  train::GarmentOptions options = request.options;
  options.check();
  const auto backbone = request.backbone.empty() ? std::vector<NamedArray>{} : data::read_npz(request.backbone);
  make_output_folder(request.run);
  const fs::path pack = request.run / "photos.pack";
  const bool go_on = request.resume && fs::exists(request.run / "checkpoint.safetensors");
  if (!fs::exists(pack)) data::LabelledFolder::open(request.folder);  // what is wrong with it is told at once
  const train::Trainers& trainers = opened_trainers(shared);
  options.device = trainers.resolve_device(shared.device);
  const auto ranks = trainers.gather(place);
  data::GarmentPackSummary packed;
  if (fs::exists(pack)) {
    if (!go_on) check_pack(pack, request);
  } else if (ranks->first()) {
    packed = data::prepare_garments(request.folder, pack, request.shape, shared.progress);
  }
  ranks->meet("packed");
  const auto summary =
      trainers.garment(pack, backbone, request.run, options, go_on ? train::Start::resume : train::Start::fresh,
                       png_observer(shared.progress), *ranks);
  if (!ranks->first()) return {};

  Report report{.text = {}, .json = {}, .failed = !packed.left_out.empty()};
  for (const std::string& one : packed.left_out) report.text += "left out " + one_line(one) + "\n";
  report.text += fmt::format("{} epochs, {:.1f} photos/s; best epoch {}: garment IoU {:.3f} pooled, {:.3f} a photo\n",
                             summary.epochs, summary.images_per_second, summary.best_epoch, summary.best.garment,
                             summary.best.garment_mean);
  Json groups;
  for (std::size_t g = 0; g < kGarmentGroups; ++g) {
    report.text += fmt::format("  {:<12} {:.3f}\n", kGarmentGroupNames[g], summary.best.groups[g]);
    groups.set(kGarmentGroupNames[g], summary.best.groups[g]);
  }
  report.json = Json::Object{{"epochs", summary.epochs},
                             {"images_per_second", summary.images_per_second},
                             {"best_epoch", summary.best_epoch},
                             {"garment_iou", summary.best.garment},
                             {"garment_iou_mean", summary.best.garment_mean},
                             {"group_iou", groups},
                             {"weights", (request.run / "garment.safetensors").string()}};
  return report;
}

}  // namespace

void add_train_garment(Program& program) {
  auto request = std::make_shared<TrainGarmentRequest>();
  train::GarmentOptions& o = request->options;
  Command command = add_command(program, "train-garment", "Train the net that finds garments in photos",
                                [request, &program] { return train_garment(*request, program.shared); });
  command.add_option("DIR", request->folder, "photos/, labels/, labels.tsv and split.tsv").required();
  command.add_option("-o,--output", request->run, "Folder for the run").required();
  command.add_option("--backbone", request->backbone, "The encoder's first weights (.npz); without: random ones");
  command.add_option("--from", o.from, "Weights of a garment net to start from instead");
  command.add_flag("--resume", request->resume, "Go on with a run that was stopped");
  add_rank_options(command, request->ranks);
  command.add_option("--height", request->shape.height, "Height of the photos in training, a multiple of 32")
      .capture_default_str();
  command.add_option("--width", request->shape.width, "Their width, likewise").capture_default_str();
  command.add_option("--epochs", o.epochs, "Times every photo is seen").capture_default_str();
  command.add_option("--batch", o.batch, "Photos a step").capture_default_str();
  command.add_option("--learning-rate", o.learning_rate, "AdamW's").capture_default_str();
  command.add_option("--encoder-rate", o.encoder_rate, "The encoder's share of it").capture_default_str();
  command.add_option("--encoder-width", o.encoder_width, "Its channels times this").capture_default_str();
  command.add_option("--decoder-width", o.decoder_width, "Its channels times this").capture_default_str();
  command.add_option("--seed", o.seed, "Same seed, same weights").capture_default_str();
  command.add_option("--checkpoint-minutes", o.checkpoint_minutes, "Time between checkpoints (0: every epoch)")
      .capture_default_str();
}

}  // namespace toile::cli
