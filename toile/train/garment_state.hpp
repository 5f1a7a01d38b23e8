#pragma once
/// Everything a garment run carries from step to step, the step, and the figures on validation photos.

#include <torch/optim/adamw.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "toile/nets/garment_net.hpp"
#include "toile/train/garment_batches.hpp"
#include "toile/train/gradients.hpp"
#include "toile/train/train_garment.hpp"

namespace toile::train {

struct GarmentState {
  GarmentState(const GarmentOptions& options, const std::vector<NamedArray>& backbone, const Ranks& ranks = alone());

  nets::GarmentNetConfig config;
  nets::GarmentNet net;
  torch::optim::AdamW optimizer;  ///< two parameter groups: the encoder's and the rest
  Gradients gradients;
  std::int64_t step = 0;
  std::vector<GarmentFigures> history;  ///< one an epoch
  std::vector<double> losses;           ///< steps of the epoch that is under way
  std::int64_t best_epoch = 0;          ///< 1-based; 0: none yet
  std::map<std::string, at::Tensor> best;
};

/// One update; returns the loss: cross entropy of the labels, half of one minus their soft overlap, and how far the
/// heat map of centres and the offsets to them are from the truth. `progress` is 0 at the first step of the run and 1
/// at the last: the learning rate follows half a cosine over it, after a short warm-up.
double garment_step(GarmentState& state, const LabelledPhotos& photos, const GarmentOptions& options, double progress,
                    const Ranks& ranks = alone());

/// Intersection over union on the validation photos; `loss` stays 0.
GarmentFigures validate(GarmentState& state, const GarmentBatches& batches, const GarmentOptions& options,
                        const Ranks& ranks = alone());

void save_checkpoint(const std::filesystem::path& file, const GarmentState& state, const GarmentOptions& options);
/// The inverse; checks that the checkpoint belongs to a run with `options`.
void load_checkpoint(const std::filesystem::path& file, GarmentState& state, const GarmentOptions& options);

}  // namespace toile::train
