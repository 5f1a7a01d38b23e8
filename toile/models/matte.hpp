#pragma once
/// From the net's coarse chances to a matte at the photo's resolution.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"

namespace toile::models {

/// The connected regions of a plane's pixels.
struct Regions {
  std::vector<int> number;         ///< of the region each pixel belongs to; -1: to none
  std::vector<std::size_t> sizes;  ///< in pixels

  std::size_t largest() const { return sizes.empty() ? 0 : *std::max_element(sizes.begin(), sizes.end()); }
};

/// Regions above one half (4 neighbours), or those that aren't (8 neighbours: what a diagonal line parts, it parts).
Regions regions_of(const image::Plane& chance, bool above);

/// The pixels where `chance` is above one half, in connected regions (4 neighbours). Regions smaller than `share` of
/// the largest get chance 0 in what is returned.
image::Plane without_islands(const image::Plane& chance, double share);

/// Enclosed regions (8 neighbours) where `chance` is at most one half, smaller than `share` of the largest region above
/// it, get chance 1: a print's own colours are no holes.
image::Plane without_holes(const image::Plane& chance, double share);

/// A soft matte of the photo's size from `chance` (0..1, any size): chances, never labels, are enlarged; a guided
/// filter moves their edge onto the photo's; what is nearly sure becomes sure. Regions smaller than `least_region` of
/// the largest are left out, holes smaller than 0.3 % of it closed.
Mask matte_of(const Image& photo, const image::Plane& chance, double least_region = 0.02);

}  // namespace toile::models
