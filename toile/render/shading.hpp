#pragma once
/// What the light does on a garment, read off its photo.

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"

namespace toile::render {

/// The part of a photo that a garment covers, in pixels.
struct Box {
  int x = 0, y = 0, width = 0, height = 0;
};

/// The smallest box around all pixels with cover; width 0 when there are none.
Box bounds(const Mask& mask);

struct Shading {
  image::Plane light;    ///< linear light relative to the garment's own base colour: 1 where it is plainly lit
  image::Plane shift_x;  ///< how far folds displace the print, in pixels
  image::Plane shift_y;
};

/// Reads shading and folds inside `box`; all planes have the box's size.
///
/// The base colour is the upper quartile of the garment's luminance. What varies faster than folds do (grain, a fine
/// print) is smoothed along edges by a guided filter. Prints and black cloth have far more contrast than folds on plain
/// cloth; their log-contrast is brought down to what plain cloth shows. Folds displace the print along the gradient of
/// the blurred light, as a height field seen from in front would.
Shading read_shading(const Image& photo, const Mask& mask, const Box& box);

}  // namespace toile::render
