#pragma once
/// How columns of tiles meet when each is moved against the one before. For rows, transpose.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// How far each column is moved against the one before, to the right and down, on the torus that the tile is, and how
/// many columns there are until it is where it was: `columns * drop` is a multiple of the tile's height. Columns that
/// move aside are two.
struct Move {
  int aside = 0, drop = 0;
  int columns = 2;
};

/// Whether the tile may be laid beside itself moved down by `drop` as it is: it was drawn so, nothing lies at its edge,
/// or its grain is fine. Steps across the edge are then no larger than those between columns inside, give or take the
/// two rows that a slanted outline climbs from one column to the next.
bool fits_plainly(const Image& tile, int drop);

/// The columns side by side.
Image laid_plainly(const Image& tile, const Move& move);

/// The same for a tile that is seamless beside itself unmoved. Each column goes on under its neighbour by an eighth of
/// its width, and the joint runs where the two differ least (the minimum error boundary cut of Efros and Freeman,
/// "Image Quilting", SIGGRAPH 2001, closed around the torus), as near to the tile's edge as that allows. Where it costs
/// something the two are mixed over two pixels.
Image laid_along_a_cut(const Image& tile, const Move& move);

}  // namespace toile::pattern
