#pragma once
/// Cloth: a pattern put on the garment of a photo so that folds and shadows stay.

#include "toile/pattern/pattern.hpp"
#include "toile/render/cloth.hpp"

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

/// Covers the garment of `cloth` with `pattern`, following its folds. Quick: what is slow was done by `read_cloth`.
///
/// Pixels where the garment's matte is 0 come back unchanged, bit for bit. Throws `Error{usage}` for an empty tile and
/// for a scale outside 0.01 to 100.
Image paint(const Cloth& cloth, const Pattern& pattern, const Placement& placement = {});

/// `read_cloth` and `paint` in one, for a single pattern.
Image drape(const Image& photo, const Mask& garment, const Pattern& pattern, const Placement& placement = {});

}  // namespace toile::render
