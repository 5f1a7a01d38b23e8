#pragma once
/// What a lens and a sensor did to a photo, so that a painted garment doesn't look sharper or cleaner than what is
/// around it.

#include <cstdint>

#include "toile/image/image.hpp"
#include "toile/render/box.hpp"

namespace toile::render {

struct Finish {
  float blur = 0;   ///< standard deviation in pixels of the sharpest edges; 0: as sharp as pixels can be
  float grain = 0;  ///< standard deviation of noise, in 8-bit sRGB steps
};

/// Blur: how much steeper the photo's strong edges are than after another known blur (Zhuo and Sim, "Defocus map
/// estimation from a single image", 2011), at the sharpest tenth of the edges in and around `box`. Grain: how small a
/// second difference that leaves lines and slopes at zero (Immerkaer, "Fast noise variance estimation", 1996) is in the
/// quietest tenth of the pixels, so that no print is taken for it.
Finish read_finish(const Image& photo, const Box& box);

/// Noise of standard deviation 1 at a pixel; the same for the same pixel always.
float noise_at(int x, int y);

}  // namespace toile::render
