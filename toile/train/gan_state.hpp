#pragma once
/// Everything a GAN run carries from step to step, and the step itself.

#include <torch/optim/adam.h>

#include <filesystem>
#include <vector>

#include "toile/nets/dcgan.hpp"
#include "toile/train/gradients.hpp"
#include "toile/train/train_gan.hpp"

namespace toile::train {

struct GanState {
  explicit GanState(const GanOptions& options, const Ranks& ranks = alone());

  nets::DcganConfig config;
  nets::DcganGenerator generator;
  nets::DcganGenerator averaged;  ///< moving average of `generator`; the same module when options.ema is 0
  nets::DcganDiscriminator discriminator;
  torch::optim::Adam optimizer_g;
  torch::optim::Adam optimizer_d;
  Gradients gradients_g, gradients_d;
  std::int64_t step = 0;            ///< steps done
  std::vector<GanFigures> history;  ///< means of each finished epoch
  std::vector<GanFigures> epoch;    ///< steps of the epoch that is under way
};

/// One update of both nets, in the order of the DCGAN tutorial, on this rank's part of the batch. real: (n, 3, size,
/// size) in -1..1; z: (n, latent, 1, 1). The figures are those of this part.
GanFigures gan_step(GanState& state, const at::Tensor& real, const at::Tensor& z, double ema);

/// The mean of each figure; `steps` must not be empty.
GanFigures mean_of(const std::vector<GanFigures>& steps);

/// Standard normal latents (n, latent, 1, 1) that depend on nothing but `seed`.
at::Tensor latents(std::int64_t n, int latent, std::uint64_t seed);

void save_checkpoint(const std::filesystem::path& file, const GanState& state, const GanOptions& options,
                     const std::string& category);
/// The inverse; checks that the checkpoint belongs to `category` and `options`.
void load_checkpoint(const std::filesystem::path& file, GanState& state, const GanOptions& options,
                     const std::string& category);

}  // namespace toile::train
