#pragma once
/// Training of the garment net on a pack of labelled photos.
///
/// A run folder holds at its end:
///   garment.safetensors     the weights that did best on the validation photos, fp16, for `toile segment`
///   checkpoint.safetensors  everything `resume` needs, in full precision
///   epochs.csv, curves      loss and the figures on the validation photos

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "toile/base/garment_groups.hpp"
#include "toile/base/named_array.hpp"
#include "toile/train/run.hpp"

namespace toile::train {

struct GarmentOptions {
  int epochs = 20;              ///< the learning rate falls to zero over them, along half a cosine
  int batch = 16;               ///< photos a step; below 16 one thread is slow (docs/architecture.md)
  double learning_rate = 1e-3;  ///< AdamW; the encoder gets `encoder_rate` of it
  double encoder_rate = 0.2;    ///< 0..1
  double encoder_width = 1.0;   ///< MobileNetV2's; the ImageNet weights have 1
  double decoder_width = 1.0;   ///< channels of the decoder times this
  std::string from = {};        ///< weights file of a garment net to start from; empty: the backbone and chance
  std::uint64_t seed = 1;
  double checkpoint_minutes = 5;  ///< time between checkpoints; 0: one after every epoch
  std::string device = "cpu";

  void check() const;
  Json to_json() const;
  static GarmentOptions from_json(const Json& json);
};

/// Figures on the validation photos, at the pack's resolution. Intersection over union, 0..1.
struct GarmentFigures {
  double loss = 0;                              ///< mean training loss of the epoch
  double garment = 0;                           ///< garment or not, pooled over all pixels
  double garment_mean = 0;                      ///< the same, mean over the photos
  std::array<double, kGarmentGroups> groups{};  ///< each group, pooled
};

struct GarmentSummary {
  std::int64_t epochs = 0;
  std::int64_t best_epoch = 0;
  GarmentFigures best;
  double images_per_second = 0;
};

/// Trains on the pack's "train" photos and keeps the epoch with the best garment-or-not IoU on its "val" photos.
/// `backbone`: the encoder's first weights, named NN_conv_w, NN_dwconv_w, NN_conv_b ... as in the published network's
/// arrays (out, kh, kw, in); empty: random ones. Resumes bit for bit, as `train_gan` does.
GarmentSummary train_garment(const std::filesystem::path& pack, const std::vector<NamedArray>& backbone,
                             const std::filesystem::path& run, const GarmentOptions& options, Start start,
                             const RunObserver& observer, const Ranks& ranks = alone());

}  // namespace toile::train
