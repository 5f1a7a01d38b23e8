#pragma once
/// Reads a tile as an endless, prefiltered cloth, in linear light.

#include <array>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::pattern {

using Colour = std::array<float, 3>;  ///< linear red, green, blue, 0..1

/// What one pixel of a picture covers of the tile: how far (u, v) move with a step to the right and with one down, in
/// tiles.
struct Footprint {
  float u_right = 0, v_right = 0, u_down = 0, v_down = 0;
};

/// A mip pyramid on a torus (Williams, "Pyramidal Parametrics", 1983): every level wraps around, so that neither a
/// seam nor shimmer appears at any scale. Sampling is const and thread-safe.
class TileSampler {
 public:
  /// `coarsest_step`: no sample will be asked for that stands for fewer of the tile's pixels than this; what is finer
  /// is not kept, so that a huge tile on a small garment costs little.
  explicit TileSampler(const Image& tile, double coarsest_step = 1);

  /// The colour at (u, v), in tiles: 0 and 1 are the same place. `footprint`: how many pixels of the tile one sample
  /// stands for; above 1 the tile is averaged, below it is interpolated.
  Colour sample(double u, double v, double footprint) const;

  /// The tile's mean colour.
  Colour mean() const;

  /// How a footprint is sampled.
  struct Probe {
    float depth = 0;                 ///< level of the pyramid
    int count = 1;                   ///< samples
    float along_u = 0, along_v = 0;  ///< the line that they lie on, in tiles
  };

  /// For a pixel that lies slanted on the cloth: several samples along the footprint's long side, each as wide as its
  /// short side (McCormack et al., "Feline", SIGGRAPH 1999), at most eight.
  Probe probe(const Footprint& footprint) const;

  /// The mean colour under a pixel at (u, v), in tiles.
  Colour sample(float u, float v, const Probe& probe) const;

 private:
  struct alignas(16) Pixel {
    std::array<float, 4> value;  ///< red, green, blue and nothing: four floats are what machines load at once
  };
  struct Level {
    int width, height;
    std::vector<Pixel> pixels;
  };
  static Pixel bilinear(const Level& level, float u, float v);
  Pixel trilinear(float u, float v, float depth) const;

  int width_ = 0, height_ = 0;  ///< of the tile
  float skipped_ = 0;           ///< levels of the pyramid that are finer than what is kept
  std::vector<Level> levels_;
};

}  // namespace toile::pattern
