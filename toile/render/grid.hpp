#pragma once
/// A photo of a garment on a coarse grid: what changes slowly is read there, at a cost that hardly grows with the
/// photo.

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"
#include "toile/render/box.hpp"

namespace toile::render {

/// Means over cells of the garment's box, in linear light; colours count the garment alone and go on outside it.
struct Grid {
  image::Plane red, green, blue;
  image::Plane cover;  ///< 0..1
  double step = 1;     ///< pixels of the photo a cell, across and down
};

/// At most `longest` cells along the longer side of `box`.
Grid grid_of(const Image& photo, const Mask& garment, const Box& box, int longest);

/// A filter that sees the garment alone: what lies outside has no weight (normalised convolution, Knutsson and Westin
/// 1993).
image::Plane blur_inside(const image::Plane& plane, const image::Plane& weight, double sigma);

/// `plane` where `weight` is 1, and outwards ever wider means of what lies nearest: a filter then meets no foreign edge
/// (pull-push, Gortler et al., "The Lumigraph", 1996).
image::Plane continued(const image::Plane& plane, const image::Plane& weight);

/// The value that a share of `quantile` of what `weight` holds above a half lies below; 0 when there is nothing.
float quantile_inside(const image::Plane& plane, const image::Plane& weight, double quantile);

}  // namespace toile::render
