#pragma once
/// The colour of the light in a photo.

#include <array>

#include "toile/image/image.hpp"

namespace toile::render {

/// Linear red, green, blue of the light, of luminance 1. From all of the photo by shades of grey (Finlayson and
/// Trezzi 2004, a Minkowski norm of 6). A photo's colours are half light and half things, and light runs from yellow to
/// blue (Planck's locus) rather than from green to purple: half of the cast along that line counts as light, little of
/// it across.
std::array<float, 3> light_colour(const Image& photo);

}  // namespace toile::render
