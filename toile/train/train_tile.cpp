#include "toile/train/train_tile.hpp"

#include <torch/torch.h>

#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/base/seed.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/curves.hpp"
#include "toile/train/fresh.hpp"
#include "toile/train/tile_state.hpp"

namespace toile::train {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSheetColumns = 8;  ///< tiles a category on a sample sheet
constexpr std::int64_t kSheetCells = 8;    ///< their side in cells of the latents

std::vector<std::string> chosen_categories(const fs::path& pack, const std::vector<std::string>& wanted) {
  return wanted.empty() ? Pack(pack, "inks").layout().groups : wanted;
}

/// Over all ranks' parts of the batch.
TileFigures mean_of(const Ranks& ranks, const TileFigures& part) {
  if (ranks.alone()) return part;
  const at::Tensor mean =
      ranks.mean(torch::tensor({part.loss_d, part.loss_g, part.real, part.fake, part.texture}, at::kDouble));
  const auto* v = mean.data_ptr<double>();
  return {.loss_d = v[0], .loss_g = v[1], .real = v[2], .fake = v[3], .texture = v[4]};
}

class Run {
 public:
  Run(const fs::path& pack, const std::vector<std::string>& categories, const std::vector<NamedArray>& backbone,
      const fs::path& folder, const TileOptions& options, const RunObserver& observer, const Ranks& ranks)
      : folder_(folder),
        categories_(chosen_categories(pack, categories)),
        options_(options),
        observer_(observer),
        ranks_(ranks),
        batches_(Pack(pack, "inks"), categories_, options.size, options.batch, options.seed, options.device),
        state_(options, static_cast<int>(categories_.size()), batches_, backbone, ranks) {
    ranks.check_parts("batch", options.batch, nets::kGroup);
    mine_ = ranks.part_of(options.batch, nets::kGroup);
  }

  TileSummary go(Start start) {
    begin(start);
    const double steps_a_second = run_steps({.folder = folder_,
                                             .last_step = options_.steps,
                                             .minutes = options_.minutes,
                                             .checkpoint_minutes = options_.checkpoint_minutes,
                                             .step = [this] { return step(); },
                                             .save = [this] { save(); },
                                             .where = [] { return std::string("tile generator"); },
                                             .progress = observer_.progress,
                                             .ranks = ranks_},
                                            state_.step);
    return {.steps = state_.step,
            .images_per_second = steps_a_second * options_.batch,
            .last = state_.history.empty() ? TileFigures{} : state_.history.back()};
  }

 private:
  fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

  void begin(Start start) {
    if (start == Start::resume) {
      load_checkpoint(checkpoint(), state_, options_, categories_);
    } else if (!options_.from.empty()) {
      start_from(options_.from, state_, categories_);
    }
    std::vector<torch::nn::Module*> nets;
    for_each_net(state_, [&](const char*, torch::nn::Module& net) { nets.push_back(&net); });
    ranks_.join(nets);
    if (ranks_.first()) begin_files(start);
    ranks_.meet("tile, " + std::to_string(batches_.swatches()) + " swatches, step " + std::to_string(state_.step) +
                ", " + options_.to_json().dump());
  }

  void begin_files(Start start) {
    if (start == Start::fresh) {
      check_fresh(folder_, {"steps.csv", "samples", "curves.png", "generator.safetensors"});
      make_output_folder(folder_);
      write();  // so that a run can be resumed from its first moment on
    }
    make_output_folder(folder_ / "samples");
  }

  /// Answers whether a row of figures is full: the tile run's epoch.
  bool step() {
    const TileFigures figures =
        mean_of(ranks_, tile_step(state_, batches_.at_step(state_.step, mine_), options_, ranks_));
    check_finite(figures.loss_d + figures.loss_g, state_.step);
    state_.recent.push_back(figures);
    if (std::ssize(state_.recent) < kFigureSteps) return false;
    state_.history.push_back(mean_of(state_.recent));
    state_.recent.clear();
    return true;
  }

  void save() {
    if (ranks_.first()) write();
    ranks_.meet("saved");
  }

  void write() {
    save_checkpoint(checkpoint(), state_, options_, categories_);
    std::ostringstream csv;
    csv << "step,loss_d,loss_g,real,fake,texture\n";
    for (std::size_t i = 0; i < state_.history.size(); ++i) {
      const TileFigures& f = state_.history[i];
      csv << (i + 1) * kFigureSteps << ',' << f.loss_d << ',' << f.loss_g << ',' << f.real << ',' << f.fake << ','
          << f.texture << '\n';
    }
    write_file(folder_ / "steps.csv", csv.str());
    if (state_.step == 0) return;
    save_generator();
    if (observer_.picture) draw_sheet();
    if (observer_.drawing) draw_curves();
  }

