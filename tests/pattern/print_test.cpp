#include "toile/pattern/print.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/pattern/seam.hpp"

namespace toile {
namespace {

/// A disc of ink 1 across the tile's corners and a line of ink 2, on ground.
Print disc_and_line(int size) {
  Print print = Print::ground(size, size, {{{240, 235, 220}, "paper"}, {{200, 30, 60}, "red"}, {{20, 40, 90}, "navy"}});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const double dx = std::min(x + 0.5, size - x - 0.5), dy = std::min(y + 0.5, size - y - 0.5);
      const double cover = std::clamp(size * 0.3 - std::hypot(dx, dy) + 0.5, 0.0, 1.0);
      const std::size_t at = static_cast<std::size_t>(y) * size + x;
      const int ink = y == size / 2 ? 2 : 1;
      const int share = ink == 2 ? 255 : static_cast<int>(std::lround(255 * cover));
      print.plane(ink)[at] = static_cast<std::uint8_t>(share);
      print.plane(0)[at] = static_cast<std::uint8_t>(255 - share);
    }
  }
  return print;
}

int sum_at(const Print& print, std::size_t at) {
  int sum = 0;
  for (std::size_t k = 0; k < print.inks.size(); ++k) sum += print.plane(static_cast<int>(k))[at];
  return sum;
}

double share_of(const Print& print, int ink) {
  double sum = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) sum += print.plane(ink)[i];
  return sum / 255 / static_cast<double>(print.pixels());
}

TEST(Print, SharesSumTo255AtEverySize) {
  const Print print = disc_and_line(64);
  for (const auto& [width, height] : {std::pair{64, 64}, {200, 150}, {31, 47}, {100, 20}, {512, 512}}) {
    const Print other = pattern::resized(print, width, height);
    ASSERT_EQ(other.width, width);
    for (std::size_t i = 0; i < other.pixels(); ++i) ASSERT_EQ(sum_at(other, i), 255) << i;
  }
}

TEST(Print, EnlargingKeepsHowMuchOfEachInkThereIs) {
  const Print print = disc_and_line(64);
  const Print large = pattern::resized(print, 512, 512);
  for (int ink = 0; ink < 3; ++ink) EXPECT_NEAR(share_of(large, ink), share_of(print, ink), 0.012) << ink;
}

TEST(Print, EdgesOfAnEnlargedPrintAreAsNarrowAsThoseOfTheSmallOne) {
  const Print large = pattern::resized(disc_and_line(64), 1024, 1024);
  // along the tile's top edge the disc is left once each way: how many pixels are neither ink nor ground?
  int mixed = 0;
  for (int x = 0; x < 1024; ++x) {
    const int share = large.plane(1)[x];
    if (share > 12 && share < 243) ++mixed;
  }
  EXPECT_LE(mixed, 8);
}

TEST(Print, AnEvenMixtureStaysTheMixtureItIs) {
  Print print = Print::ground(16, 16, {{{255, 255, 255}, ""}, {{0, 0, 0}, ""}});
  std::fill_n(print.plane(0), print.pixels(), std::uint8_t{155});
  std::fill_n(print.plane(1), print.pixels(), std::uint8_t{100});
  const Print large = pattern::resized(print, 64, 64);
  for (std::size_t i = 0; i < large.pixels(); ++i) ASSERT_EQ(large.plane(1)[i], 100);
}

TEST(Print, StaysSeamlessWhenItGrows) {
  const Image tile = pattern::rendered(pattern::resized(disc_and_line(64), 700, 700));
  EXPECT_LT(pattern::seam_score(tile), 1.5);
}

TEST(Print, PixelsOfOneInkHaveExactlyItsColourAndARecolouredPrintHasNoRim) {
  const Print print = disc_and_line(64);
  const Image picture = pattern::rendered(print);
  const Image recoloured =
      pattern::rendered(pattern::recoloured(print, {{{10, 10, 10}}, {{10, 10, 10}}, {{250, 250, 0}}}));
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    for (int k = 0; k < 3; ++k) {
      if (print.plane(k)[i] != 255) continue;
      ASSERT_TRUE(std::equal(&picture.rgb[3 * i], &picture.rgb[3 * i] + 3, print.inks[k].colour.begin()));
    }
    // paper and red are one colour now: where they meet nothing is left to see
    if (print.plane(2)[i] == 0) {
      ASSERT_EQ(recoloured.rgb[3 * i], 10) << i;
    }
  }
}

TEST(Print, DoesNotDependOnTheNumberOfThreads) {
  use_row_threads(1);
  const Print one = pattern::resized(disc_and_line(64), 300, 300);
  use_row_threads(3);
  const Print three = pattern::resized(disc_and_line(64), 300, 300);
  use_row_threads(0);
  EXPECT_EQ(one, three);
}

TEST(Print, RefusesWhatIsNoPrint) {
  EXPECT_THROW(Print::ground(8, 8, {{{0, 0, 0}, ""}}), Error);
  EXPECT_THROW(Print::ground(0, 8, {{{0, 0, 0}, ""}, {{1, 1, 1}, ""}}), Error);
  EXPECT_THROW(pattern::resized(disc_and_line(16), 20000, 8), Error);
  EXPECT_THROW(pattern::recoloured(disc_and_line(16), {{{0, 0, 0}}}), Error);
}

TEST(Print, HasOneInkForEachOfItsColours) {
  Print print = disc_and_line(48);
  print.inks[2].colour = print.inks[0].colour;
  const Print merged = pattern::with_distinct_inks(print);
  ASSERT_EQ(merged.inks.size(), 2U);
  EXPECT_EQ(merged.inks[1].name, "red");
  EXPECT_EQ(pattern::rendered(merged).rgb, pattern::rendered(print).rgb);
  for (std::size_t at = 0; at < merged.pixels(); ++at) ASSERT_EQ(sum_at(merged, at), 255);
  print.inks[1].colour = print.inks[0].colour;
  EXPECT_EQ(pattern::with_distinct_inks(print), print) << "of one colour alone: a print has two inks";
  EXPECT_EQ(pattern::with_distinct_inks(disc_and_line(48)), disc_and_line(48));
}

}  // namespace
}  // namespace toile
