#pragma once
/// Training of a DCGAN on one category of a pack.
///
/// A run folder holds, when it has ended:
///   generator.safetensors   the generator, fp16, for `toile generate`
///   checkpoint.safetensors  everything `resume` needs, in full precision
///   steps.csv, epochs.csv   losses of D and G, D(x), D(G(z)) before and after the generator's update
///   curves, samples/epoch_N pictures of the curves and of 64 fixed latents, through the observer

#include <cstdint>
#include <filesystem>
#include <string>

#include "toile/train/gan_options.hpp"
#include "toile/train/run.hpp"

namespace toile::train {

/// One step, or the mean over an epoch. D(.) are probabilities that a picture is real, 0..1.
struct GanFigures {
  double loss_d = 0;       ///< binary cross entropy on the real plus on the generated batch
  double loss_g = 0;       ///< binary cross entropy of the generated batch called real
  double d_x = 0;          ///< D(x), mean over the real batch
  double d_gz_before = 0;  ///< D(G(z)) as the discriminator's step saw it
  double d_gz_after = 0;   ///< D(G(z)) after the discriminator's update, as the generator's step saw it
};

struct GanSummary {
  std::int64_t epochs = 0;  ///< epochs finished
  std::int64_t steps = 0;   ///< generator updates
  double images_per_second = 0;
  GanFigures last;  ///< means of the last epoch
};

/// Trains until `options.epochs` or `options.minutes` is reached. With `Start::resume` the run goes on from
/// its checkpoint, bit for bit as if never stopped (same machine and thread count); then `options` must be
/// equal to the run's own but for epochs, minutes and checkpoint_minutes. When `progress` answers false:
/// saves a checkpoint and throws `Error{cancelled}`.
GanSummary train_gan(const std::filesystem::path& pack, const std::string& category, const std::filesystem::path& run,
                     const GanOptions& options, Start start, const RunObserver& observer, const Ranks& ranks = alone());

/// The options of the run in `run`, from its checkpoint.
GanOptions options_of_run(const std::filesystem::path& run);

}  // namespace toile::train
