#pragma once
/// Coverage of pixels by filled curves, through cairo.

#include <cstdint>
#include <vector>

#include "toile/compose/affine.hpp"

namespace toile::compose {

/// The pixels that the shape may touch: the box of its control points.
Box box_of(const Shape& shape, const Affine& to_pixels);

/// One byte a pixel, row-major, `stride` bytes a row.
struct Coverage {
  int stride = 0;
  std::vector<std::uint8_t> bytes;
};

/// How much of each pixel of `box` the shape covers, 0..255; what the coverage held is replaced.
void cover(Coverage& coverage, const Shape& shape, const Affine& to_pixels, const Box& box);
/// The same for all shapes together.
void cover(Coverage& coverage, const std::vector<Shape>& shapes, const Affine& to_pixels, const Box& box);

}  // namespace toile::compose
