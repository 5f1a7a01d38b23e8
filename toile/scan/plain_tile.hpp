#pragma once
/// Cloth without a repeat as a tile.

#include "toile/image/image.hpp"

namespace toile::scan {

/// The photo with its broad light taken out, its opposite edges laid over each other by a sixth and joined where they
/// differ least (the minimum error boundary cut of Efros and Freeman, "Image Quilting", SIGGRAPH 2001, closed around
/// the torus). Before that the edges are brought to one brightness, so that no step is left to show; nothing is
/// blended, so that both sides of the cut are as sharp as the photo.
Image plain_tile(const Image& photo);

}  // namespace toile::scan
