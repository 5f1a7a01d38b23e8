#include "toile/models/colour_evidence.hpp"

#include <gtest/gtest.h>

namespace toile::models {
namespace {

using image::Plane;

/// A red upright bar on white, and a white gap of 12 pixels in it.
Image bar() {
  Image photo = Image::filled(160, 160, {250, 250, 250});
  for (int y = 20; y < 140; ++y) {
    for (int x = 50; x < 110; ++x) {
      if (x >= 74 && x < 86) continue;
      photo.at(x, y)[0] = 180;
      photo.at(x, y)[1] = photo.at(x, y)[2] = 40;
    }
  }
  return photo;
}

/// The net sees the bar, but is only half sure that the gap is none of it.
Plane chance_of_bar() {
  Plane chance(160, 160, 0.02F);
  for (int y = 20; y < 140; ++y) {
    for (int x = 50; x < 110; ++x) chance.row(y)[x] = x >= 74 && x < 86 ? 0.7F : 0.97F;
  }
  return chance;
}

TEST(ColourEvidence, TakesTheGroundInAGapOutOfTheGarment) {
  const Plane out = with_colour_evidence(bar(), chance_of_bar());
  EXPECT_LT(out.row(80)[80], 0.4F);
  EXPECT_GT(out.row(80)[60], 0.95F);
  EXPECT_LT(out.row(80)[20], 0.05F);
}

TEST(ColourEvidence, SaysNothingWhereGarmentAndGroundLookAlike) {
  const Plane chance = chance_of_bar();
  const Plane out = with_colour_evidence(Image::filled(160, 160, {120, 120, 120}), chance);
  for (std::size_t i = 0; i < chance.values.size(); ++i) ASSERT_NEAR(out.values[i], chance.values[i], 0.01F);
}

TEST(ColourLikeness, TellsAGarmentFromABlankWall) {
  EXPECT_LT(colour_likeness(bar(), chance_of_bar()), 0.5);
  EXPECT_GT(colour_likeness(Image::filled(160, 160, {120, 120, 120}), chance_of_bar()), 0.99);
  EXPECT_EQ(colour_likeness(bar(), Plane(160, 160, 0.5F)), 1);
}

TEST(ColourEvidence, LearnsNothingFromANetThatIsSureOfNothing) {
  const Plane unsure(160, 160, 0.5F);
  EXPECT_EQ(with_colour_evidence(bar(), unsure).values, unsure.values);
  EXPECT_EQ(with_colour_evidence(Image::filled(1, 1, {9, 9, 9}), Plane(1, 1, 0.9F)).values.size(), 1U);
}

}  // namespace
}  // namespace toile::models
