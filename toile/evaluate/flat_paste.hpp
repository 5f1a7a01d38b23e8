#pragma once
/// What others do, to be compared with: a print that lies flat on a photo.

#include "toile/image/image.hpp"
#include "toile/pattern/pattern.hpp"

namespace toile::evaluate {

enum class FlatMethod {
  paste,     ///< the tile in place of the garment, nothing else
  multiply,  ///< times the photo's grey value, in sRGB as image editors do
  displace,  ///< moved by up to ten pixels by the blurred grey value, then multiplied, as mock-up scripts do
};

/// Where the print lies: tile coordinates = matrix * (x, y) + offset, in pixels of the photo.
struct FlatPlace {
  double u_x = 0, u_y = 0, u_0 = 0;
  double v_x = 0, v_y = 0, v_0 = 0;
};

/// Linear light, three values a pixel of the photo; only those under the mask mean anything.
std::vector<float> flat_paste(FlatMethod method, const Image& photo, const Pattern& pattern, const FlatPlace& place);

}  // namespace toile::evaluate
