#pragma once
/// How visible the seam of a tile is.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// The mean colour step across the wrap-around edges divided by the mean step between neighbouring pixels inside:
/// 1 for a perfect tile, more where a seam shows. A flat tile scores 1.
double seam_score(const Image& tile);

/// The same cloth, cut where a cut shows neither more nor less than any other line: of all columns and rows those whose
/// colour steps are nearest the mean. A seamless tile stays one; its seam score comes close to 1.
Image cut_evenly(const Image& tile);

}  // namespace toile::pattern
