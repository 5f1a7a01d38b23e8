#pragma once
/// Fabric coordinates: which place of the cloth each pixel of a photo shows.

#include <array>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"
#include "toile/image/samples.hpp"
#include "toile/render/box.hpp"

namespace toile::render {

/// What is known of a garment beyond its photo, because it was rendered.
struct Fabric {
  image::Samples coordinates;          ///< of the photo's size; u to the right, v down, and 65535 where they hold
  double side_cm = 0;                  ///< what 65535 stands for
  std::array<float, 3> reflectance{};  ///< linear, of the cloth that `light` was read off
  Image light;  ///< of the photo's size or empty; linear light on white cloth is half of its linear value
};

/// The same garment seen at another size. Coordinates are interpolated where the four pixels around show one piece of
/// cloth; across its tears and at its edge the nearest one is taken.
Fabric scaled(const Fabric& fabric, int width, int height);

/// Coordinates in cm, one value a pixel of a box; NaN where the cloth isn't known.
struct Coordinates {
  image::Plane u, v;
};

/// Neighbouring pixels that lie further apart on the cloth than this many typical steps show two pieces of cloth.
constexpr float kTear = 8;

/// The median way on the cloth from a pixel to the next, in cm; 0 when nothing is known.
float typical_step(const Coordinates& coordinates);

/// The part inside `box`. A few pixels beyond the known ones are continued, so that a soft edge has its print. Throws
/// `Error{usage}` when `fabric` is of another size than `garment` or has no scale.
Coordinates coordinates_in(const Fabric& fabric, const Mask& garment, const Box& box);

}  // namespace toile::render
