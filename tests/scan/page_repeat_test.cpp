#include "toile/scan/page_repeat.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scan/made.hpp"
#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::scan {
namespace {

using testing::HasSubstr;

constexpr std::array<std::uint8_t, 3> kRed = {176, 40, 48}, kGreen = {60, 110, 62};
constexpr double kRadius = 34, kArea = 3.1416 * kRadius * kRadius;

int count(const Image& tile, const std::array<std::uint8_t, 3>& colour) {
  int n = 0;
  for (std::size_t i = 0; i < tile.pixels(); ++i) {
    const std::uint8_t* p = &tile.rgb[3 * i];
    n += std::abs(p[0] - colour[0]) + std::abs(p[1] - colour[1]) + std::abs(p[2] - colour[2]) < 110;
  }
  return n;
}

/// Discs on a grid, 120 pixels from one to the next, with bare margins; without the one at (`no_i`, `no_j`).
Image grid_of_discs(int no_i = -1, int no_j = -1) {
  Image page = made::paper(700, 580);
  for (int j = 0; j < 4; ++j) {
    for (int i = 0; i < 5; ++i) {
      if (i != no_i || j != no_j) made::paint(page, {110.0 + 120 * i, 110.0 + 120 * j}, kRadius, kRed);
    }
  }
  return page;
}

std::string problem_of(const Image& page, const PageOptions& options = {}) {
  try {
    repeat_of_page(page, "page.png", options);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(RepeatOfPage, KeepsWholeMotifsWhereTheyLieAndCutsTheMargins) {
  const PageRepeat repeat = repeat_of_page(grid_of_discs(), "page.png");
  EXPECT_EQ(repeat.whole, 20);
  EXPECT_EQ(repeat.filled, 0) << "a grid has no holes";
  EXPECT_NEAR(repeat.tile.width, 5 * 120, 12);  // as far from the next page's as from one another
  EXPECT_NEAR(repeat.tile.height, 4 * 120, 12);
  EXPECT_NEAR(count(repeat.tile, kRed) / kArea, 20, 1.5);
}

TEST(RepeatOfPage, JoinsAMotifThatGoesOnAtTheOppositeEdge) {
  Image page = grid_of_discs();
  for (const double x : {0.0, 700.0}) made::paint(page, {x, 290}, kRadius, kGreen);
  const PageRepeat repeat = repeat_of_page(page, "page.png");
  EXPECT_EQ(repeat.joined, 2);
  EXPECT_EQ(repeat.completed, 0);
  EXPECT_EQ(repeat.tile.width, 700);
  EXPECT_NEAR(count(repeat.tile, kGreen) / kArea, 1, 0.1);
}

TEST(RepeatOfPage, CompletesAMotifThatTheEdgeCutsOff) {
  Image page = made::paper(700, 580);
  for (int i = 0; i < 4; ++i) made::paint(page, {110.0 + 130 * i, 150}, kRadius, i % 2 ? kRed : kGreen);
  made::paint(page, {695, 380}, kRadius, kGreen);
  const PageRepeat repeat = repeat_of_page(page, "page.png");
  EXPECT_EQ(repeat.completed, 1);
  EXPECT_EQ(repeat.left_out, 0);
  EXPECT_LT(pattern::seam_score(repeat.tile), 1.3) << "whole across the seam";
}

TEST(RepeatOfPage, FillsHolesWithMotifsOfThePage) {
  const PageRepeat repeat = repeat_of_page(grid_of_discs(2, 1), "page.png");
  EXPECT_EQ(repeat.whole, 19);
  EXPECT_EQ(repeat.filled, 1);
  EXPECT_THAT(repeat.notes, testing::Contains(HasSubstr("1 hole was filled")));
}

TEST(RepeatOfPage, LaysEverySecondPageHalfAStepLower) {
  Image page = grid_of_discs();
  made::paint(page, {350, 170}, 12, kGreen);
  const PageRepeat repeat = repeat_of_page(page, "page.png", {.layout = pattern::Layout::half_drop});
  EXPECT_EQ(repeat.tile.width % 2, 0);
  EXPECT_NEAR(repeat.tile.width, 2 * 5 * 120, 24);
  const int half = repeat.tile.width / 2;
  const Image moved = image::roll(repeat.tile, half, repeat.tile.height / 2);
  double off = 0;
  for (std::size_t i = 0; i < moved.rgb.size(); ++i) off += std::abs(moved.rgb[i] - repeat.tile.rgb[i]);
  EXPECT_LT(off / static_cast<double>(moved.rgb.size()), 0.5);
}

TEST(RepeatOfPage, GivesTheSameBytesForTheSameSeed) {
  const Image page = grid_of_discs(1, 2);
  EXPECT_EQ(repeat_of_page(page, "page.png").tile, repeat_of_page(page, "page.png").tile);
}

TEST(RepeatOfPage, RefusesBarePaperAndLayoutsThatMovePagesOtherwise) {
  EXPECT_THAT(problem_of(made::paper(300, 200)), HasSubstr("nothing is drawn"));
  EXPECT_THAT(problem_of(grid_of_discs(), {.layout = pattern::Layout::mirror}), HasSubstr("not as mirror"));
}

}  // namespace
}  // namespace toile::scan
