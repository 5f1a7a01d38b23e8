#include "toile/train/train_motif.hpp"

#include <torch/torch.h>

#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/train/curves.hpp"
#include "toile/train/motif_losses.hpp"
#include "toile/train/motif_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSheetColumns = 14;  ///< motifs a band of the sample sheet
constexpr std::int64_t kSheetBands = 2;
constexpr double kPaper = 0.93;   ///< ground of the sheet
constexpr double kSharpness = 2;  ///< of shares there
constexpr double kMixed = 0.4;    ///< of the way to the nearest neighbour

/// Over all ranks' parts of the batch.
MotifFigures mean_of(const Ranks& ranks, const MotifFigures& part) {
  if (ranks.alone()) return part;
  const at::Tensor mean =
      ranks.mean(torch::tensor({part.inks, part.right, part.perceptual, part.real, part.fake}, at::kDouble));
  const auto* v = mean.data_ptr<double>();
  return {.inks = v[0], .right = v[1], .perceptual = v[2], .real = v[3], .fake = v[4]};
}

class Run {
 public:
  Run(const fs::path& pack, const std::vector<NamedArray>& eyes, const fs::path& folder, const MotifOptions& options,
      const RunObserver& observer, const Ranks& ranks)
      : folder_(folder),
        kinds_(Pack(pack, "motifs").layout().groups),
        options_(options),
        observer_(observer),
        ranks_(ranks),
        batches_(Pack(pack, "motifs"), options.batch, options.turn, options.seed, options.device),
        state_(options, static_cast<int>(kinds_.size()), batches_, eyes, ranks) {
    ranks.check_parts("batch", options.batch);
    ranks.check_parts("seen", options.seen);
    ranks.check_parts("mixed", options.mixed);
    mine_ = ranks.part_of(options.batch);
  }

  MotifSummary go(Start start, const fs::path& start_from) {
    begin(start, start_from);
    const double steps_a_second = run_steps({.folder = folder_,
                                             .last_step = options_.steps,
                                             .minutes = options_.minutes,
                                             .checkpoint_minutes = options_.checkpoint_minutes,
                                             .step = [this] { return step(); },
                                             .save = [this] { save(); },
                                             .where = [] { return std::string("motif nets"); },
                                             .progress = observer_.progress,
                                             .ranks = ranks_},
                                            state_.step);
    return {.steps = state_.step,
            .images_per_second = steps_a_second * options_.batch,
            .last = state_.history.empty() ? MotifFigures{} : state_.history.back()};
  }

 private:
  fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

  void begin(Start start, const fs::path& start_from) {
    if (start == Start::resume) {
      load_checkpoint(checkpoint(), state_, options_, kinds_);
    } else if (!start_from.empty()) {
      start_from_nets(start_from, state_, kinds_);
    }
    std::vector<torch::nn::Module*> nets;
    for_each_net(state_, [&](const char*, torch::nn::Module& net) { nets.push_back(&net); });
    ranks_.join(nets);
    if (ranks_.first()) begin_files(start);
    ranks_.meet("motif, " + std::to_string(batches_.motifs()) + " motifs, step " + std::to_string(state_.step) + ", " +
                options_.to_json().dump());
  }

  void begin_files(Start start) {
    make_output_folder(folder_ / "samples");
    if (start == Start::resume) return;
    if (fs::exists(checkpoint())) {
      throw Error(ErrorKind::usage,
                  folder_.string() + " already holds a run; go on with it by --resume, or choose another folder");
    }
    encode_motifs(state_, batches_);
    write();  // so that a run can be resumed from its first moment on
  }

  /// Answers whether a row of figures is full: the run's epoch.
  bool step() {
    if (options_.mixed > 0) refresh_neighbours(state_, batches_);
    const InkedMotifs batch = batches_.at_step(state_.step, options_.mixed, state_.neighbours, mine_);
    const MotifFigures figures = mean_of(ranks_, motif_step(state_, batch, batches_.palettes(), options_, ranks_));
    check_finite(figures.inks + figures.perceptual, state_.step);
    state_.recent.push_back(figures);
    if (std::ssize(state_.recent) < kMotifFigureSteps) return false;
    state_.history.push_back(mean_of(state_.recent));
    state_.recent.clear();
    return true;
  }

  void save() {
    encode_motifs(state_, batches_);  // by every rank, so that none waits for it
    if (ranks_.first()) write();
    ranks_.meet("saved");
  }

