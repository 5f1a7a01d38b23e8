#include "toile/pattern/enlarge.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "toile/image/resize.hpp"

namespace toile::pattern {
namespace {

/// Soft discs on a torus: bright within `radius` of the middle, falling off over two pixels.
Image disc(int size, double radius) {
  Image tile = Image::filled(size, size, {20, 40, 60});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const double distance = std::hypot(x - size / 2.0, y - size / 2.0);
      const double cover = std::clamp((radius - distance) / 2 + 0.5, 0.0, 1.0);
      for (int channel = 0; channel < 3; ++channel) {
        tile.at(x, y)[channel] = static_cast<std::uint8_t>(tile.at(x, y)[channel] + cover * 180);
      }
    }
  }
  return tile;
}

double steepest(const Image& tile) {
  double most = 0;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x + 1 < tile.width; ++x)
      most = std::max(most, std::abs(1.0 * tile.at(x, y)[0] - tile.at(x + 1, y)[0]));
  }
  return most;
}

TEST(Enlarge, CommutesWithAShiftOfTheTile) {
  const Image tile = disc(32, 9);
  EXPECT_EQ(enlarge(image::roll(tile, 5, 11), 64, 64), image::roll(enlarge(tile, 64, 64), 10, 22));
}

TEST(Enlarge, MakesEdgesSteeperThanResamplingAndNoHalo) {
  const Image tile = disc(32, 9), large = enlarge(tile, 96, 96);
  EXPECT_GT(steepest(large), 1.3 * steepest(image::resize_tile(tile, 96, 96)));
  EXPECT_GE(*std::min_element(large.rgb.begin(), large.rgb.end()), 20);
  EXPECT_LE(*std::max_element(large.rgb.begin(), large.rgb.end()), 240);
}

TEST(Enlarge, LeavesTheSizeAloneAndOnlyResamplesWhatShrinks) {
  const Image tile = disc(32, 9);
  EXPECT_EQ(enlarge(tile, 32, 32), tile);
  EXPECT_EQ(enlarge(tile, 16, 16), image::resize_tile(tile, 16, 16));
}

}  // namespace
}  // namespace toile::pattern
