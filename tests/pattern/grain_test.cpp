#include "toile/pattern/grain.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::pattern {
namespace {

constexpr std::array kAll = {Grain::yarn, Grain::twill, Grain::jersey, Grain::canvas, Grain::slub};

double mean_light(const Image& image) {
  double sum = 0;
  for (const std::uint8_t byte : image.rgb) sum += image::linear_of_srgb()[byte];
  return sum / static_cast<double>(image.rgb.size());
}

TEST(Grain, KeepsTheMeanLight) {
  const Image grey = Image::filled(256, 256, {120, 90, 60});
  for (const Grain grain : kAll) {
    const Image lit = with_grain(grey, grain, 10);
    EXPECT_NE(lit, grey) << name_of(grain);
    EXPECT_NEAR(mean_light(lit) / mean_light(grey), 1, 0.01) << name_of(grain);
  }
}

TEST(Grain, KeepsATileSeamless) {
  for (const Grain grain : kAll) {
    for (const int size : {256, 301}) {
      const Image lit = with_grain(Image::filled(size, size, {120, 120, 120}), grain, 9.3);
      EXPECT_LT(seam_score(lit), 1.2) << name_of(grain) << " " << size;
    }
  }
}

TEST(Grain, GrowsWithItsStrengthFromNothing) {
  const Image tile = test::blobs(128, 128);
  EXPECT_EQ(with_grain(tile, Grain::twill, 5, 0), tile);
  EXPECT_EQ(with_grain(tile, Grain::none, 5, 1), tile);
  EXPECT_LT(test::largest_difference(with_grain(tile, Grain::twill, 5, 0.2), tile),
            test::largest_difference(with_grain(tile, Grain::twill, 5, 0.9), tile));
}

TEST(Grain, IsTheSameEachTime) {
  const Image tile = test::blobs(128, 128);
  EXPECT_EQ(with_grain(tile, Grain::slub, 5), with_grain(tile, Grain::slub, 5));
}

TEST(Grain, RefusesUnknownNamesAndStrengths) {
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { grain_named("silk"); }).find("none, yarn, twill"), std::string::npos);
  EXPECT_NE(
      test::sentence(ErrorKind::usage, [] { with_grain(Image::filled(8, 8, {}), Grain::yarn, 1, 2); }).find("0 to 1"),
      std::string::npos);
}

}  // namespace
}  // namespace toile::pattern
