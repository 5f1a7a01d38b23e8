#pragma once
/// The cheapest way down a band that closes around the torus.

#include <vector>

namespace toile::pattern {

/// `cost` has `height` rows of `band` (2 or more) places. For each row a place, beside or below that of the row above,
/// the last row's beside the first one's, so that the sum is least: the minimum error boundary cut of Efros and Freeman
/// ("Image Quilting", SIGGRAPH 2001). Starts are looked at from the band's middle outwards; of equal ways the first.
std::vector<int> closed_path(const std::vector<float>& cost, int band, int height);

}  // namespace toile::pattern
