#include "toile/press/inks.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/pictures.hpp"
#include "tests/press/prints.hpp"
#include "toile/press/plates.hpp"

namespace toile::press {
namespace {

void expect_whole(const Print& print) {
  for (std::size_t at = 0; at < print.pixels(); ++at) {
    int sum = 0;
    for (int k = 0; k < std::ssize(print.inks); ++k) sum += print.plane(k)[at];
    ASSERT_EQ(sum, 255) << at;
  }
}

TEST(Inks, MergedArePrintedInOneColour) {
  const Print print = blossoms(96), fewer = merged(print, 2, 1);
  ASSERT_EQ(fewer.inks.size(), 3U);
  EXPECT_EQ(fewer.inks[1].name, "Madder red");
  EXPECT_EQ(fewer.inks[2].name, "Indigo/2");
  expect_whole(fewer);
  Print recoloured = print;
  recoloured.inks[2].colour = print.inks[1].colour;
  EXPECT_LE(test::largest_difference(pattern::rendered(fewer), pattern::rendered(recoloured)), 1);
}

TEST(Inks, SplitBySizeTellsSmallShapesApartAroundTheTorus) {
  Print print = Print::ground(100, 100, {{{255, 255, 255}, "Paper"}, {{10, 10, 10}, "Black"}});
  print.width_cm = 10;  // a pixel is a square millimetre
  const auto disc = [&](int cx, int cy, int radius) {
    for (int y = -radius; y <= radius; ++y) {
      for (int x = -radius; x <= radius; ++x) {
        if (x * x + y * y > radius * radius) continue;
        const std::size_t at = static_cast<std::size_t>((cy + y + 100) % 100) * 100 + (cx + x + 100) % 100;
        print.plane(0)[at] = 0, print.plane(1)[at] = 255;
      }
    }
  };
  disc(50, 50, 20), disc(0, 0, 3), disc(20, 80, 3);
  const Print apart = split(print, 1, 50);
  ASSERT_EQ(apart.inks.size(), 3U);
  EXPECT_EQ(apart.inks[2].name, "Black small");
  expect_whole(apart);
  EXPECT_EQ(pattern::rendered(apart), pattern::rendered(print));
  EXPECT_EQ(apart.plane(2)[0], 255);
  EXPECT_EQ(apart.plane(2)[99 * 100 + 99], 255) << "one shape over the corner";
  EXPECT_EQ(apart.plane(2)[80 * 100 + 20], 255);
  EXPECT_EQ(apart.plane(2)[50 * 100 + 50], 0);
  const double small = shares_of(apart)[2];
  EXPECT_NEAR(small, 2 * 29 / 1e4, 0.0005);
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { split(print, 1, 5000); }).find("a lower"), std::string::npos);
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { split(print, 1, 0.1); }).find("a higher"), std::string::npos);
}

TEST(Inks, InAnotherOrderAreTheSamePicture) {
  const Print print = blossoms(64), turned = reordered(print, {3, 0, 2, 1});
  EXPECT_EQ(turned.inks[0].name, "Indigo/2");
  EXPECT_LE(test::largest_difference(pattern::rendered(turned), pattern::rendered(print)), 1);
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { reordered(print, {0, 1, 2}); }), "");
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { reordered(print, {0, 1, 2, 2}); }).find("once"), std::string::npos);
}

TEST(Inks, AreChangedOneAfterTheOtherAndNeverShareAName) {
  const Print print = blossoms(64);
  const Print changed_print =
      changed(print, {.merges = {{2, 1}}, .order = {2, 0, 1}, .names = {{0, "Blue"}, {2, "Blue"}}});
  ASSERT_EQ(changed_print.inks.size(), 3U);
  const auto plates = plates_of(changed_print);
  EXPECT_EQ(plates[0].ink.name, "Blue");
  EXPECT_EQ(plates[1].ink.name, "Ecru");
  EXPECT_EQ(plates[2].ink.name, "Blue 2");
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { merged(print, 7, 1); }).find("no ink 8"), std::string::npos);
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { merged(print, 1, 1); }).find("itself"), std::string::npos);
}

}  // namespace
}  // namespace toile::press
