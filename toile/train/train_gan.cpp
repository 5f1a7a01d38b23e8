#include "toile/train/train_gan.hpp"

#include <torch/torch.h>

#include <fstream>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/pack.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/curves.hpp"
#include "toile/train/fresh.hpp"
#include "toile/train/gan_state.hpp"
#include "toile/train/swatch_batches.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;

constexpr int kSheetSide = 8;  ///< a sample sheet has 8 x 8 pictures
constexpr const char* kColumns = "loss_d,loss_g,d_x,d_gz_before,d_gz_after\n";

std::string csv_line(std::int64_t epoch, std::int64_t step, const GanFigures& f) {
  std::ostringstream line;
  if (step >= 0) line << step << ',';
  line << epoch << ',' << f.loss_d << ',' << f.loss_g << ',' << f.d_x << ',' << f.d_gz_before << ',' << f.d_gz_after
       << '\n';
  return line.str();
}

/// The lines of steps.csv up to `step`: what a run logged after its last checkpoint is logged again.
std::string step_log_until(const fs::path& file, std::int64_t step) {
  std::istringstream lines(read_file(file));
  std::string kept, line;
  for (std::int64_t number = 0; number <= step && std::getline(lines, line); ++number) kept += line + "\n";
  return kept;
}

/// Over all ranks' parts of the batch.
GanFigures mean_of(const Ranks& ranks, const GanFigures& part) {
  if (ranks.alone()) return part;
  const at::Tensor mean =
      ranks.mean(torch::tensor({part.loss_d, part.loss_g, part.d_x, part.d_gz_before, part.d_gz_after}, at::kDouble));
  const auto* v = mean.data_ptr<double>();
  return {.loss_d = v[0], .loss_g = v[1], .d_x = v[2], .d_gz_before = v[3], .d_gz_after = v[4]};
}

class Run {
 public:
  Run(const fs::path& pack, const std::string& category, const fs::path& folder, const GanOptions& options,
      const RunObserver& observer, const Ranks& ranks)
      : folder_(folder),
        category_(category),
        options_(options),
        observer_(observer),
        ranks_(ranks),
        batches_(Pack(pack, "swatches"), category, options.size, options.batch, options.augment, options.seed),
        state_(options, ranks) {
    ranks.check_parts("batch", options.batch);
    mine_ = ranks.part_of(options.batch);
  }

  GanSummary go(Start start) {
    begin(start);
    const double steps_a_second =
        run_steps({.folder = folder_,
                   .last_step = options_.epochs * batches_.steps_per_epoch(),
                   .minutes = options_.minutes,
                   .checkpoint_minutes = options_.checkpoint_minutes,
                   .step = [this] { return step(); },
                   .save = [this] { save(); },
                   .where = [this] { return category_ + ", epoch " + std::to_string(state_.history.size() + 1); },
                   .progress = observer_.progress,
                   .ranks = ranks_},
                  state_.step);
    if (ranks_.first()) save_generator();
    return {.epochs = std::ssize(state_.history),
            .steps = state_.step,
            .images_per_second = steps_a_second * options_.batch,
            .last = state_.history.empty() ? GanFigures{} : state_.history.back()};
  }

 private:
  fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

  void begin(Start start) {
    if (start == Start::resume) load_checkpoint(checkpoint(), state_, options_, category_);
    ranks_.join({state_.generator.get(), state_.averaged.get(), state_.discriminator.get()});
    if (ranks_.first()) begin_files(start);
    ranks_.meet("dcgan, " + category_ + ", " + std::to_string(batches_.pictures()) + " pictures, step " +
                std::to_string(state_.step) + ", " + options_.to_json().dump());
  }

  void begin_files(Start start) {
    std::string log = std::string("step,epoch,") + kColumns;
    if (start == Start::resume) {
      if (fs::exists(folder_ / "steps.csv")) log = step_log_until(folder_ / "steps.csv", state_.step);
    } else {
      check_fresh(folder_, {"steps.csv", "epochs.csv", "samples", "curves.png", "generator.safetensors"});
      make_output_folder(folder_);
      save_checkpoint(checkpoint(), state_, options_, category_);  // from now on the folder can be told to be a run's
    }
    make_output_folder(folder_ / "samples");
    write_file(folder_ / "steps.csv", log);
    log_.open(folder_ / "steps.csv", std::ios::app);
    if (start == Start::fresh) write();  // so that a run can be resumed from its first moment on
  }

