#pragma once
/// How visible the seam of a tile is.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// The mean colour step across the wrap-around edges divided by the mean step between neighbouring pixels inside:
/// 1 for a perfect tile, more where a seam shows. A flat tile scores 1.
double seam_score(const Image& tile);

}  // namespace toile::pattern
