#pragma once
/// Technical flats: garments drawn in lines, on a plain ground.

#include <optional>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::models {

/// What the outlines of a drawing enclose, lines included; nothing for a photo.
///
/// The border must be of one colour. The ground is what is reached from there over that colour; gaps of at most 1.5 %
/// of the longest side are closed. A drawing it is when most of what remains is paper again, or one flat colour. Small
/// pieces beside the garment (letters, arrows) are left out.
std::optional<Mask> sketch_matte(const Image& photo);

/// The field of one colour of a drawing around (x, y) and the lines around it: a byte a pixel, 1 inside. Nothing where
/// the field runs out to the border, and for a photo.
std::optional<std::vector<char>> sketch_field(const Image& photo, int x, int y);

}  // namespace toile::models