  /// Answers whether an epoch ended with it.
  bool step() {
    const at::Tensor real = batches_.at_step(state_.step, mine_).to(at::Device(options_.device));
    const std::uint64_t seed = derive_seed(derive_seed(options_.seed, 4), static_cast<std::uint64_t>(state_.step));
    const at::Tensor z = latents(options_.batch, options_.latent, seed).index_select(0, mine_);
    const GanFigures figures = mean_of(ranks_, gan_step(state_, real, z.to(at::Device(options_.device)), options_.ema));
    check_finite(figures.loss_d + figures.loss_g, state_.step);
    if (ranks_.first()) log_ << csv_line((state_.step - 1) / batches_.steps_per_epoch() + 1, state_.step, figures);
    state_.epoch.push_back(figures);
    const bool epoch_ends = state_.step % batches_.steps_per_epoch() == 0;
    if (epoch_ends) end_epoch();
    return epoch_ends;
  }

  void end_epoch() {
    state_.history.push_back(mean_of(state_.epoch));
    state_.epoch.clear();
  }

  void save() {
    if (ranks_.first()) write();
    ranks_.meet("saved");
  }

  void write() {
    log_.flush();
    if (!log_) throw Error(ErrorKind::cannot_write, "can't write " + (folder_ / "steps.csv").string());
    // before the checkpoint: a run that is killed in between draws it again
    if (observer_.picture && state_.step > 0) draw_sheet();
    save_checkpoint(checkpoint(), state_, options_, category_);
    std::string epochs = std::string("epoch,") + kColumns;
    for (std::size_t i = 0; i < state_.history.size(); ++i) {
      epochs += csv_line(static_cast<std::int64_t>(i) + 1, -1, state_.history[i]);
    }
    write_file(folder_ / "epochs.csv", epochs);
    if (observer_.drawing && state_.step > 0) draw_curves();
  }

  void draw_sheet() {
    const torch::NoGradGuard no_grad;
    state_.averaged->eval();
    const at::Tensor z = latents(kSheetSide * kSheetSide, options_.latent, derive_seed(options_.seed, 5));
    at::Tensor pictures = state_.averaged->forward(z.to(at::Device(options_.device))).cpu();
    state_.averaged->train();
    const int side = kSheetSide * options_.size;
    const at::Tensor sheet = pictures.add(1)
                                 .mul_(127.5)
                                 .round_()
                                 .to(at::kByte)
                                 .view({kSheetSide, kSheetSide, 3, options_.size, options_.size})
                                 .permute({0, 3, 1, 4, 2})
                                 .contiguous();
    const auto* bytes = sheet.data_ptr<std::uint8_t>();
    std::string number = std::to_string(state_.history.size());
    number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
    observer_.picture(folder_ / "samples" / ("epoch_" + number), side, side, {bytes, bytes + sheet.numel()});
  }

  void draw_curves() const {
    Chart losses{"Loss", {{"D", {}}, {"G", {}}}};
    Chart judged{"Judged real", {{"D(x)", {}}, {"D(G(z)) before", {}}, {"after", {}}}};
    for (const GanFigures& f : state_.history) {
      losses.curves[0].values.push_back(f.loss_d);
      losses.curves[1].values.push_back(f.loss_g);
      judged.curves[0].values.push_back(f.d_x);
      judged.curves[1].values.push_back(f.d_gz_before);
      judged.curves[2].values.push_back(f.d_gz_after);
    }
    observer_.drawing(folder_ / "curves", curves_svg({losses, judged}));
  }

  void save_generator() const {
    const Json card = Json::Object{{"categories", Json::Array{category_}}, {"recipe", "dcgan"},
                                   {"options", options_.to_json()},        {"pictures", batches_.pictures()},
                                   {"epochs", std::ssize(state_.history)}, {"steps", state_.step}};
    nets::write_weights(folder_ / "generator.safetensors",
                        {"dcgan-generator", state_.config.to_json(), card, nets::tensors_of(*state_.averaged)},
                        nets::Storage::fp16);
  }

  fs::path folder_;
  std::string category_;
  GanOptions options_;
  const RunObserver& observer_;
  const Ranks& ranks_;
  SwatchBatches batches_;
  GanState state_;
  at::Tensor mine_;  ///< which members of a batch are this rank's
  std::ofstream log_;
};

}  // namespace

GanSummary train_gan(const fs::path& pack, const std::string& category, const fs::path& run, const GanOptions& options,
                     Start start, const RunObserver& observer, const Ranks& ranks) {
  return Run(pack, category, run, options, observer, ranks).go(start);
}

GanOptions options_of_run(const fs::path& run) {
  return GanOptions::from_json(nets::read_weights(run / "checkpoint.safetensors", "gan-checkpoint").config);
}

}  // namespace toile::train
