#pragma once
/// Batches of swatches, each a pure function of (seed, step): a resumed run sees the pictures it would have
/// seen.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "toile/base/pack.hpp"

namespace toile::train {

class SwatchBatches {
 public:
  /// Takes the pictures of `category` from `pack`, scaled (area-averaged) to `size` pixels. With `augment`
  /// every draw is a random crop of 4/5 of the side, flipped at random both ways.
  SwatchBatches(const Pack& pack, const std::string& category, int size, int batch, bool augment, std::uint64_t seed);

  std::int64_t pictures() const { return pictures_.size(0); }
  std::int64_t steps_per_epoch() const { return (pictures() + batch_ - 1) / batch_; }

  /// The batch of global step `step` (0, 1, ...): (batch, 3, size, size) in -1..1. An epoch visits every
  /// picture once, in an order of its own; its last batch is filled from the start of that order.
  at::Tensor at_step(std::int64_t step) const;
  /// Only the members that are named, (n) int64, ascending.
  at::Tensor at_step(std::int64_t step, const at::Tensor& members) const;

 private:
  at::Tensor pictures_;  ///< (n, 3, side, side) bytes, side >= size
  int size_;
  int batch_;
  bool augment_;
  std::uint64_t seed_;
};

}  // namespace toile::train
