#include "toile/scan/cloth.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scan/made.hpp"
#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/seam.hpp"
#include "toile/scan/look.hpp"

namespace toile::scan {
namespace {

using testing::HasSubstr;

std::string problem_of(const Image& photo, const ClothOptions& options = {}) {
  try {
    scan_cloth(photo, options);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(ScanCloth, FindsAStraightRepeatInUnevenLight) {
  const Lattice truth{{92, 3}, {-2, 81}};
  const Cloth cloth = scan_cloth(made::cloth(320, 280, truth, 4));
  ASSERT_TRUE(cloth.repeat);
  EXPECT_TRUE(same_lattice(cloth.lattice, truth));
  EXPECT_EQ(cloth.repeat->layout, "straight");
  EXPECT_NEAR(cloth.tile.width, 92, 2);
  EXPECT_NEAR(cloth.tile.height, 81, 2);
  EXPECT_NEAR(pattern::seam_score(cloth.tile), 1, 0.02);
}

TEST(ScanCloth, TellsAHalfDropFromAStraightRepeat) {
  const Lattice truth{{60, 40}, {0, 80}};
  const Cloth cloth = scan_cloth(made::cloth(320, 300, truth, 7));
  ASSERT_TRUE(cloth.repeat);
  EXPECT_TRUE(same_lattice(cloth.lattice, truth));
  EXPECT_EQ(cloth.repeat->cells, 2);
  EXPECT_NEAR(cloth.tile.width, 120, 3);  // the smallest tile that is repeated straight
  EXPECT_NEAR(cloth.tile.height, 80, 2);
}

TEST(ScanCloth, FindsTheRepeatOfClothSeenFromAnySide) {
  const Lattice truth{{130, 4}, {-3, 112}};
  const Image flat = made::cloth(960, 800, truth, 21);
  for (const auto& [p, q] : {std::pair{0.25, -0.1}, {-0.12, -0.24}}) {
    const Image whole = seen_through(flat, against(p, q, flat.width, flat.height), flat.width, flat.height);
    const Cloth cloth = scan_cloth(image::crop(whole, 180, 150, 600, 500));
    ASSERT_TRUE(cloth.repeat) << p << " " << q;
    EXPECT_TRUE(same_lattice(cloth.lattice, truth)) << p << " " << q;
  }
}

TEST(ScanCloth, TakesButtonsOutOfTheUnit) {
  const Lattice truth{{70, 0}, {0, 64}};
  const Image clean = made::cloth(300, 280, truth, 11, 0);
  Image photo = clean;
  made::paint(photo, {150, 140}, 14, {255, 0, 255}, 1);
  const Cloth without = scan_cloth(clean), with = scan_cloth(photo);
  int magenta = 0;
  for (std::size_t i = 0; i < with.tile.pixels(); ++i) {
    const std::uint8_t* p = &with.tile.rgb[3 * i];
    magenta += p[0] > 200 && p[1] < 90 && p[2] > 200;
  }
  EXPECT_LT(magenta, 5);
  EXPECT_NEAR(with.tile.width, without.tile.width, 1);
}

TEST(ScanCloth, FindsStripesAsWhatRepeatsOneWay) {
  Image photo = Image::filled(240, 200, {230, 226, 214});
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      if ((x + 2 * (y / 100)) % 24 < 9) photo.at(x, y)[0] = 30;
    }
  }
  const Cloth cloth = scan_cloth(photo);
  ASSERT_TRUE(cloth.repeat);
  EXPECT_EQ(cloth.repeat->layout, "stripe");
  EXPECT_NEAR(length(cloth.repeat->across), 24, 0.5);
}

TEST(ScanCloth, FindsARepeatUnderYarnAndNoise) {
  const Lattice truth{{55, 0}, {3, 73}};
  const Cloth cloth = scan_cloth(made::cloth(230, 290, truth, 4, 60));
  ASSERT_TRUE(cloth.repeat);
  EXPECT_TRUE(same_lattice(cloth.lattice, truth));
}

TEST(ScanCloth, TellsACheckWhoseBarsAreFainterOneWayFromAStripe) {
  Image photo = Image::filled(150, 170, {});
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const bool bar = x % 14 < 7, faint = y % 17 < 8;
      for (std::size_t c = 0; c < 3; ++c) {
        const double noise = 80 * (made::chance(8, 3 * (static_cast<std::uint64_t>(y) * photo.width + x) + c) - 0.5);
        photo.at(x, y)[c] =
            static_cast<std::uint8_t>(std::clamp(128 + (bar ? 30 : -30) + (faint ? 12 : -12) + noise, 0.0, 255.0));
      }
    }
  }
  const Cloth cloth = scan_cloth(photo);
  ASSERT_TRUE(cloth.repeat);
  EXPECT_TRUE(same_lattice(cloth.lattice, {{14, 0}, {0, 17}}));
}

