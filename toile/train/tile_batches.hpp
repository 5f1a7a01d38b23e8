#pragma once
/// Views of flattened swatches with their categories, each batch a pure function of (seed, step).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "toile/base/pack.hpp"
#include "toile/nets/tile_generator.hpp"
#include "toile/train/swatch_codes.hpp"

namespace toile::train {

struct LabelledSwatches {
  at::Tensor shares;          ///< (n, inks, size, size), 0..1; where parts are taken, of the part alone
  nets::TilePalette palette;  ///< of each
  at::Tensor category;        ///< (n) int64, index into the list of categories
  at::Tensor index;           ///< (n) int64, which swatch
  at::Tensor turn;  ///< (n, 2, 2): takes directions (down, right) on the swatch to those on its flipped, turned view
};

class TileBatches {
 public:
  /// Takes the swatches of `categories` from a pack of inks and sees each at `size` pixels: whole, or, where its
  /// strongest wave would be too short to be drawn, from twice as near, a half of it each way.
  /// `device`: where the swatches lie and views of them are made.
  TileBatches(const Pack& pack, const std::vector<std::string>& categories, int size, int batch, std::uint64_t seed,
              const std::string& device = "cpu");

  std::int64_t swatches() const { return ink_.size(0); }
  /// The middle view of each swatch: (n, 3, size, size) bytes, category by category.
  at::Tensor pictures() const;
  const SwatchLattices& lattices() const { return lattices_; }
  const nets::TilePalette& palettes() const { return palettes_; }
  /// (n) int64.
  at::Tensor categories() const;

  /// The batch of global step `step`: the categories take turns, `nets::kGroup` swatches each, so that small ones count
  /// as much as large ones; swatches, views, flips and quarter turns are random.
  LabelledSwatches at_step(std::int64_t step) const;
  /// The views of those members alone, (m) int64, beside what is small of the whole batch.
  LabelledSwatches at_step(std::int64_t step, const at::Tensor& members) const;

 private:
  /// index, down, right (n) int64: shares (n, inks, size, size) of these swatches; those that are seen from near begin
  /// at row `down`, column `right`.
  at::Tensor views(const at::Tensor& index, const at::Tensor& down, const at::Tensor& right) const;

  at::Tensor ink_;              ///< (n, 2 * size, 2 * size) bytes: the number of each pixel's ink
  at::Tensor near_;             ///< (n) bool: seen from twice as near
  nets::TilePalette palettes_;  ///< on the CPU
  SwatchLattices lattices_;
  std::vector<std::int64_t> first_;  ///< index of each category's first swatch, and one past the last
  int size_;
  int batch_;
  std::uint64_t seed_;
};

}  // namespace toile::train
