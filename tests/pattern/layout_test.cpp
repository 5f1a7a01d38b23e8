#include "toile/pattern/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pictures.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/border.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/pattern/rotary.hpp"

namespace toile::pattern {
namespace {

int moved_difference(const Image& unit, int right, int down) {
  return test::largest_difference(image::roll(unit, right, down), unit);
}

bool same(const std::uint8_t* a, const std::uint8_t* b) {
  return std::equal(a, a + 3, b);
}

TEST(Layout, DropsAndBricksByAnyPartInLowestTerms) {
  EXPECT_EQ(layout_named("drop-1/2"), Layout::half_drop);
  EXPECT_EQ(name_of(layout_named("brick-2/4")), "half-brick");
  EXPECT_EQ(name_of(layout_named("drop-2/6")), "drop-1/3");
  EXPECT_EQ(layout_named("brick-2/5").moved, 2);
  for (const char* name : {"drop-0/3", "drop-3/3", "drop-1/13", "brick-4/3", "drop-", "drop-1", "drop-1/3x", "waves"}) {
    EXPECT_NE(test::sentence(ErrorKind::usage, [&] { layout_named(name); }).find("drop-1/3"), std::string::npos)
        << name;
  }
}

TEST(Layout, ADropOfAThirdComesBackAfterThreeColumns) {
  for (const char* name : {"drop-1/3", "drop-2/3", "drop-1/4", "drop-3/5"}) {
    const Layout layout = layout_named(name);
    const Image tile = test::blobs(64, 61);
    const Image unit = repeat_unit({.tile = tile}, layout).tile;
    ASSERT_EQ(unit.width, 64 * layout.of) << name;
    ASSERT_EQ(unit.height % layout.of, 0) << name;
    EXPECT_EQ(moved_difference(unit, 64, unit.height / layout.of * layout.moved), 0) << name;
    EXPECT_GT(moved_difference(unit, 64, 0), 20) << name;
  }
}

TEST(Layout, ABrickOfAThirdIsTheDropLyingDown) {
  const Image unit = repeat_unit({.tile = test::blobs(63, 50)}, layout_named("brick-1/3")).tile;
  ASSERT_EQ(unit.height, 150);
  EXPECT_EQ(moved_difference(unit, 21, 50), 0);
}

TEST(Layout, TurnoverMirrorsEverySecondColumn) {
  const Image tile = test::noise(20, 12);
  const Image unit = repeat_unit({.tile = tile}, Layout::turnover).tile;
  ASSERT_EQ(unit.width, 40);
  ASSERT_EQ(unit.height, 12);
  EXPECT_TRUE(same(tile.at(3, 5), unit.at(3, 5)));
  EXPECT_TRUE(same(tile.at(3, 5), unit.at(36, 5)));
}

TEST(Layout, DiamondsAndOgeesShowTheTileInTheMiddleAndItselfMovedAround) {
  const Image tile = test::blobs(80, 60), moved = image::roll(tile, 40, 30);
  for (const Layout layout : {Layout::diamond, Layout::ogee}) {
    const Image unit = repeat_unit({.tile = tile}, layout).tile;
    ASSERT_EQ(unit.width, 80);
    EXPECT_TRUE(same(unit.at(40, 30), tile.at(40, 30)));
    EXPECT_TRUE(same(unit.at(0, 0), moved.at(0, 0)));
    EXPECT_TRUE(same(unit.at(79, 59), moved.at(79, 59)));
    EXPECT_LE(moved_difference(unit, 40, 30), 1) << "both cells are the same";
  }
  const Image diamond = repeat_unit({.tile = tile}, Layout::diamond).tile,
              ogee = repeat_unit({.tile = tile}, Layout::ogee).tile;
  EXPECT_TRUE(same(diamond.at(25, 8), moved.at(25, 8)));
  EXPECT_TRUE(same(diamond.at(31, 8), tile.at(31, 8)));
  EXPECT_TRUE(same(ogee.at(31, 8), moved.at(31, 8))) << "an ogee is slimmer near its tip";
  EXPECT_TRUE(same(ogee.at(8, 30), tile.at(8, 30)));
}

TEST(Rotary, TakesTheRollerThatChangesTheRepeatLeast) {
  const Round round = nearest_round(21, {64, 64.135});
  EXPECT_EQ(round.repeats, 3);
  EXPECT_DOUBLE_EQ(round.circumference_cm, 64);
  EXPECT_EQ(nearest_round(200, {64}).repeats, 1);
  EXPECT_DOUBLE_EQ(nearest_round(31, {60.96, 64}).height_cm(), 30.48);
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { nearest_round(20, {}); }), "");
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { nearest_round(20, {-3}); }).find("-3"), std::string::npos);
}

TEST(Border, RunsAlongTheSelvedgesAWholeNumberOfTimes) {
  Image field = Image::filled(40, 40, {200, 200, 200}), tile = Image::filled(30, 20, {10, 20, 30});
  for (int x = 0; x < 30; ++x) std::fill_n(tile.at(x, 0), 3, std::uint8_t{255});
  for (int y = 0; y < 20; ++y) std::fill_n(tile.at(0, y), 3, std::uint8_t{128});
  const image::Rows plain = sheet_rows({.tile = field}, {.width_cm = 20, .height_cm = 16, .tile_cm = 4, .dpi = 25.4});
  const image::Rows rows = bordered(plain, {.tile = tile, .width_cm = 3, .sides = Sides::both});
  const Image cloth = image::image_of(rows);
  ASSERT_EQ(cloth.width, 200);
  EXPECT_EQ(rows.period, 40);
  EXPECT_TRUE(same(cloth.at(100, 7), field.at(0, 0)));
  EXPECT_EQ(cloth.at(15, 10)[2], 30);
  EXPECT_EQ(cloth.at(0, 10)[0], 128);
  EXPECT_EQ(cloth.at(199, 10)[0], 128) << "turned over on the right";
  EXPECT_EQ(moved_difference(image::crop(cloth, 0, 0, 30, 160), 0, 20), 0)
      << "two of its repeats in one of the field's";
  const auto refusal = test::sentence(ErrorKind::usage, [&] { bordered(plain, {.tile = tile, .width_cm = 11}); });
  EXPECT_NE(refusal.find("wider than the sheet"), std::string::npos);
}

}  // namespace
}  // namespace toile::pattern
