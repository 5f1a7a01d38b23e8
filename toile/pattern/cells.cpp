#include "toile/pattern/cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace toile::pattern {
namespace {

/// Half a cell's width at a height of 0..1 in it, in cells, and its slope. Together with that of the cell half a height
/// lower it is 1/2, so that the cells meet.
struct Side {
  double half = 0, slope = 0;
};

Side side_of(Layout::Kind shape, double height) {
  if (shape == Layout::Kind::diamond) return {height < 0.5 ? height : 1 - height, height < 0.5 ? 1.0 : -1.0};
  const double turn = 2 * std::numbers::pi * height;
  return {(1 - std::cos(turn)) / 4, std::numbers::pi * std::sin(turn) / 2};
}

}  // namespace

Image in_cells(const Image& tile, Layout::Kind shape) {
  const int width = tile.width, height = tile.height;
  Image out = tile;
  for (int y = 0; y < height; ++y) {
    const Side side = side_of(shape, (y + 0.5) / height);
    const double slant = std::hypot(1, side.slope * width / height);
    for (int x = 0; x < width; ++x) {
      const double inside = (side.half * width - std::abs(x + 0.5 - width / 2.0)) / slant;
      const auto share = static_cast<float>(std::clamp(inside + 0.5, 0.0, 1.0));
      const std::uint8_t *own = tile.at(x, y), *moved = tile.at((x + width / 2) % width, (y + height / 2) % height);
      for (int c = 0; c < 3; ++c) {
        const float mixed = static_cast<float>(moved[c]) + share * static_cast<float>(own[c] - moved[c]);
        out.at(x, y)[c] = static_cast<std::uint8_t>(mixed + 0.5F);
      }
    }
  }
  return out;
}

}  // namespace toile::pattern
