#pragma once
/// Everything a tile run carries from step to step, and the step itself.

#include <torch/optim/adam.h>

#include <filesystem>
#include <string>
#include <vector>

#include "toile/nets/mobilenet_v2.hpp"
#include "toile/nets/tile_discriminator.hpp"
#include "toile/nets/tile_generator.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/gradients.hpp"
#include "toile/train/tile_batches.hpp"
#include "toile/train/train_tile.hpp"

namespace toile::train {

struct TileState {
  /// `batches`: where the swatches are, of whose looks the generator is told.
  TileState(const TileOptions& options, int categories, const TileBatches& batches,
            const std::vector<NamedArray>& backbone, const Ranks& ranks = alone());

  nets::TileConfig config;
  nets::TileGenerator generator;
  nets::TileGenerator averaged;                  ///< moving average of `generator`
  nets::PixelDiscriminator pixels{nullptr};      ///< none when options.pixel_width is 0
  nets::FeatureDiscriminator features{nullptr};  ///< none when options.feature_width is 0
  nets::MobileNetV2 backbone{nullptr};           ///< frozen; what `features` looks at
  std::unique_ptr<torch::optim::Adam> optimizer_g, optimizer_d;
  std::unique_ptr<Gradients> gradients_g, gradients_d;
  std::int64_t step = 0;             ///< steps done
  std::vector<TileFigures> history;  ///< means over kFigureSteps steps each
  std::vector<TileFigures> recent;   ///< steps since
};

/// Calls `visit(prefix in a checkpoint, net)` for every net that learns.
template <class State, class Visit>
void for_each_net(State& state, const Visit& visit) {
  visit("generator.", *state.generator);
  visit("averaged.", *state.averaged);
  if (!state.pixels.is_empty()) visit("pixels.", *state.pixels);
  if (!state.features.is_empty()) visit("features.", *state.features);
}

constexpr std::int64_t kFigureSteps = 50;

/// One update of the discriminators and one of the generator. The random parts depend on nothing but the options' seed
/// and the number of the step. The figures are those of this rank's part of the batch.
TileFigures tile_step(TileState& state, const LabelledSwatches& swatches, const TileOptions& options,
                      const Ranks& ranks = alone());

TileFigures mean_of(const std::vector<TileFigures>& steps);

/// What the weights file holds: "generator." averaged, "critic." and "heads.".
nets::Tensors weights_of(const TileState& state);
/// The inverse, but for what the net keeps of the swatches: those are the run's own. Throws `Error{usage}` when the
/// file knows other categories, `Error{bad_file}` for nets of another shape.
void start_from(const std::filesystem::path& file, TileState& state, const std::vector<std::string>& categories);

void save_checkpoint(const std::filesystem::path& file, const TileState& state, const TileOptions& options,
                     const std::vector<std::string>& categories);
/// The inverse; checks that the checkpoint belongs to `categories` and `options`.
void load_checkpoint(const std::filesystem::path& file, TileState& state, const TileOptions& options,
                     const std::vector<std::string>& categories);

}  // namespace toile::train
