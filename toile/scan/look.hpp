#pragma once
/// Photos looked at between their pixels, and from elsewhere.

#include <array>

#include "toile/image/image.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

/// sRGB values, 0..255 and a little beyond, by a sinc of three lobes (Lanczos), which keeps what is fine; beyond the
/// edge the edge's.
std::array<float, 3> colour_at(const Image& photo, Vector at);

/// As a camera would see it from where `to_photo` leads from the new picture's pixels to the photo's.
Image seen_through(const Image& photo, const Homography& to_photo, int width, int height);

/// 1 where `to_photo` leads into a photo of this size, else 0.
image::Plane inside_of(const Homography& to_photo, int photo_width, int photo_height, int width, int height);

/// The view that takes out a perspective: what lies half the longer side to the right of the middle (below it) is seen
/// 1 + p (1 + q) times too small. The middle stays as large as it is.
Homography against(double p, double q, int width, int height);

}  // namespace toile::scan
