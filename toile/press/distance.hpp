#pragma once
/// How far pixels lie from others, on the torus.

#include <cstdint>
#include <vector>

namespace toile::press {

/// The squared Euclidean distance of each pixel to the nearest one that is set (not 0), row-major. Where none lies
/// within `reach` pixels (0..1000), something above its square. Time goes with the number of pixels, whatever the reach
/// (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled Functions", 2012).
std::vector<std::int32_t> squared_distances(const std::vector<std::uint8_t>& set, int width, int height, int reach);

}  // namespace toile::press
