#include "toile/evaluate/mask_figures.hpp"

#include <gtest/gtest.h>

namespace toile::evaluate {
namespace {

Mask rectangle(int x, int y, int width, int height) {
  Mask mask = Mask::filled(60, 40, 0);
  for (int row = y; row < y + height; ++row) {
    for (int column = x; column < x + width; ++column) mask.at(column, row) = 255;
  }
  return mask;
}

TEST(MaskFigures, OverlapIsIntersectionOverUnion) {
  const Overlap one = overlap(rectangle(0, 0, 20, 10), rectangle(10, 0, 20, 10));
  EXPECT_EQ(one.both, 100U);
  EXPECT_EQ(one.either, 300U);
  EXPECT_DOUBLE_EQ(one.iou(), 1.0 / 3);
}

TEST(MaskFigures, BoundaryForgivesWhatIsWithinItsRadius) {
  const Mask truth = rectangle(10, 10, 20, 20);
  EXPECT_DOUBLE_EQ(boundary_f(truth, truth, 3), 1);
  EXPECT_DOUBLE_EQ(boundary_f(rectangle(13, 10, 20, 20), truth, 3), 1);
  const double four_off = boundary_f(rectangle(14, 10, 20, 20), truth, 3);
  EXPECT_LT(four_off, 0.85);
  EXPECT_GT(four_off, 0.5);
  EXPECT_DOUBLE_EQ(boundary_f(rectangle(45, 30, 5, 5), truth, 3), 0);
  EXPECT_DOUBLE_EQ(boundary_f(Mask::filled(60, 40, 0), truth, 3), 0);
  EXPECT_DOUBLE_EQ(boundary_f(Mask::filled(60, 40, 255), Mask::filled(60, 40, 0), 3), 1);  // neither has a boundary
}

TEST(MaskFigures, ClicksInTheMiddleOfTheLargestMistake) {
  const Mask truth = rectangle(10, 10, 20, 20);
  Mask found = rectangle(10, 10, 20, 9);  // the lower 11 rows are missing,
  for (int y = 0; y < 5; ++y) {           // and a small square is too much
    for (int x = 50; x < 55; ++x) found.at(x, y) = 255;
  }
  const auto click = next_click(found, truth);
  ASSERT_TRUE(click);
  EXPECT_TRUE(click->add);
  EXPECT_EQ(click->y, 24);
  EXPECT_NEAR(click->x, 20, 6);

  const auto remove = next_click(rectangle(10, 10, 40, 20), truth);
  ASSERT_TRUE(remove);
  EXPECT_FALSE(remove->add);
  EXPECT_FALSE(next_click(truth, truth));
  EXPECT_FALSE(next_click(rectangle(11, 10, 20, 20), truth));  // a rim of a pixel is nothing to click at
}

}  // namespace
}  // namespace toile::evaluate
