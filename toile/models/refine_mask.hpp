#pragma once
/// A wrong matte put right by pointing at what is wrong.

#include <span>

#include "toile/image/image.hpp"

namespace toile::models {

/// "This belongs to the garment", or "this doesn't": a point, or a rectangle when width and height are above 0, in
/// pixels of the photo.
struct Hint {
  int x = 0, y = 0;
  int width = 0, height = 0;
  bool add = true;
};

/// `matte` with the regions that `hints` point at added or removed.
///
/// A point spreads over cloth of its own look until the photo has an edge: geodesic distances, as in Bai and Sapiro,
/// "A Geodesic Framework for Fast Interactive Image and Video Segmentation and Matting", 2007. Nearer hints of the
/// other kind hold it back. A rectangle spreads from its inner half to its border at most, and as far as what lies
/// around it doesn't come in. Where no hint reaches, the matte keeps its bytes, so that its soft edge stays; new edges
/// are as soft. In a drawing a point inside its outline adds all that is enclosed, or, later, the field that
/// it lies in. What is clear in the
/// photo is never added. Deterministic. Throws `Error{usage}` for a hint outside the photo and for a matte of another
/// size.
Mask refine_mask(const Image& photo, const Mask& matte, std::span<const Hint> hints);

}  // namespace toile::models
