#pragma once
/// Cloth: a pattern put on the garment of a photo so that folds and shadows stay.

#include "toile/image/image.hpp"
#include "toile/pattern/pattern.hpp"

namespace toile::render {

/// Tiles across a garment at scale 1.
constexpr double kTilesAcross = 3;

/// How the pattern lies on the garment.
struct Placement {
  double scale = 1;    ///< 1: the tile's width is a third of the garment's width; 2: twice as large
  double angle = 0;    ///< degrees, counter-clockwise
  double shift_x = 0;  ///< in tile widths, to the right
  double shift_y = 0;  ///< in tile heights, downwards
};

/// Covers the garment in `photo` with `pattern`, following its folds.
///
/// Pixels where `garment` is 0 come back unchanged, bit for bit. Throws `Error{usage}` when the mask is of another
/// size than the photo, or is empty.
Image drape(const Image& photo, const Mask& garment, const Pattern& pattern, const Placement& placement = {});

}  // namespace toile::render
