#pragma once
/// Layouts whose fields are no rectangles.

#include "toile/image/image.hpp"
#include "toile/pattern/layout.hpp"

namespace toile::pattern {

/// The straight repeat, as large as the tile, of diamonds or ogees cut out of its middle, beside the same moved by half
/// the tile's width and height. Both sides of the tile are even. Edges are soft by a pixel.
Image in_cells(const Image& tile, Layout::Kind shape);

}  // namespace toile::pattern
