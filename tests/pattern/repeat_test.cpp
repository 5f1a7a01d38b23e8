#include "toile/pattern/repeat.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::pattern {
namespace {

TEST(Repeat, NamesItsLayouts) {
  for (const Layout layout : kLayouts) EXPECT_EQ(layout_named(name_of(layout)), layout);
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { layout_named("spiral"); }).find("half-brick"), std::string::npos);
}

TEST(Repeat, MovesEverySecondColumnDownByHalfATile) {
  const Image tile = test::blobs(64, 48);
  const Image unit = repeat_unit({.tile = tile}, Layout::half_drop).tile;
  ASSERT_EQ(unit.width, 128);
  ASSERT_EQ(unit.height, 48);
  for (int y = 0; y < 48; ++y) {  // the middles of the columns, where no joint may run
    EXPECT_TRUE(std::equal(tile.at(32, y), tile.at(32, y) + 3, unit.at(32, y)));
    EXPECT_TRUE(std::equal(tile.at(32, y), tile.at(32, y) + 3, unit.at(96, (y + 24) % 48)));
  }
}

TEST(Repeat, MirrorsBothWays) {
  const Image tile = test::noise(10, 6);
  const Image unit = repeat_unit({.tile = tile}, Layout::mirror).tile;
  EXPECT_TRUE(std::equal(tile.at(0, 0), tile.at(0, 0) + 3, unit.at(19, 11)));
  EXPECT_NEAR(seam_score(unit), 0, 0.01);
}

/// The largest step between a unit and itself moved by so many pixels, all around.
int moved_difference(const Image& unit, int right, int down) {
  return test::largest_difference(image::roll(unit, right, down), unit);
}

TEST(Repeat, OfATileWithAnOddNumberOfRowsIsMovedByExactlyHalf) {
  const Image drop = repeat_unit({.tile = test::blobs(64, 47)}, Layout::half_drop).tile;
  EXPECT_EQ(moved_difference(drop, drop.width / 2, drop.height / 2), 0);
  const Image brick = repeat_unit({.tile = test::blobs(47, 64)}, Layout::half_brick).tile;
  EXPECT_EQ(moved_difference(brick, brick.width / 2, brick.height / 2), 0);
}

TEST(Repeat, InCentreLaysTheTileAndItsMiddleLikeAChessboard) {
  const Image tile = test::blobs(64, 48);
  const Image unit = repeat_unit({.tile = tile}, Layout::centre).tile;
  ASSERT_EQ(unit.width, 128);
  ASSERT_EQ(unit.height, 96);
  const Image moved = image::roll(tile, 32, 24);
  const auto same = [](const std::uint8_t* a, const std::uint8_t* b) { return std::equal(a, a + 3, b); };
  EXPECT_TRUE(same(unit.at(32, 24), tile.at(32, 24)));  // the middles of the four fields, where no joint runs
  EXPECT_TRUE(same(unit.at(96, 72), tile.at(32, 24)));
  EXPECT_TRUE(same(unit.at(96, 24), moved.at(32, 24)));
  EXPECT_TRUE(same(unit.at(32, 72), moved.at(32, 24)));
  EXPECT_EQ(moved_difference(unit, 64, 48), 0);
}

TEST(Sheet, HasTheSizeAskedAndRepeatsToTheByte) {
  const SheetRequest request{.layout = Layout::half_brick, .width_cm = 20, .height_cm = 10, .tile_cm = 5, .dpi = 50.8};
  const Image cloth = sheet({.tile = test::blobs(64, 64)}, request);
  ASSERT_EQ(cloth.width, 400);
  ASSERT_EQ(cloth.height, 200);
  for (int x = 0; x < 300; ++x) EXPECT_TRUE(std::equal(cloth.at(x, 7), cloth.at(x, 7) + 3, cloth.at(x + 100, 7)));
}

TEST(Sheet, RefusesWhatNoMemoryHolds) {
  const auto refusal = test::sentence(
      ErrorKind::usage, [] { sheet({.tile = test::blobs(8, 8)}, {.width_cm = 1000, .height_cm = 1000, .dpi = 1200}); });
  EXPECT_NE(refusal.find("million pixels"), std::string::npos);
}

TEST(Sheet, RefusesATileWhoseHeightOrRepeatNoMemoryHolds) {
  const SheetRequest request{.width_cm = 10, .height_cm = 10, .tile_cm = 30, .dpi = 300};
  const auto tall = test::sentence(ErrorKind::usage, [&] { sheet({.tile = test::blobs(8, 64)}, request); });
  EXPECT_NE(tall.find("28344 pixels high"), std::string::npos) << tall;
  SheetRequest mirrored{.layout = Layout::mirror, .width_cm = 10, .height_cm = 10, .tile_cm = 60, .dpi = 300};
  const auto large = test::sentence(ErrorKind::usage, [&] { sheet({.tile = test::blobs(8, 8)}, mirrored); });
  EXPECT_NE(large.find("repeat"), std::string::npos) << large;
}

}  // namespace
}  // namespace toile::pattern
