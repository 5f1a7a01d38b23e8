#include "toile/models/colour_evidence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

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

/// A person in a red bar on white: a face above it and an elbow beside it, which the net takes for garment.
struct Person {
  Image photo = bar();
  Plane chance = chance_of_bar(), skin{160, 160, 0.02F};

  explicit Person(const std::array<std::uint8_t, 3>& colour) {
    const auto paint = [&](int left, int top, int side, float garment, float body) {
      for (int y = top; y < top + side; ++y) {
        for (int x = left; x < left + side; ++x) {
          std::copy(colour.begin(), colour.end(), photo.at(x, y));
          chance.row(y)[x] = garment;
          skin.row(y)[x] = body;
        }
      }
    };
    paint(70, 0, 18, 0.02F, 0.97F);
    paint(120, 60, 20, 0.9F, 0.08F);
  }
};

TEST(IslandsOfSkin, AnElbowThatLooksLikeTheFaceGoesOut) {
  const Person person({200, 150, 120});
  const Plane before = with_colour_evidence(person.photo, person.chance);
  EXPECT_GT(before.row(70)[130], 0.5F) << "nothing to mend";
  const Plane out = without_islands_of_skin(person.photo, before, person.skin);
  EXPECT_EQ(out.row(70)[130], 0);
  EXPECT_EQ(out.row(80)[60], before.row(80)[60]) << "the largest piece";
}

TEST(IslandsOfSkin, ASleeveOfTheGarmentsColourStays) {
  const Person person({180, 40, 40});  // as the bar, which hides a face of the same colour
  const Plane before = with_colour_evidence(person.photo, person.chance);
  EXPECT_GT(without_islands_of_skin(person.photo, before, person.skin).row(70)[130], 0.5F);
  EXPECT_EQ(without_islands_of_skin(person.photo, before, Plane(160, 160, 0.1F)).values, before.values) << "no skin";
}

TEST(ForeignIslands, ATileOfTheFloorGoesOutAndALooseSleeveStays) {
  const Person tile({40, 70, 160}), sleeve({180, 40, 40});
  EXPECT_EQ(without_foreign_islands(tile.photo, tile.chance).row(70)[130], 0);
  EXPECT_GT(without_foreign_islands(tile.photo, tile.chance).row(80)[60], 0.9F);
  EXPECT_EQ(without_foreign_islands(sleeve.photo, sleeve.chance).values, sleeve.chance.values);
}

TEST(ColourEvidence, SaysNothingWhereGarmentAndGroundLookAlike) {
  const Plane chance = chance_of_bar();
  const Plane out = with_colour_evidence(Image::filled(160, 160, {120, 120, 120}), chance);
  for (std::size_t i = 0; i < chance.values.size(); ++i) ASSERT_NEAR(out.values[i], chance.values[i], 0.01F);
}

TEST(GroundLikeness, TellsAGarmentFromABlankWall) {
  EXPECT_LT(ground_likeness(bar(), chance_of_bar()), 0.5);
  EXPECT_GT(ground_likeness(Image::filled(160, 160, {120, 120, 120}), chance_of_bar()), 0.99);
  EXPECT_EQ(ground_likeness(bar(), Plane(160, 160, 0.5F)), 1);
}

/// 1 within the box, 0 elsewhere.
Plane box(int left, int top, int right, int bottom) {
  Plane plane(160, 160);
  for (int y = top; y < bottom; ++y) std::fill(plane.row(y) + left, plane.row(y) + right, 1.0F);
  return plane;
}

TEST(ClothColours, TellAPieceOfTheSameClothFromAShirtUnderAJacket) {
  const ClothColours colours(bar());
  EXPECT_GT(colours.likeness(box(50, 20, 74, 140), box(86, 20, 110, 60)), 0.9);
  EXPECT_LT(colours.likeness(box(50, 20, 74, 140), box(74, 20, 86, 140)), 0.2);
  EXPECT_EQ(colours.likeness(box(50, 20, 74, 140), box(74, 20, 75, 22)), 1) << "too small to tell";
}

TEST(ColourEvidence, LearnsNothingFromANetThatIsSureOfNothing) {
  const Plane unsure(160, 160, 0.5F);
  EXPECT_EQ(with_colour_evidence(bar(), unsure).values, unsure.values);
  EXPECT_EQ(with_colour_evidence(Image::filled(1, 1, {9, 9, 9}), Plane(1, 1, 0.9F)).values.size(), 1U);
}

}  // namespace
}  // namespace toile::models
