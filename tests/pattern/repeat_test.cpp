#include "toile/pattern/repeat.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
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

}  // namespace
}  // namespace toile::pattern
