#pragma once
/// Structural similarity.

#include "toile/image/plane.hpp"

namespace toile::evaluate {

/// Mean SSIM of two planes of values 0..1 where `weight` is above a half (Wang, Bovik, Sheikh, Simoncelli, "Image
/// Quality Assessment", 2004; Gaussian windows of sigma 1.5, made of box means). 1: the same.
double ssim(const image::Plane& one, const image::Plane& other, const image::Plane& weight);

}  // namespace toile::evaluate
