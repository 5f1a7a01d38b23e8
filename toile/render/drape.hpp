#pragma once
/// A pattern put on the garment of a photo so that folds and shadows stay.

#include <span>

#include "toile/pattern/pattern.hpp"
#include "toile/render/cloth.hpp"

namespace toile::render {

/// Tiles across a garment at scale 1 where its real size isn't known.
constexpr double kTilesAcross = 3;

/// How the pattern lies on the garment.
struct Placement {
  double scale = 1;    ///< 1: the pattern's own size on a garment whose size is known, elsewhere a third of its width
  double tile_cm = 0;  ///< the tile's width on the cloth instead of `scale`; above 0 the garment's size must be known
  double angle = 0;    ///< degrees, counter-clockwise
  double shift_x = 0;  ///< in tile widths, to the right
  double shift_y = 0;  ///< in tile heights, downwards

  /// Throws `Error{usage}`: scale is from 0.01 to 100, a tile from 0.1 to 1000 cm, the others are finite.
  void check() const;
};

/// Covers the garment of `cloth` with `pattern`, following its folds. Quick: what is slow was done by `read_cloth`.
///
/// Pixels where the garment's matte is 0 come back unchanged, bit for bit, and so does an alpha channel. Throws
/// `Error{usage}` for an empty tile and a placement that makes no sense.
Image paint(const Cloth& cloth, const Pattern& pattern, const Placement& placement = {});

/// Several garments of one photo, each painted by itself, in one picture: what each changed in `photo` is added up,
/// which at the soft edge of two is their mixture in any order. All of one size; nothing is `photo`.
Image together(const Image& photo, std::span<const Image> painted);

/// `read_cloth` and `paint` in one, for a single pattern.
Image drape(const Image& photo, const Mask& garment, const Pattern& pattern, const Placement& placement = {});

}  // namespace toile::render
