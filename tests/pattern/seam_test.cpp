#include "toile/pattern/seam.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "toile/image/resize.hpp"

namespace toile::pattern {
namespace {

/// A tile whose grey value is `value(x, y)`.
template <class Value>
Image tile_of(int size, const Value& value) {
  Image tile = Image::filled(size, size, {0, 0, 0});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) std::fill_n(tile.at(x, y), 3, static_cast<std::uint8_t>(value(x, y)));
  }
  return tile;
}

TEST(SeamScore, IsOneForAWaveThatClosesAndForAFlatTile) {
  const auto wave = [](int x, int y) { return 128 + 60 * std::sin(2 * std::numbers::pi * 3 * (x + y) / 96.0); };
  EXPECT_NEAR(seam_score(tile_of(96, wave)), 1, 0.05);
  EXPECT_EQ(seam_score(tile_of(16, [](int, int) { return 7; })), 1);
}

TEST(SeamScore, IsLargeForARamp) {
  EXPECT_GT(seam_score(tile_of(64, [](int x, int) { return 4 * x; })), 10);
}

TEST(PlainestCut, CutsALatticeWhereNoEdgeIs) {
  // Bars of 8 pixels: at the tile's edge one begins, which counts as a seam although it is none.
  const Image bars = tile_of(64, [](int x, int y) { return x / 8 % 2 * 150 + (x * 7 + y * 13) % 23; });
  ASSERT_GT(seam_score(bars), 2);
  const Cut cut = plainest_cut(bars);
  EXPECT_LT(seam_score(image::roll(bars, cut.right, cut.down)), 1.1);
}

TEST(PlainestCut, OfLinesThatAreAllAlikeTakesAPairThatTogetherIsPlain) {
  // columns step by 20 or by 24, and of the rows some step by two more, or less, than others do in the mean
  const Image grid = tile_of(64, [](int x, int y) {
    return (x % 2 == 0 ? 0 : x % 4 == 1 ? 20 : 24) + (y % 2 == 0 ? 40 : 50 + (y / 2 * 11 + 3) % 31);
  });
  const Cut cut = plainest_cut(grid);
  EXPECT_NEAR(seam_score(image::roll(grid, cut.right, cut.down)), 1, 0.01);
}

}  // namespace
}  // namespace toile::pattern
