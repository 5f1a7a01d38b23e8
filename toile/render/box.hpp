#pragma once
/// Where in a photo the garment is.

#include "toile/image/image.hpp"

namespace toile::render {

/// The part of a photo that a garment covers, in pixels.
struct Box {
  int x = 0, y = 0, width = 0, height = 0;
};

/// The smallest box around all pixels with cover; width 0 when there are none.
Box bounds(const Mask& mask);

}  // namespace toile::render
