#include "toile/pattern/repeat.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

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

/// A disc of red with a soft edge on cream at each of these places, repeated by `right` and `down`: each of the two is
/// a step on the cloth. Whoever draws for a half-drop uses (width, height / 2) and (0, height).
struct Step {
  int x = 0, y = 0;
};
using Places = std::vector<std::array<double, 3>>;  ///< x, y, radius

Image discs(int width, int height, const Places& places, const Step& right, const Step& down) {
  Image image = Image::filled(width, height, {245, 240, 225});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const auto& [cx, cy, radius] : places) {
        for (int i = -3; i <= 3; ++i) {
          for (int k = -3; k <= 3; ++k) {
            const double away = std::hypot(x - cx - i * right.x - k * down.x, y - cy - i * right.y - k * down.y);
            const double share = std::clamp(radius - away + 0.5, 0.0, 1.0);
            if (share <= 0) continue;
            for (int c = 0; c < 3; ++c) {
              const int ink = c == 0 ? 180 : 20;
              image.at(x, y)[c] = static_cast<std::uint8_t>(std::lround(image.at(x, y)[c] * (1 - share) + ink * share));
            }
          }
        }
      }
    }
  }
  return image;
}

const Places kCrossing[] = {{{0, 20, 9}, {30, 50, 12}}, {{61, 3, 14}}, {{1, 30, 6}, {40, 0, 9}, {20, 40, 4}}};

TEST(Repeat, OfATileDrawnForItIsAPlainShift) {
  for (const Places& places : kCrossing) {
    const Step drop{64, 36}, down{0, 72};
    EXPECT_EQ(repeat_unit({.tile = discs(64, 72, places, drop, down)}, Layout::half_drop).tile,
              discs(128, 72, places, drop, down));
    const Step across{72, 0}, brick{36, 64};
    EXPECT_EQ(repeat_unit({.tile = discs(72, 64, places, across, brick)}, Layout::half_brick).tile,
              discs(72, 128, places, across, brick));
  }
}

TEST(Repeat, OfATileWithNothingAtItsEdgesIsAPlainShift) {
  const Image tile = discs(80, 60, {{40, 30, 20}, {15, 12, 6}}, {80, 0}, {0, 60});
  const Image drop = repeat_unit({.tile = tile}, Layout::half_drop).tile;
  const Image brick = repeat_unit({.tile = tile}, Layout::half_brick).tile;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 80; ++x) {
      EXPECT_TRUE(std::equal(tile.at(x, y), tile.at(x, y) + 3, drop.at(x, y)));
      EXPECT_TRUE(std::equal(tile.at(x, y), tile.at(x, y) + 3, drop.at(80 + x, (y + 30) % 60)));
      EXPECT_TRUE(std::equal(tile.at(x, y), tile.at(x, y) + 3, brick.at((x + 40) % 80, 60 + y)));
    }
  }
}

TEST(Repeat, LeavesNoGhostWhereAJointIsFree) {
  // seamless side by side, its disc across the edge: the joint runs around it, over plain ground
  Image tile = discs(96, 96, {{0, 24, 10}}, {96, 0}, {0, 96});
  for (std::uint8_t& value : tile.rgb) value = value > 130 ? 240 : 30;
  const Image unit = repeat_unit({.tile = tile}, Layout::half_drop).tile;
  for (const std::uint8_t value : unit.rgb) EXPECT_TRUE(value == 240 || value == 30) << int{value};
  const auto ink = [](const Image& image) { return std::count(image.rgb.begin(), image.rgb.end(), 30); };
  EXPECT_EQ(ink(unit), 2 * ink(tile)) << "every disc is whole";
}

TEST(Repeat, OfStripesIsTheirStraightRepeat) {
  Image tile = Image::filled(64, 64, {250, 250, 250});
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 20; ++x) std::fill_n(tile.at(x, y), 3, std::uint8_t{10});
  }
  EXPECT_EQ(moved_difference(repeat_unit({.tile = tile}, Layout::half_drop).tile, 64, 0), 0);
}

TEST(Repeat, ScoresHowWellATileFitsEachLayout) {
  const Image drop = discs(64, 72, kCrossing[0], {64, 36}, {0, 72});
  EXPECT_LT(seam_score(drop, Layout::half_drop), 1.5);
  EXPECT_GT(seam_score(drop, Layout::straight), 3);
  EXPECT_GT(seam_score(drop, Layout::half_brick), 3);
  const Image straight = discs(64, 72, kCrossing[0], {64, 0}, {0, 72});
  EXPECT_LT(seam_score(straight, Layout::straight), 1.5);
  EXPECT_GT(seam_score(straight, Layout::half_drop), 3);
  EXPECT_EQ(seam_score(straight, Layout::mirror), 0);
}

TEST(Sheet, OfWholeRepeatsIsItselfARepeat) {
  const Image tile = discs(64, 80, kCrossing[0], {64, 0}, {0, 80});
  for (const Layout layout : kLayouts) {
    for (const double tile_cm : {3.0, 2.54, 5.08 / 3}) {
      for (const double dpi : {72.0, 101.0, 150.0}) {
        const Pattern one{.tile = tile};
        const double high_cm = tile_cm * 80 / 64;
        const SheetRequest small{
            .layout = layout, .width_cm = 2 * tile_cm, .height_cm = 2 * high_cm, .tile_cm = tile_cm, .dpi = dpi};
        SheetRequest large = small;
        large.width_cm *= 3;
        large.height_cm *= 2;
        const Image few = sheet(one, small), many = sheet(one, large);
        ASSERT_EQ(many.width, 3 * few.width) << name_of(layout) << " " << tile_cm << " " << dpi;
        ASSERT_EQ(many.height, 2 * few.height);
        EXPECT_NEAR(few.width, small.width_cm / 2.54 * dpi, 2.01);
        EXPECT_EQ(image::roll(many, few.width, 0), many);
        EXPECT_EQ(image::roll(many, 0, few.height), many);
        if (layout == Layout::diamond || layout == Layout::ogee) continue;  // their cells have outlines, also here
        EXPECT_LT(seam_score(few), 1.6) << name_of(layout) << " " << tile_cm << " " << dpi;
      }
    }
  }
}

TEST(Sheet, OfATileDrawnForAHalfDropKeepsItsDiscsWhole) {
  const Step drop{64, 36}, down{0, 72};
  const Image tile = discs(64, 72, kCrossing[0], drop, down);
  const Image cloth = sheet(
      {.tile = tile}, {.layout = Layout::half_drop, .width_cm = 4, .height_cm = 2.25, .tile_cm = 2, .dpi = 182.88});
  const Image large = image::resize_tile(discs(128, 72, kCrossing[0], drop, down), cloth.width, cloth.height);
  EXPECT_EQ(cloth.width, 288);
  int far = 0;
  for (std::size_t i = 0; i < cloth.rgb.size(); ++i) far += std::abs(cloth.rgb[i] - large.rgb[i]) > 70;
  EXPECT_EQ(far, 0) << "steeper edges, but none elsewhere";
  EXPECT_EQ(moved_difference(cloth, cloth.width / 2, cloth.height / 2), 0);
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
  EXPECT_NE(tall.find("28346 pixels high"), std::string::npos) << tall;
  SheetRequest mirrored{.layout = Layout::mirror, .width_cm = 10, .height_cm = 10, .tile_cm = 60, .dpi = 300};
  const auto large = test::sentence(ErrorKind::usage, [&] { sheet({.tile = test::blobs(8, 8)}, mirrored); });
  EXPECT_NE(large.find("repeat"), std::string::npos) << large;
}

}  // namespace
}  // namespace toile::pattern
