#include "toile/models/garment_size.hpp"

#include <gtest/gtest.h>

namespace toile::models {
namespace {

FoundGarment found(const std::string& group, int x, int y, int width, int height, int person = 1) {
  return {.group = group, .person = person, .x = x, .y = y, .width = width, .height = height};
}

std::vector<double> widths_of(std::vector<FoundGarment> all) {
  guess_widths(all, 1000, 1000);
  std::vector<double> widths;
  for (const FoundGarment& one : all) widths.push_back(one.width_cm);
  return widths;
}

TEST(GarmentSize, SleevesSpreadOutMakeATopWiderAndNoLonger) {
  const double down = widths_of({found("upper", 100, 100, 320, 400)})[0];
  const double out = widths_of({found("upper", 100, 100, 520, 400)})[0];
  EXPECT_NEAR(down, 52.8, 1);
  EXPECT_NEAR(out, 85.8, 1);
}

TEST(GarmentSize, ATopThatIsLongForItsWidthIsATunic) {
  EXPECT_NEAR(widths_of({found("upper", 100, 100, 300, 500)})[0], 51, 1);
}

TEST(GarmentSize, OnePersonHasOneScale) {
  // coat, top and trousers of somebody whose pixels are 0.25 cm; of the top little is seen under the coat
  const auto widths = widths_of(
      {found("outer", 300, 100, 250, 430), found("lower", 320, 490, 170, 400), found("upper", 380, 120, 90, 150)});
  EXPECT_NEAR(widths[0], 0.25 * 250, 1);
  EXPECT_NEAR(widths[1], 0.25 * 170, 1);
  EXPECT_NEAR(widths[2], 0.25 * 90, 1);
}

TEST(GarmentSize, PeopleNearAndFarEachHaveTheirOwn) {
  const auto widths = widths_of({found("dress", 100, 100, 400, 760, 1), found("dress", 700, 400, 100, 190, 2)});
  EXPECT_NEAR(widths[0], widths[1], 0.1);
}

TEST(GarmentSize, WhatThePhotoCutsOffIsMeasuredAcross) {
  EXPECT_NEAR(widths_of({found("upper", 200, 700, 500, 300)})[0], 52, 0.1);  // the photo ends at its waist
  EXPECT_NEAR(widths_of({found("upper", 0, 100, 500, 400)})[0], 82.5, 1);    // and here at a sleeve
}

TEST(GarmentSize, OfNoGroupItIsNotKnown) {
  EXPECT_EQ(widths_of({found("garment", 100, 100, 300, 300)})[0], 0);
  EXPECT_TRUE(widths_of({}).empty());
}

}  // namespace
}  // namespace toile::models
