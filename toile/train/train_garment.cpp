#include "toile/train/train_garment.hpp"

#include <torch/torch.h>

#include <chrono>
#include <cmath>
#include <numeric>
#include <sstream>

#include "toile/base/files.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/curves.hpp"
#include "toile/train/garment_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Run {
 public:
  Run(const fs::path& pack, const std::vector<NamedArray>& backbone, const fs::path& folder,
      const GarmentOptions& options, const RunObserver& observer)
      : folder_(folder),
        options_(options),
        observer_(observer),
        pack_(pack, "garments"),
        batches_(pack_, options.batch, options.seed),
        state_(options, backbone) {}

  GarmentSummary go(Start start) {
    begin(start);
    const auto steps_per_epoch = batches_.steps_per_epoch();
    const std::int64_t first_step = state_.step, last_step = options_.epochs * steps_per_epoch;
    const auto started = Clock::now();
    auto saved = Clock::now();
    while (state_.step < last_step) {
      step(last_step);
      const bool epoch_ends = state_.step % steps_per_epoch == 0;
      if (epoch_ends) end_epoch();
      const bool due = options_.checkpoint_minutes > 0 ? seconds_since(saved) > 60 * options_.checkpoint_minutes
                                                       : epoch_ends;
      if (due) {
        save();
        saved = Clock::now();
      }
      const double spent = seconds_since(started);
      const double left = spent / static_cast<double>(state_.step - first_step) * static_cast<double>(last_step - state_.step);
      if (!observer_.progress({.what = "garment net, epoch " + std::to_string(state_.history.size() + 1),
                               .done = state_.step,
                               .total = last_step,
                               .seconds_left = left})) {
        save();
        throw Error(ErrorKind::cancelled, "stopped after epoch " + std::to_string(state_.history.size()) + "; " +
                                              folder_.string() + " can go on with --resume");
      }
    }
    save();
    save_best();
    return {.epochs = std::ssize(state_.history),
            .best_epoch = state_.best_epoch,
            .best = state_.history.at(static_cast<std::size_t>(state_.best_epoch - 1)),
            .images_per_second =
                static_cast<double>(state_.step - first_step) * options_.batch / std::max(1e-9, seconds_since(started))};
  }

 private:
  fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

  void begin(Start start) {
    make_output_folder(folder_);
    if (start == Start::resume) {
      load_checkpoint(checkpoint(), state_, options_);
    } else if (fs::exists(checkpoint())) {
      throw Error(ErrorKind::usage,
                  folder_.string() + " already holds a run; go on with it by --resume, or choose another folder");
    } else {
      save();  // so that a run can be resumed from its first moment on
    }
  }

  void step(std::int64_t last_step) {
    const double progress = static_cast<double>(state_.step) / static_cast<double>(last_step);
    const double loss = garment_step(state_, batches_.at_step(state_.step), options_, progress);
    if (!std::isfinite(loss)) {
      throw Error(ErrorKind::bad_file, "the loss is no longer a number at step " + std::to_string(state_.step) +
                                           "; train again with a smaller learning rate");
    }
    state_.losses.push_back(loss);
  }

  void end_epoch() {
    GarmentFigures figures = validate(state_, batches_, options_);
    figures.loss = std::accumulate(state_.losses.begin(), state_.losses.end(), 0.0) /
                   static_cast<double>(state_.losses.size());
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
    const Json card = Json::Object{{"options", options_.to_json()},
                                   {"height", pack_.layout().height},
                                   {"width", pack_.layout().width},
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
  Pack pack_;
  GarmentBatches batches_;
  GarmentState state_;
};

}  // namespace

GarmentSummary train_garment(const fs::path& pack, const std::vector<NamedArray>& backbone, const fs::path& run,
                             const GarmentOptions& options, Start start, const RunObserver& observer) {
  options.check();
  return Run(pack, backbone, run, options, observer).go(start);
}

}  // namespace toile::train
