#pragma once
/// How columns of tiles meet when every second one is moved. For rows, transpose.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// How far every second tile is moved, to the right and down, on the torus that the tile is.
struct Move {
  int aside = 0, drop = 0;
};

/// Whether the tile may be laid beside its moved self as it is: it was drawn so, nothing lies at its edge, or its grain
/// is fine. Steps across the edge are then no larger than those between columns inside, give or take the two rows that
/// a slanted outline climbs from one column to the next.
bool fits_plainly(const Image& tile, const Move& move);

/// Two columns, the second one moved, side by side.
Image laid_plainly(const Image& tile, const Move& move);

/// The same for a tile that is seamless beside itself unmoved. Each column goes on under its neighbour by an eighth of
/// its width, and the joint runs where the two differ least (the minimum error boundary cut of Efros and Freeman,
/// "Image Quilting", SIGGRAPH 2001, closed around the torus), as near to the tile's edge as that allows. Where it costs
/// something the two are mixed over two pixels.
Image laid_along_a_cut(const Image& tile, const Move& move);

}  // namespace toile::pattern
