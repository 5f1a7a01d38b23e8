#pragma once
/// Between 8-bit sRGB (IEC 61966-2-1) and linear light.

#include <array>
#include <cstdint>

namespace toile::image {

/// Linear light, 0..1, of each 8-bit sRGB value.
const std::array<float, 256>& linear_of_srgb();

/// The 8-bit sRGB value nearest to linear light; values outside 0..1 are clamped.
std::uint8_t srgb_of_linear(float linear);

/// Luminance of linear red, green, blue (Rec. 709).
constexpr float luminance(float red, float green, float blue) {
  return 0.2126F * red + 0.7152F * green + 0.0722F * blue;
}

}  // namespace toile::image
