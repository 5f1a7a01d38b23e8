#pragma once
/// Batches of labelled photos, each a pure function of (seed, step), as `SwatchBatches` are.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "toile/base/garment_groups.hpp"
#include "toile/base/pack.hpp"

namespace toile::train {

struct LabelledPhotos {
  at::Tensor pictures;  ///< (n, 3, h, w) in -1..1
  at::Tensor labels;    ///< (n, h, w) int64: a GarmentLabel, or kIgnoredLabel
  at::Tensor who;       ///< (n, h, w) int64: 0 nobody, 1 whose photo it is, 2 who was pasted in; empty in validation
};

class GarmentBatches {
 public:
  /// `pack` must outlive this: photos are read from its mapping.
  GarmentBatches(const Pack& pack, int batch, std::uint64_t seed);

  std::int64_t steps_per_epoch() const;

  /// Pixels of the pictures below; the pack's photos are `kPackDetail` times larger.
  std::int64_t height() const { return pack_.layout().height / kPackDetail; }
  std::int64_t width() const { return pack_.layout().width / kPackDetail; }

  /// The augmented training batch of global step `step`: mirrored, scaled by 0.65 to 2.8, turned a little and shifted
  /// at random, with changed light (gain, gamma-like contrast, saturation) and now and then in grey. In a third of the
  /// photos somebody out of another stands before or behind whom they show (Ghiasi et al., "Simple Copy-Paste", 2021).
  LabelledPhotos at_step(std::int64_t step) const;
  /// Only the members that are named, (n) int64, ascending; the others' photos aren't read.
  LabelledPhotos at_step(std::int64_t step, const at::Tensor& members) const;

  /// Photos of the validation split, whole.
  std::size_t validation_photos() const { return validation_.size(); }
  LabelledPhotos validation(std::size_t first, std::size_t count) const;

 private:
  LabelledPhotos load(const std::vector<std::size_t>& indices) const;
  /// One photo (pictures 0..1) sampled at `grid` (1, h, w, 2), before its light is changed.
  LabelledPhotos looked_at(std::size_t photo, float zoom, const at::Tensor& grid) const;

  const Pack& pack_;
  std::vector<std::size_t> training_, validation_;
  int batch_;
  std::uint64_t seed_;
};

}  // namespace toile::train