TEST(ScanCloth, SaysThatNoiseHasNoRepeatAndStillMakesATile) {
  Image noise = Image::filled(200, 160, {});
  for (std::size_t i = 0; i < noise.rgb.size(); ++i) noise.rgb[i] = static_cast<std::uint8_t>(255 * made::chance(3, i));
  const Cloth cloth = scan_cloth(noise);
  EXPECT_FALSE(cloth.repeat);
  ASSERT_FALSE(cloth.notes.empty());
  EXPECT_THAT(cloth.notes.front(), HasSubstr("no repeat"));
  EXPECT_NEAR(pattern::seam_score(cloth.tile), 1, 0.02);
}

TEST(ScanCloth, FindsNoRepeatInAFace) {
  Image face = Image::filled(360, 420, {196, 204, 210});
  made::paint(face, {180, 190}, 150, {70, 46, 34}, 8);  // hair
  made::paint(face, {180, 225}, 122, {224, 178, 150}, 6);
  for (const double x : {132.0, 228.0}) {
    made::paint(face, {x, 200}, 21, {246, 242, 238}, 3);
    made::paint(face, {x, 201}, 10, {60, 80, 70}, 2);
  }
  made::paint(face, {180, 245}, 15, {206, 156, 130}, 8);
  for (int k = -30; k <= 30; ++k) made::paint(face, {180.0 + k, 296 - 0.008 * k * k}, 5, {168, 72, 74}, 3);
  const Cloth cloth = scan_cloth(face);
  EXPECT_FALSE(cloth.repeat);
  EXPECT_THAT(cloth.notes.front(), HasSubstr("no repeat"));
  EXPECT_NEAR(pattern::seam_score(cloth.tile), 1, 0.05);
}

TEST(ScanCloth, SaysThatLessThanOneRepeatIsInView) {
  const Cloth cloth = scan_cloth(made::cloth(160, 150, {{300, 0}, {0, 310}}, 5));
  EXPECT_FALSE(cloth.repeat);
  EXPECT_THAT(cloth.notes.front(), HasSubstr("no repeat"));
}

TEST(ScanCloth, RefusesOneColourAndWhatIsTooSmall) {
  EXPECT_THAT(problem_of(Image::filled(100, 100, {40, 90, 30})), HasSubstr("one colour"));
  EXPECT_THAT(problem_of(Image::filled(20, 100, {40, 90, 30})), HasSubstr("20 by 100"));
}

TEST(ScanCloth, TakesTheRepeatThatAHandGives) {
  const Image photo = made::cloth(280, 260, {{60, 0}, {0, 60}}, 8);
  const Cloth cloth = scan_cloth(photo, {.lattice = Lattice{{120, 0}, {0, 60}}});
  ASSERT_TRUE(cloth.repeat);
  EXPECT_NEAR(cloth.tile.width, 120, 2);
  EXPECT_THAT(problem_of(photo, {.lattice = Lattice{{10, 0}, {20, 0}}}), HasSubstr("two vectors"));
  EXPECT_THAT(problem_of(photo, {.candidate = 99}), HasSubstr("no repeat number 100"));
}

}  // namespace
}  // namespace toile::scan
