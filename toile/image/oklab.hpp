#pragma once
/// Oklab (Ottosson 2020): colours on a scale where equal steps look equal.

#include <array>
#include <cstdint>

namespace toile::image {

/// Lightness 0..1, green-red, blue-yellow.
using Oklab = std::array<float, 3>;

Oklab oklab_of_linear(float red, float green, float blue);
/// From 8-bit sRGB.
Oklab oklab_of(const std::uint8_t* rgb);
/// To 8-bit sRGB; what lies outside is clamped, a channel at a time.
std::array<std::uint8_t, 3> rgb_of(const Oklab& lab);
/// Euclidean: two colours 0.02 apart are just told apart side by side.
float difference(const Oklab& a, const Oklab& b);
/// The same of two colours of 8-bit sRGB.
float difference(const std::uint8_t* a, const std::uint8_t* b);

}  // namespace toile::image
