#pragma once
/// Inks and alpha of a raster motif between its pixels.

#include <array>
#include <cstdint>
#include <vector>

#include "toile/compose/motif.hpp"
#include "toile/pattern/print.hpp"

namespace toile::compose {

/// Reads a raster for one size of its longest side: halved until it is less than twice as large, then sampled by a
/// cubic kernel (Catmull-Rom), and sharpened where it grows, so that an edge is about a pixel wide at any size.
class RasterSampler {
 public:
  struct Sample {
    std::uint8_t alpha = 0;
    std::array<std::uint8_t, kMostInks> shares{};  ///< sum to about 255 where alpha is above 0
  };

  RasterSampler(const Raster& raster, int inks, double size);

  /// At a point in motif units; clear outside.
  Sample at(double x, double y) const;

 private:
  Sample mixed(double x, double y, int left, int top) const;
  void note_plain_pixels();

  int inks_;
  double sharpness_;
  int width_, height_;
  /// (height, width, inks + 1): shares times alpha, and alpha, 0..1.
  std::vector<float> values_;
  /// Of each pixel: an ink where it and all within the kernel are solid in it, kClear, or kMixed.
  std::vector<std::int8_t> plain_;
};

}  // namespace toile::compose
