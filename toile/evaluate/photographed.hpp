#pragma once
/// A tile as cloth in front of a camera: made photos of which all is known.

#include <cstdint>
#include <string>

#include "toile/image/image.hpp"
#include "toile/scan/warp.hpp"

namespace toile::evaluate {

/// What stands between the cloth and the photo. Each is none at 0.
struct Camera {
  int width = 640, height = 480;
  double repeats = 3;  ///< of the tile, across the photo's shorter side
  double turn = 0;     ///< degrees
  double tilt = 0;     ///< degrees, about an axis that the seed decides
  double light = 0;    ///< stops from the brightest place to the darkest
  double folds = 0;    ///< 0..1: soft folds that shade and shift
  int creases = 0;     ///< sharp lines, lit on one side
  int buttons = 0;
  double noise = 0;  ///< levels, standard deviation
  std::uint64_t seed = 1;
};

struct Photographed {
  Image photo;
  scan::Homography view;  ///< from the tile, 0..1 across and down, to pixels, folds aside
};

/// Pixels average what they cover; the camera's longer side is 0.8 of its focal length. Same camera, same bytes.
Photographed photographed(const Image& tile, const Camera& camera);

}  // namespace toile::evaluate
