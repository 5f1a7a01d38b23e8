#include "toile/pattern/palette.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"

namespace toile::pattern {
namespace {

Image halves(Rgb left, Rgb right) {
  Image image = Image::filled(40, 20, left);
  for (int y = 0; y < 20; ++y) {
    for (int x = 30; x < 40; ++x) std::copy(right.begin(), right.end(), image.at(x, y));
  }
  return image;
}

TEST(Palette, NamesTheColoursOfAPictureCommonestFirst) {
  const auto found = palette(halves({200, 30, 40}, {20, 60, 180}), 6);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].colour, (Rgb{200, 30, 40}));
  EXPECT_EQ(found[1].colour, (Rgb{20, 60, 180}));
  EXPECT_NEAR(found[0].share, 0.75, 1e-9);
}

TEST(Palette, IsTheSameEachTime) {
  EXPECT_EQ(palette(test::blobs(64, 64)), palette(test::blobs(64, 64)));
}

TEST(Palette, RefusesASillyCount) {
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { palette(test::blobs(8, 8), 0); }).find("1 to 16"), std::string::npos);
}

TEST(Recolour, ChangesTheColourThatWasNamedAndLeavesTheOther) {
  const Image changed =
      recolour(halves({200, 30, 40}, {20, 60, 180}), {{200, 30, 40}, {20, 60, 180}}, {{30, 160, 90}, {20, 60, 180}});
  EXPECT_LE(test::largest_difference(changed, halves({30, 160, 90}, {20, 60, 180})), 3);
}

TEST(Recolour, GivesTheSameBytesWhenNothingChanges) {
  const Image tile = test::blobs(32, 32);
  EXPECT_EQ(recolour(tile, {{1, 2, 3}}, {{1, 2, 3}}), tile);
}

TEST(Recolour, WantsAsManyNewColoursAsOldOnes) {
  EXPECT_NE(test::sentence(ErrorKind::usage,
                           [] {
                             recolour(test::blobs(8, 8), {{1, 2, 3}}, {});
                           })
                .find("as many"),
            std::string::npos);
}

TEST(Colourway, TakesOnlyAsManyNewColoursAsTheTileHas) {
  const Image tile = halves({200, 30, 40}, {20, 60, 180});
  const Colourway way = colourway(tile, {{30, 160, 90}, {250, 250, 250}, {0, 0, 0}});
  EXPECT_EQ(way.from, (std::vector<Rgb>{{200, 30, 40}, {20, 60, 180}}));
  EXPECT_EQ(way.to, (std::vector<Rgb>{{30, 160, 90}, {250, 250, 250}}));
  EXPECT_LE(test::largest_difference(recolour(tile, way.from, way.to), halves({30, 160, 90}, {250, 250, 250})), 3);
}

TEST(Colourway, OfAPictureKeepsLightColoursLightAndDarkOnesDark) {
  const Image tile = halves({20, 20, 30}, {240, 230, 220});    // mostly dark
  const Image picture = halves({250, 240, 90}, {60, 10, 10});  // mostly light
  const Colourway way = colourway_from(tile, picture, 2);
  EXPECT_EQ(way.from, (std::vector<Rgb>{{20, 20, 30}, {240, 230, 220}}));
  EXPECT_EQ(way.to, (std::vector<Rgb>{{60, 10, 10}, {250, 240, 90}}));
}

TEST(Colours, AreReadAndWrittenAsHex) {
  EXPECT_EQ(hex_of(colour_from_hex("#C0ffee")), "#c0ffee");
  for (const char* wrong : {"", "c0ffee", "#c0ff", "#c0ffeg", "#c0ffee00"}) {
    EXPECT_NE(test::sentence(ErrorKind::usage, [&] { colour_from_hex(wrong); }).find("#c0ffee"), std::string::npos);
  }
}

}  // namespace
}  // namespace toile::pattern
