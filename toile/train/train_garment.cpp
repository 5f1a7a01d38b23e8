#include "toile/train/train_garment.hpp"

#include <torch/torch.h>

#include <numeric>
#include <sstream>

#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/curves.hpp"
#include "toile/train/fresh.hpp"
#include "toile/train/garment_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;

class Run {
 public:
  Run(const fs::path& pack, const std::vector<NamedArray>& backbone, const fs::path& folder,
      const GarmentOptions& options, const RunObserver& observer, const Ranks& ranks)
      : folder_(folder),
        options_(options),
        observer_(observer),
        ranks_(ranks),
        pack_(pack, "garment-labels"),
        batches_(pack_, options.batch, options.seed),
        state_(options, backbone, ranks) {
    ranks.check_parts("batch", options.batch);
    mine_ = ranks.part_of(options.batch);
  }

  GarmentSummary go(Start start) {
    begin(start);
    const double steps_a_second =
        run_steps({.folder = folder_,
                   .last_step = last_step(),
                   .checkpoint_minutes = options_.checkpoint_minutes,
                   .step = [this] { return step(); },
                   .save = [this] { save(); },
                   .where = [this] { return "garment net, epoch " + std::to_string(state_.history.size() + 1); },
                   .progress = observer_.progress,
                   .ranks = ranks_},
                  state_.step);
    if (ranks_.first()) save_best();
    return {.epochs = std::ssize(state_.history),
            .best_epoch = state_.best_epoch,
            .best = state_.history.at(static_cast<std::size_t>(state_.best_epoch - 1)),
            .images_per_second = steps_a_second * options_.batch};
  }

 private:
  fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

  void begin(Start start) {
    if (start == Start::resume) load_checkpoint(checkpoint(), state_, options_);
    ranks_.join({state_.net.get()});
    if (ranks_.first() && start == Start::fresh) {
      check_fresh(folder_, {"epochs.csv", "curves.png", "garment.safetensors"});
      make_output_folder(folder_);
      write();  // so that a run can be resumed from its first moment on
    }
    ranks_.meet("garment, " + std::to_string(pack_.items().size()) + " photos, step " + std::to_string(state_.step) +
                ", " + options_.to_json().dump());
  }

  std::int64_t last_step() const { return options_.epochs * batches_.steps_per_epoch(); }

  /// Answers whether an epoch ended with it.
  bool step() {
    const double progress = static_cast<double>(state_.step) / static_cast<double>(last_step());
    const double loss = garment_step(state_, batches_.at_step(state_.step, mine_), options_, progress, ranks_);
    check_finite(loss, state_.step);
    state_.losses.push_back(loss);
    const bool epoch_ends = state_.step % batches_.steps_per_epoch() == 0;
    if (epoch_ends) end_epoch();
    return epoch_ends;
  }

  void end_epoch() {
    GarmentFigures figures = validate(state_, batches_, options_, ranks_);
    figures.loss =
        std::accumulate(state_.losses.begin(), state_.losses.end(), 0.0) / static_cast<double>(state_.losses.size());
    state_.losses.clear();
    state_.history.push_back(figures);
    const auto epoch = std::ssize(state_.history);
    if (state_.best_epoch > 0 &&
        state_.history[static_cast<std::size_t>(state_.best_epoch - 1)].garment >= figures.garment) {
      return;
    }
    state_.best_epoch = epoch;
    state_.best.clear();
    for (const auto& [name, tensor] : nets::tensors_of(*state_.net)) state_.best[name] = tensor.clone();
  }

  void save() {
    if (ranks_.first()) write();
    ranks_.meet("saved");
  }

  void write() {
    save_checkpoint(checkpoint(), state_, options_);
    std::ostringstream csv;
    csv << "epoch,loss,garment_iou,garment_iou_mean";
    for (const char* name : kGarmentGroupNames) csv << ',' << name << "_iou";
    Chart loss{"Loss", {{"training", {}}}}, iou{"IoU on validation photos", {{"garment", {}}}};
    for (std::size_t i = 0; i < state_.history.size(); ++i) {
      const GarmentFigures& f = state_.history[i];
      csv << '\n' << i + 1 << ',' << f.loss << ',' << f.garment << ',' << f.garment_mean;
      for (const double value : f.groups) csv << ',' << value;
      loss.curves[0].values.push_back(f.loss);
      iou.curves[0].values.push_back(f.garment);
    }
    csv << '\n';
    write_file(folder_ / "epochs.csv", csv.str());
    if (observer_.drawing && !state_.history.empty()) observer_.drawing(folder_ / "curves", curves_svg({loss, iou}));
  }

  void save_best() const {
    const GarmentFigures& best = state_.history.at(static_cast<std::size_t>(state_.best_epoch - 1));
    Json groups;
    for (std::size_t g = 0; g < kGarmentGroups; ++g) groups.set(kGarmentGroupNames[g], best.groups[g]);
    GarmentOptions told = options_;
    told.from = fs::path(told.from).filename().string();  // weights travel; where they lay is nobody else's business
    const Json card = Json::Object{{"options", told.to_json()},
                                   {"height", batches_.height()},
                                   {"width", batches_.width()},
                                   {"epoch", state_.best_epoch},
                                   {"validation_photos", static_cast<std::int64_t>(batches_.validation_photos())},
                                   {"garment_iou", best.garment},
                                   {"garment_iou_mean", best.garment_mean},
                                   {"group_iou", groups}};
    nets::write_weights(folder_ / "garment.safetensors", {"garment-net", state_.config.to_json(), card, state_.best},
                        nets::Storage::fp16);
  }

  fs::path folder_;
  GarmentOptions options_;
  const RunObserver& observer_;
  const Ranks& ranks_;
  Pack pack_;
  GarmentBatches batches_;
  GarmentState state_;
  at::Tensor mine_;  ///< which members of a batch are this rank's
};

}  // namespace

GarmentSummary train_garment(const fs::path& pack, const std::vector<NamedArray>& backbone, const fs::path& run,
                             const GarmentOptions& options, Start start, const RunObserver& observer,
                             const Ranks& ranks) {
  options.check();
  return Run(pack, backbone, run, options, observer, ranks).go(start);
}

}  // namespace toile::train
