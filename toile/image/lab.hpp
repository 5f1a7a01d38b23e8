#pragma once
/// Colours as people tell them apart.

#include <array>

namespace toile::image {

/// CIELAB under D65: lightness 0..100, green-red, blue-yellow.
struct Lab {
  double l = 0, a = 0, b = 0;
};

/// From linear sRGB primaries, 0..1.
Lab lab_of_linear(const std::array<float, 3>& rgb);

/// CIEDE2000 with all weights 1 (Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", 2005): about 1 is the
/// least difference that is seen side by side.
double ciede2000(const Lab& one, const Lab& other);

}  // namespace toile::image
