#pragma once
/// The light on a garment, apart from the garment's own colours.

#include <array>
#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"
#include "toile/render/box.hpp"

namespace toile::render {

constexpr float kDarkest = 0.002F;  ///< luminance below this is sensor noise

/// How much light a white fabric would send back at each pixel of a box.
struct Light {
  /// Measured light: a picture of the box's size whose linear value is half the light. Empty for photos.
  Image given;
  /// Otherwise log2 of the light is level + gain * (log2 luminance of the photo - mean), all three on a coarse grid
  /// over the box: gain is 1 where the photo's fine detail is light, 0 where it is print (as the fast guided filter
  /// does, He and Sun 2015).
  image::Plane level, mean, gain;
  std::array<float, 3> colour = {1, 1, 1};  ///< of the light; its luminance is 1
  std::array<float, 3> reflectance{};       ///< linear, of the cloth that the light was read off
  float plain = 1;                          ///< luminance of the light where the cloth is plainly lit
};

using LightRow = std::vector<std::array<float, 3>>;

/// Linear red, green, blue of white cloth along row `y` of `box`.
void light_along(const Light& light, const Image& photo, const Mask& garment, const Box& box, int y, LightRow& row);

}  // namespace toile::render
