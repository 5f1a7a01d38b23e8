#pragma once
/// The repeat unit of photographed cloth: the robust mean over all its occurrences.

#include <array>

#include "toile/image/image.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

/// How the light changes over a photo: what linear red, green and blue are multiplied by. Any size.
using Gains = std::array<image::Plane, 3>;

/// Where a photo shows what the lattice says: by a picture that was looked at in its stead.
struct Occurrences {
  const Image& photo;
  Homography to_photo;  ///< from the picture's pixels to the photo's
  Warp warp;            ///< to the picture's pixels
  Gains gains;          ///< of the picture's view
  image::Plane trust;   ///< 0..1, at each pixel of the picture: how much it looks as predicted
};

/// The light by which each place differs from what the mean of all occurrences predicts, with windows of `window`
/// cells; the upper quartile is 1. `linear`: the picture's linear red, green and blue at the size of `warp`.
Gains light_of(const std::array<image::Plane, 3>& linear, const Warp& warp, const Lattice& lattice,
               const image::Plane& trust, double window);

/// One straight tile of `width` by `height` pixels in its real colours. `across`, `down`: its sides in lattice
/// coordinates, whole numbers. Each pixel is the mean of its occurrences in linear light, those far from their median
/// in luminance hardly counting (one step of an M-estimate with Cauchy's weights): a crease, a button or a highlight in
/// one of them doesn't show. At most `most` occurrences are used, the most trusted first.
Image unit_of(const Occurrences& occurrences, Vector across, Vector down, int width, int height, std::size_t most);

/// How many whole cells the photo shows.
int occurrences_of(const Occurrences& occurrences);

}  // namespace toile::scan