  void save_generator() const {
    Json::Array categories;
    for (const std::string& category : categories_) categories.emplace_back(category);
    const Json card = Json::Object{{"categories", std::move(categories)},
                                   {"recipe", "tile"},
                                   {"options", options_.to_json()},
                                   {"swatches", batches_.swatches()},
                                   {"steps", state_.step}};
    Json config = state_.config.to_json();
    config.set("critic_width", options_.pixel_width);
    config.set("heads_width", options_.feature_width);
    nets::write_weights(folder_ / "generator.safetensors", {"tile-generator", config, card, weights_of(state_)},
                        nets::Storage::fp16);
  }

  /// Two rows a category: as drawn by hand, and exactly regular.
  void draw_sheet() {
    const torch::NoGradGuard no_grad;
    const at::Device device(options_.device);
    const auto categories = std::ssize(categories_);
    std::vector<at::Tensor> rows;
    for (std::int64_t c = 0; c < categories; ++c) {
      // The codes of the category's swatches, evenly spread over them.
      const at::Tensor own = at::nonzero(state_.averaged->swatch_categories().cpu() == c).flatten();
      const at::Tensor spread = at::floor_divide(torch::arange(kSheetColumns) * own.size(0), kSheetColumns);
      const at::Tensor chosen = own.index_select(0, spread).to(device);
      const at::Tensor global = state_.averaged->codes().index_select(0, chosen);
      const at::Tensor category = torch::full({kSheetColumns}, c, at::kLong).to(device);
      nets::TileField field =
          nets::draw_field(state_.config, kSheetColumns, kSheetCells, kSheetCells,
                           derive_seed(derive_seed(options_.seed, 5), static_cast<std::uint64_t>(c)));
      field.lattice = state_.averaged->lattices().index_select(0, chosen);
      field.strength = state_.averaged->strengths().index_select(0, chosen);
      field.local = field.local.to(device);
      for (at::Tensor& noise : field.noise) noise = noise.to(device);
      const nets::TilePalette all = state_.averaged->palettes();
      const nets::TilePalette palette{all.colours.index_select(0, chosen), all.used.index_select(0, chosen)};
      const at::Tensor style = state_.averaged->style(global, category);
      for (const double regularity : {0.0, 1.0}) {
        const nets::TileField made =
            nets::regular(field, torch::full({kSheetColumns}, regularity), derive_seed(options_.seed, 6));
        rows.push_back(nets::picture_of(state_.averaged->shares(style, made, palette), palette).cpu());
      }
    }
    const at::Tensor tiles = at::stack(rows);  // (2 * categories, columns, 3, side, side)
    const at::Tensor sheet = tiles.add(1).mul_(127.5).round_().to(at::kByte).permute({0, 3, 1, 4, 2}).contiguous();
    const auto side = static_cast<int>(tiles.size(3));
    const auto* bytes = sheet.data_ptr<std::uint8_t>();
    std::string number = std::to_string(state_.step);
    number.insert(0, number.size() < 7 ? 7 - number.size() : 0, '0');
    observer_.picture(folder_ / "samples" / ("step_" + number), static_cast<int>(kSheetColumns) * side,
                      2 * static_cast<int>(categories) * side, {bytes, bytes + sheet.numel()});
  }

  void draw_curves() const {
    Chart losses{"Loss", {{"D", {}}, {"G", {}}}};
    Chart logits{"Logits", {{"swatches", {}}, {"tiles", {}}}};
    for (const TileFigures& f : state_.history) {
      losses.curves[0].values.push_back(f.loss_d);
      losses.curves[1].values.push_back(f.loss_g);
      logits.curves[0].values.push_back(f.real);
      logits.curves[1].values.push_back(f.fake);
    }
    if (!state_.history.empty()) observer_.drawing(folder_ / "curves", curves_svg({losses, logits}));
  }

  fs::path folder_;
  std::vector<std::string> categories_;
  TileOptions options_;
  const RunObserver& observer_;
  const Ranks& ranks_;
  TileBatches batches_;
  TileState state_;
  at::Tensor mine_;  ///< which members of a batch are this rank's
};

}  // namespace

TileSummary train_tile(const fs::path& pack, const std::vector<std::string>& categories,
                       const std::vector<NamedArray>& backbone, const fs::path& run, const TileOptions& options,
                       Start start, const RunObserver& observer, const Ranks& ranks) {
  return Run(pack, categories, backbone, run, options, observer, ranks).go(start);
}

}  // namespace toile::train
