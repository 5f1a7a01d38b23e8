#pragma once
/// How visible the seam of a tile is.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// The mean colour step across the wrap-around edges divided by the mean step between neighbouring pixels inside:
/// 1 for a perfect tile, more where a seam shows. A flat tile scores 1. `drop`, `aside`: by how many pixels the next
/// column of tiles lies lower and the next row further right, below height and width.
double seam_score(const Image& tile, int drop = 0, int aside = 0);

/// How far to roll a tile (see image::roll).
struct Cut {
  int right = 0, down = 0;
};

/// Where a cut shows neither more nor less than any other line: of all columns and rows a pair whose colour steps are
/// together nearest the mean. A seamless tile rolled by it has a seam score close to 1.
Cut plainest_cut(const Image& tile);

}  // namespace toile::pattern
