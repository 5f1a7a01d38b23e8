#pragma once
/// Crops of swatches with their categories, each batch a pure function of (seed, step).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "toile/base/pack.hpp"

namespace toile::train {

struct LabelledSwatches {
  at::Tensor pictures;  ///< (n, 3, crop, crop) in -1..1
  at::Tensor category;  ///< (n) int64, index into the list of categories
  at::Tensor index;     ///< (n) int64, which swatch
  at::Tensor turn;  ///< (n, 2, 2): takes directions (down, right) on the swatch to those on its flipped, turned crop
};

class TileBatches {
 public:
  /// Takes the pictures of `categories` from `pack`, scaled (area-averaged) to `size` pixels.
  TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int crop, int batch,
              std::uint64_t seed);

  /// (n, 3, size, size) bytes, category by category.
  const at::Tensor& pictures() const { return pictures_; }
  /// (n) int64.
  at::Tensor categories() const;

  /// The batch of global step `step`: the categories take turns, `nets::kGroup` pictures each, so that small ones count
  /// as much as large ones; pictures, crops, flips and quarter turns are random.
  LabelledSwatches at_step(std::int64_t step) const;

 private:
  at::Tensor pictures_;
  std::vector<std::int64_t> first_;  ///< index of each category's first picture, and one past the last
  int crop_;
  int batch_;
  std::uint64_t seed_;
};

}  // namespace toile::train
