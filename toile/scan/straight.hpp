#pragma once
/// Cloth in a photo as it looks straight from above, and where its repeat lies there.

#include <array>
#include <optional>

#include "toile/image/file.hpp"
#include "toile/scan/cloth.hpp"

namespace toile::scan {

/// Four places of a photo that are a rectangle of the cloth, clockwise from its upper left.
using Corners = std::array<Vector, 4>;

/// The view, from pixels of a picture in which the corners are a rectangle with its upper left at 0, to the photo. The
/// rectangle's sides are as long as they are in the photo on average. Throws `Error{usage}` when no camera sees a
/// rectangle so.
Homography view_by(const Corners& corners);

/// A part of what can be seen through a view.
struct Frame {
  Homography view;  ///< from the picture's pixels to the photo's
  int width = 0, height = 0;
};

/// The largest picture of the photo's shape, around the photo's middle, that the photo fills.
Frame largest_frame(const Homography& view, const image::Size& photo);

/// The repeat in a straightened picture, in its pixels.
struct Outline {
  Vector origin;        ///< where a cell of the lattice begins, the one that lies nearest to the middle
  Vector across, down;  ///< sides of the tile
  Lattice lattice;
};

/// Cloth with what a person looks at to judge it.
struct StraightCloth {
  image::Size source;  ///< of what was scanned: the photo, or the picture that the corners made of it
  Cloth cloth;
  Image picture = {};                   ///< at most kStraightSide pixels a side
  Lattice to_source = {};               ///< how far a pixel to the right and one down lead, at the picture's middle
  std::optional<Outline> outline = {};  ///< where there is a repeat
};

constexpr int kStraightSide = 1400;

/// Scans the photo as it is, or as the corners straighten it. Throws as `view_by` and `scan_cloth` do.
StraightCloth scan_straight(const Image& photo, const std::optional<Corners>& corners, const ClothOptions& options);

}  // namespace toile::scan
