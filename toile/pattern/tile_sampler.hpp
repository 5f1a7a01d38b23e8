#pragma once
/// Reads a tile as an endless, prefiltered cloth, in linear light.

#include <array>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::pattern {

using Colour = std::array<float, 3>;  ///< linear red, green, blue, 0..1

/// A mip pyramid on a torus (Williams, "Pyramidal Parametrics", 1983): every level wraps around, so that neither a
/// seam nor shimmer appears at any scale. Sampling is const and thread-safe.
class TileSampler {
 public:
  explicit TileSampler(const Image& tile);

  /// The colour at (u, v), in tiles: 0 and 1 are the same place. `footprint`: how many pixels of the tile one sample
  /// stands for; above 1 the tile is averaged, below it is interpolated.
  Colour sample(double u, double v, double footprint) const;

 private:
  struct Level {
    int width, height;
    std::vector<Colour> pixels;
  };
  static Colour bilinear(const Level& level, double u, double v);

  std::vector<Level> levels_;
};

}  // namespace toile::pattern
