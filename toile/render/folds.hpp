#pragma once
/// How folds displace a print.

#include "toile/image/plane.hpp"

namespace toile::render {

/// Displacement of the print in pixels of the photo, on a coarse grid over the garment's box.
struct Folds {
  image::Plane right, down;
};

/// From log light on a coarse grid, `pixels` of the photo a cell: a print moves along the gradient of the blurred
/// light, as on a height field seen from in front. At most a hundredth of the garment's width, and less towards its
/// edge.
Folds read_folds(const image::Plane& log_light, const image::Plane& cover, double pixels);

}  // namespace toile::render
