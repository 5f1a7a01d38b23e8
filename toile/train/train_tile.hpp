#pragma once
/// Training of the tile generator: one net for all categories of a pack.
///
/// A run folder holds:
///   generator.safetensors   the averaged generator, the pixel discriminator as the critic that ranks its tiles, and
///                           the other heads, for a run to start from; fp16, for `toile generate`; written anew at
///                           every checkpoint
///   checkpoint.safetensors  everything `resume` needs, in full precision
///   steps.csv               losses and logits, means over 50 steps
///   curves, samples/step_N  pictures of the curves and of fixed latents, a row a category, through the observer

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/named_array.hpp"
#include "toile/train/run.hpp"

namespace toile::train {

struct TileOptions {
  int size = 64;                ///< side of a tile in training, in pixels, and of the views of swatches; 16 * n
  int width = 32;               ///< channels of the generator at full resolution; coarser levels have up to six times
  int pixel_width = 32;         ///< channels of the pixel discriminator's first layer; 0: none
  int feature_width = 64;       ///< channels of the heads on the backbone's features; 0: none
  double texture = 1;           ///< weight of the texture distance to the swatch whose code the tile was given; 0: none
  double colour = 1;            ///< strength of the colour augmentation before the discriminators
  int batch = 24;               ///< tiles a step, a multiple of nets::kGroup
  std::int64_t steps = 100000;  ///< updates of the generator
  double minutes = 0;           ///< stop after so much time even if steps remain; 0: no limit
  double learning_rate = 4e-4;  ///< Adam with betas 0 and 0.99, all nets
  double ema = 0.999;           ///< decay of the averaged generator
  std::string from = {};        ///< generator.safetensors of a run on the same categories to start from; empty: chance
  std::uint64_t seed = 1;
  double checkpoint_minutes = 10;
  std::string device = "cpu";  ///< cpu or cuda

  /// Throws `Error{usage}` naming the option, its value and what is allowed.
  void check() const;
  Json to_json() const;
  static TileOptions from_json(const Json& json);
};

/// Means over some steps.
struct TileFigures {
  double loss_d = 0;   ///< hinge loss of the discriminators, mean over them
  double loss_g = 0;   ///< minus the mean logit of the generated tiles
  double real = 0;     ///< mean logit of swatches
  double fake = 0;     ///< mean logit of tiles
  double texture = 0;  ///< texture distance of tiles to the swatches whose codes they were given
};

struct TileSummary {
  std::int64_t steps = 0;
  double images_per_second = 0;
  TileFigures last;
};

/// Trains on `categories` of the pack (empty: all of them) until `options.steps` or `options.minutes` is reached.
/// `backbone`: the arrays of the published MobileNetV2, whose frozen features the discriminator looks at; may be empty
/// when `feature_width` is 0. Resumes bit for bit, as `train_gan` does.
TileSummary train_tile(const std::filesystem::path& pack, const std::vector<std::string>& categories,
                       const std::vector<NamedArray>& backbone, const std::filesystem::path& run,
                       const TileOptions& options, Start start, const RunObserver& observer,
                       const Ranks& ranks = alone());

}  // namespace toile::train
