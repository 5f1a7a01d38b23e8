#pragma once
/// A garment as a line drawing, for tests.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "toile/image/image.hpp"

namespace toile::test {

/// How far (x, y) lies inside the outline of a bag: a square with a slanted top corner, in parts of the side.
inline double inside_bag(double x, double y) {
  return std::min({x - 0.2, 0.8 - x, y - 0.15, 0.85 - y, (x + y - 0.5) / 1.4142});
}

/// On paper, with a line of so many pixels around what is filled.
inline Image outlined_bag(int side, double thick, std::array<std::uint8_t, 3> paper, std::array<std::uint8_t, 3> line,
                          std::array<std::uint8_t, 3> fill) {
  Image image = Image::filled(side, side, paper);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double in = side * inside_bag((x + 0.5) / side, (y + 0.5) / side);
      const double drawn = std::clamp(in + thick / 2 + 0.5, 0.0, 1.0),
                   filled = std::clamp(in - thick / 2 + 0.5, 0.0, 1.0);
      for (std::size_t c = 0; c < 3; ++c) {
        const double colour = paper[c] + drawn * (line[c] - paper[c]);
        image.at(x, y)[c] = static_cast<std::uint8_t>(std::lround(colour + filled * (fill[c] - line[c]) * drawn));
      }
    }
  }
  return image;
}

/// The share of the picture that the bag and its line cover.
inline double bag_area(int side, double thick) {
  int count = 0;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) count += side * inside_bag((x + 0.5) / side, (y + 0.5) / side) > -thick / 2;
  }
  return static_cast<double>(count) / side / side;
}

}  // namespace toile::test
