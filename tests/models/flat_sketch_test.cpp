#include "toile/models/flat_sketch.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "tests/models/drawing.hpp"
#include "tests/pictures.hpp"
#include "toile/image/file.hpp"
#include "toile/models/alpha_matte.hpp"
#include "toile/models/refine_mask.hpp"

namespace toile::models {
namespace {

constexpr std::array<std::uint8_t, 3> kWhite = {255, 255, 255}, kBlack = {0, 0, 0};

double cover_of(const Mask& mask) {
  return std::accumulate(mask.cover.begin(), mask.cover.end(), 0.0) / 255 / static_cast<double>(mask.pixels());
}

TEST(FlatSketch, IsWhatItsOutlineEncloses) {
  for (const double thick : {1.5, 4.0, 8.0}) {
    const Image drawing = test::outlined_bag(300, thick, kWhite, kBlack, kWhite);
    const auto matte = sketch_matte(drawing);
    ASSERT_TRUE(matte.has_value()) << thick;
    EXPECT_EQ(matte->at(150, 160), 255) << "inside";
    EXPECT_EQ(matte->at(10, 10), 0);
    EXPECT_EQ(matte->at(295, 295), 0);
    EXPECT_NEAR(cover_of(*matte), test::bag_area(300, thick), 0.01) << thick;
  }
}

TEST(FlatSketch, MayBeCompressedFilledOrOnAnotherGround) {
  const Image drawing = test::outlined_bag(300, 4, kWhite, kBlack, kWhite);
  EXPECT_TRUE(sketch_matte(image::decode(image::encode("a.jpg", drawing), "a.jpg")).has_value());
  EXPECT_TRUE(sketch_matte(test::outlined_bag(300, 4, {225, 228, 230}, kBlack, {225, 228, 230})).has_value());
  EXPECT_TRUE(sketch_matte(test::outlined_bag(300, 4, {220, 220, 220}, kBlack, kWhite)).has_value());
  EXPECT_TRUE(sketch_matte(test::outlined_bag(300, 4, kWhite, {60, 20, 20}, {200, 60, 70})).has_value());
  Image clear = drawing;  // on nothing at all
  clear.alpha.assign(clear.pixels(), 255);
  for (std::size_t i = 0; i < clear.pixels(); ++i) clear.alpha[i] = clear.rgb[3 * i] > 128 ? 0 : 255;
  EXPECT_NEAR(cover_of(sketch_matte(clear).value_or(Mask::filled(1, 1, 0))), test::bag_area(300, 4), 0.01);
}

TEST(FlatSketch, MayHaveSmallGaps) {
  Image drawing = test::outlined_bag(300, 4, kWhite, kBlack, kWhite);
  for (int y = 150; y < 153; ++y) {
    for (int x = 0; x < 150; ++x) std::copy(kWhite.begin(), kWhite.end(), drawing.at(x, y));
  }
  const auto matte = sketch_matte(drawing);
  ASSERT_TRUE(matte.has_value());
  EXPECT_NEAR(cover_of(*matte), test::bag_area(300, 4), 0.015);
}

TEST(FlatSketch, LeavesLettersBesideItAlone) {
  Image drawing = test::outlined_bag(300, 4, kWhite, kBlack, kWhite);
  for (int y = 280; y < 290; ++y) {
    for (int x = 20; x < 60; x += 5) std::fill_n(drawing.at(x, y), 9, std::uint8_t{0});
  }
  const auto matte = sketch_matte(drawing);
  ASSERT_TRUE(matte.has_value());
  EXPECT_EQ(matte->at(21, 285), 0);
}

TEST(FlatSketch, IsNoPhoto) {
  EXPECT_FALSE(sketch_matte(test::noise(100, 100)).has_value());
  EXPECT_FALSE(sketch_matte(test::blobs(100, 100)).has_value());
  EXPECT_FALSE(sketch_matte(Image::filled(100, 100, kWhite)).has_value());
  Image packshot = test::outlined_bag(300, 1, kWhite, {90, 60, 60}, {120, 80, 80});
  for (std::size_t i = 0; i < packshot.pixels(); ++i) {  // folds
    if (packshot.rgb[3 * i] > 200) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      packshot.rgb[3 * i + c] = static_cast<std::uint8_t>(packshot.rgb[3 * i + c] + 40 * std::sin(i % 300 / 9.0));
    }
  }
  EXPECT_FALSE(sketch_matte(packshot).has_value());
}

TEST(FlatSketch, IsFilledByAClickInsideToItsOutline) {
  const Image drawing = test::outlined_bag(300, 4, kWhite, kBlack, kWhite);
  const Mask nothing = Mask::filled(300, 300, 0);
  const Hint add{.x = 150, .y = 160}, remove{.x = 150, .y = 160, .add = false};
  const Mask filled = refine_mask(drawing, nothing, std::array{add});
  EXPECT_NEAR(cover_of(filled), test::bag_area(300, 4), 0.02);
  EXPECT_EQ(filled.at(10, 10), 0);
  EXPECT_LT(cover_of(refine_mask(drawing, filled, std::array{remove})), 0.01);
}

TEST(FlatSketch, IsFilledAcrossItsInnerLinesAtOnceAndThenFieldByField) {
  Image drawing = test::outlined_bag(300, 4, kWhite, kBlack, kWhite);
  for (int y = 46; y < 254; ++y) std::fill_n(drawing.at(150, y), 9, std::uint8_t{0});  // a placket
  const Hint add{.x = 120, .y = 160}, remove{.x = 200, .y = 160, .add = false};
  const Mask filled = refine_mask(drawing, Mask::filled(300, 300, 0), std::array{add});
  EXPECT_NEAR(cover_of(filled), test::bag_area(300, 4), 0.01);
  const Mask half = refine_mask(drawing, filled, std::array{remove});
  EXPECT_EQ(half.at(200, 160), 0);
  EXPECT_EQ(half.at(120, 160), 255);
}

TEST(AlphaMatte, IsTheAlphaOfWhatWasCutOut) {
  Image photo = test::noise(60, 50);
  EXPECT_FALSE(alpha_matte(photo).has_value());
  photo.alpha.assign(photo.pixels(), 255);
  photo.alpha[0] = photo.alpha[59] = 0;
  EXPECT_FALSE(alpha_matte(photo).has_value()) << "rounded corners";
  for (std::size_t i = 0; i < 1000; ++i) photo.alpha[i] = 0;
  photo.alpha[1000] = 100;
  EXPECT_EQ(alpha_matte(photo)->cover, photo.alpha);
}

}  // namespace
}  // namespace toile::models