  void write() {
    save_checkpoint(checkpoint(), state_, options_, kinds_);
    std::ostringstream csv;
    csv << "step,inks,right,perceptual,real,fake\n";
    for (std::size_t i = 0; i < state_.history.size(); ++i) {
      const MotifFigures& f = state_.history[i];
      csv << static_cast<std::int64_t>(i + 1) * kMotifFigureSteps << ',' << f.inks << ',' << f.right << ','
          << f.perceptual << ',' << f.real << ',' << f.fake << '\n';
    }
    write_file(folder_ / "steps.csv", csv.str());
    if (state_.step == 0) return;
    save_motif_nets(folder_ / "motifs.safetensors", state_, options_, kinds_);
    if (observer_.picture) draw_sheet();
    if (observer_.drawing) draw_curves();
  }

  /// (n, 3, side, side) on paper.
  static at::Tensor on_paper(const at::Tensor& shares, const at::Tensor& palettes) {
    const at::Tensor inks = palettes.to(at::kFloat) / 255;
    const at::Tensor paper = torch::full({inks.size(0), 1, 3}, kPaper, inks.options());
    return dressed(shares, at::cat({inks, paper}, 1));
  }

  /// Bands of five rows: the motifs; given back; between each and its nearest neighbour of the kind; the same in
  /// another motif's colours; that neighbour.
  void draw_sheet() const {
    const torch::NoGradGuard no_grad;
    nets::MotifDecoder net = state_.averaged_decoder;
    const std::int64_t count = kSheetColumns * kSheetBands;
    const at::Tensor codes = net->codes(), kinds = net->motif_kinds(), palettes = net->palettes();
    const at::Device device = codes.device();
    const at::Tensor chosen = at::floor_divide(torch::arange(count) * batches_.motifs(), count).to(device);
    const at::Tensor kind = kinds.index_select(0, chosen), code = codes.index_select(0, chosen);
    at::Tensor distance = at::cdist(code, codes);
    distance = distance + 1e3 * (kind.unsqueeze(1) != kinds.unsqueeze(0));
    distance.scatter_(1, chosen.unsqueeze(1), 1e6);
    const at::Tensor near = distance.argmin(1);
    const at::Tensor own = palettes.index_select(0, chosen), foreign = own.roll(1, 0);
    const auto decoded = [&](const at::Tensor& z) {
      return at::softmax(kSharpness * net->forward(nets::on_sphere(z), kind), 1);
    };
    const auto truth = [&](const at::Tensor& index) {
      const at::Tensor inks = batches_.inks().index_select(0, index).to(at::kLong);
      return at::one_hot(inks, nets::MotifConfig::kClasses).permute({0, 3, 1, 2}).to(at::kFloat);
    };
    const at::Tensor mixed = decoded(code * (1 - kMixed) + codes.index_select(0, near) * kMixed);
    const at::Tensor rows =
        at::stack({on_paper(truth(chosen), own), on_paper(decoded(code), own), on_paper(mixed, own),
                   on_paper(mixed, foreign), on_paper(truth(near), palettes.index_select(0, near))});
    // (rows, bands, columns, 3, side, side) to (bands, rows, side, columns, side, 3)
    const std::int64_t side = nets::MotifConfig::kSide;
    const at::Tensor sheet = rows.view({-1, kSheetBands, kSheetColumns, 3, side, side})
                                 .permute({1, 0, 4, 2, 5, 3})
                                 .mul(255)
                                 .round()
                                 .clamp(0, 255)
                                 .to(at::kByte)
                                 .cpu()
                                 .contiguous();
    const auto* bytes = sheet.data_ptr<std::uint8_t>();
    std::string number = std::to_string(state_.step);
    number.insert(0, number.size() < 7 ? 7 - number.size() : 0, '0');
    observer_.picture(folder_ / "samples" / ("step_" + number), static_cast<int>(kSheetColumns * side),
                      static_cast<int>(rows.size(0) * kSheetBands * side), {bytes, bytes + sheet.numel()});
  }

  void draw_curves() const {
    Chart losses{"Loss", {{"inks", {}}, {"perceptual", {}}}};
    Chart right{"Pixels right", {{"share", {}}}};
    for (const MotifFigures& f : state_.history) {
      losses.curves[0].values.push_back(f.inks);
      losses.curves[1].values.push_back(f.perceptual);
      right.curves[0].values.push_back(f.right);
    }
    if (!state_.history.empty()) observer_.drawing(folder_ / "curves", curves_svg({losses, right}));
  }

  fs::path folder_;
  std::vector<std::string> kinds_;
  MotifOptions options_;
  const RunObserver& observer_;
  const Ranks& ranks_;
  MotifBatches batches_;
  MotifState state_;
  at::Tensor mine_;  ///< which members of a batch are this rank's
};

}  // namespace

MotifSummary train_motif(const fs::path& pack, const std::vector<NamedArray>& eyes, const fs::path& start_from,
                         const fs::path& run, const MotifOptions& options, Start start, const RunObserver& observer,
                         const Ranks& ranks) {
  return Run(pack, eyes, run, options, observer, ranks).go(start, start_from);
}

}  // namespace toile::train
