#include "toile/pattern/palette.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pattern/flat_design.hpp"
#include "tests/pictures.hpp"
#include "toile/image/file.hpp"

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

TEST(Palette, OfAFlatPrintIsItsInksAndNoMixtures) {
  const std::vector<Rgb> inks = {{245, 240, 225}, {20, 60, 120}, {230, 30, 40}};
  std::vector<test::Disc> discs;
  for (int i = 0; i < 5; ++i) {
    for (int k = 0; k < 5; ++k) discs.push_back({40.0 * i + 20.3, 40.0 * k + 20.7, 13.2, 1});
  }
  discs.push_back({3, 3, 6, 2});
  discs.push_back({100.5, 100, 5, 2});  // 0.5 % red
  const Image tile = test::drawn(200, inks, discs);
  for (const int count : {3, 4, 6, 12}) {
    const auto found = palette(tile, count);
    ASSERT_EQ(found.size(), 3U) << count;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(found[i].colour, inks[i]);
    EXPECT_NEAR(found[1].share, 25 * 3.14159 * 13.2 * 13.2 / 40'000, 0.01);
  }
  EXPECT_EQ(palette(tile, 2)[1].colour, inks[1]);
}

TEST(Palette, RefusesASillyCount) {
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { palette(test::blobs(8, 8), 0); }).find("1 to 16"), std::string::npos);
}

TEST(Recolour, ChangesTheColourThatWasNamedAndLeavesTheOther) {
  const Image changed =
      recolour(halves({200, 30, 40}, {20, 60, 180}), {{200, 30, 40}, {20, 60, 180}}, {{30, 160, 90}, {20, 60, 180}});
  EXPECT_LE(test::largest_difference(changed, halves({30, 160, 90}, {20, 60, 180})), 3);
}

/// A print of four inks whose discs lie on the ground and on one another.
Image print_in(const std::vector<Rgb>& inks, bool in_light = false) {
  return test::drawn(160, inks, test::scattered(160, static_cast<int>(inks.size()), 12), in_light);
}

const std::vector<Rgb> kInks = {{245, 240, 225}, {20, 60, 120}, {230, 30, 40}, {60, 140, 80}};

TEST(Recolour, OfOneInkIsThePrintDrawnInTheNewOne) {
  for (const bool in_light : {false, true}) {
    for (std::size_t ink = 0; ink < kInks.size(); ++ink) {
      for (const Rgb& to : {Rgb{10, 138, 60}, Rgb{255, 212, 0}, Rgb{0, 0, 0}, Rgb{255, 255, 255}}) {
        std::vector<Rgb> inks = kInks;
        inks[ink] = to;
        const Image before = print_in(kInks, in_light), after = recolour(before, {kInks[ink]}, {to});
        const Image want = print_in(inks, in_light);
        double far = 0;
        for (std::size_t i = 0; i < want.rgb.size(); ++i) far += std::abs(after.rgb[i] - want.rgb[i]) > 24;
        EXPECT_LT(far / static_cast<double>(want.rgb.size()), 0.002) << "corners of three inks, ink " << ink;
        for (std::size_t at = 0; at < before.pixels(); ++at) {
          const Rgb pixel{before.rgb[3 * at], before.rgb[3 * at + 1], before.rgb[3 * at + 2]};
          const bool other = pixel != kInks[ink] && std::find(kInks.begin(), kInks.end(), pixel) != kInks.end();
          if (!other) continue;
          ASSERT_TRUE(std::equal(pixel.begin(), pixel.end(), after.rgb.begin() + static_cast<std::ptrdiff_t>(3 * at)));
        }
      }
    }
  }
}

TEST(Recolour, LeavesMixturesThatWereNamedToStayWithoutARim) {
  // what a page does that was told more colours than the print has
  const Image before = print_in(kInks);
  const std::vector<Rgb> from = {kInks[0], kInks[1], {132, 150, 172}, {90, 103, 140}, kInks[2]};
  std::vector<Rgb> to = from;
  to[1] = {255, 212, 0};
  EXPECT_EQ(recolour(before, from, to), recolour(before, {kInks[1]}, {to[1]}));
}

TEST(Recolour, OfAColourThatAFlatPrintHasNotChangesNothing) {
  const Image before = print_in(kInks);
  EXPECT_EQ(recolour(before, {{200, 0, 255}}, {{0, 0, 0}}), before);
  EXPECT_EQ(recolour(before, {{132, 150, 172}}, {{0, 0, 0}}), before) << "a mixture on its edges";
}

TEST(Recolour, TakesAColourThatWasPickedByHand) {
  const Image before = print_in(kInks);
  EXPECT_EQ(recolour(before, {{24, 58, 124}}, {{0, 160, 60}}), recolour(before, {kInks[1]}, {{0, 160, 60}}));
}

TEST(Recolour, OfACompressedPrintKeepsTheOtherInksAlone) {
  const Image before = image::decode(image::encode("a.jpg", print_in(kInks)), "a.jpg");
  const Image after = recolour(before, {kInks[1]}, {{0, 160, 60}});
  const Image want = print_in({kInks[0], {0, 160, 60}, kInks[2], kInks[3]});
  double far = 0;
  for (std::size_t i = 0; i < want.rgb.size(); ++i) far += std::abs(after.rgb[i] - want.rgb[i]) > 40;
  EXPECT_LT(far / static_cast<double>(want.rgb.size()), 0.01);
}

TEST(Recolour, OfATextureIsSoft) {
  const Image tile = test::blobs(96, 96);
  const Rgb from = palette(tile)[0].colour;
  const Image after = recolour(tile, {from}, {{static_cast<std::uint8_t>(255 - from[0]), from[1], from[2]}});
  EXPECT_NE(after, tile);
  int jump = 0;  // neighbours stay neighbours
  for (int y = 0; y < 96; ++y) {
    for (int x = 1; x < 96; ++x) jump = std::max(jump, std::abs(after.at(x, y)[0] - after.at(x - 1, y)[0]));
  }
  EXPECT_LT(jump, 90);
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
