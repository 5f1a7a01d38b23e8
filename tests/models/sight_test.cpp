#include "toile/models/sight.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "toile/base/garment_groups.hpp"

namespace toile::models {
namespace {

using image::Plane;
using Colour = std::array<std::uint8_t, 3>;

constexpr Colour kBlackCloth = {20, 20, 24}, kWhiteCloth = {236, 236, 232}, kRedCloth = {180, 40, 40};

/// A photo of 160 x 160 pixels on grey, and a net that is sure of everything it sees there.
struct Worn {
  Image photo = Image::filled(160, 160, {128, 128, 128});
  Sight sight;

  Worn() {
    sight.chances.assign(kGarmentGroups, Plane(80, 80, 0.01F));
    for (float& value : sight.chances[0].values) value = 0.94F;
    sight.people = {.width = 40,
                    .height = 40,
                    .of = std::vector<std::uint8_t>(1600, 1),
                    .near = std::vector<std::uint8_t>(1600, 1),
                    .count = 1};
  }
  Worn& show(GarmentGroup group, const Colour& colour, int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) {
        std::copy(colour.begin(), colour.end(), photo.at(x, y));
        for (Plane& chance : sight.chances) chance.row(y / 2)[x / 2] = 0.01F;
        sight.chances[static_cast<std::size_t>(group)].row(y / 2)[x / 2] = 0.94F;
      }
    }
    return *this;
  }
  Worn& head() { return show(GarmentGroup::body, {200, 150, 120}, 60, 0, 100, 20); }

  /// What is found once groups are settled: its name and how many of the plane's pixels it has.
  std::vector<std::pair<std::string, int>> garments() {
    settle_groups(sight, photo);
    std::vector<std::pair<std::string, int>> there;
    for (const FoundGarment& one : found_garments(sight, photo)) {
      if (one.share > 0) there.emplace_back(one.group, static_cast<int>(std::lround(one.share * 6400)));
    }
    return there;
  }
};

using Names = std::vector<std::pair<std::string, int>>;

TEST(Sight, ASmallPieceOfTheSameClothIsNoGarmentOfItsOwn) {
  Worn coat;
  coat.head()
      .show(GarmentGroup::outer, kBlackCloth, 50, 20, 110, 120)
      .show(GarmentGroup::lower, kBlackCloth, 50, 120, 110, 140);
  EXPECT_EQ(coat.garments(), (Names{{"outer", 30 * 60}}));
}

TEST(Sight, WhereTheNetWaversBetweenAGarmentAndNoneThatIsThereItIsTheGarment) {
  Worn shorts;
  shorts.head().show(GarmentGroup::lower, kBlackCloth, 50, 20, 110, 120);
  for (int y = 50; y < 60; ++y) {  // of the hem it says: perhaps shorts, perhaps a top, perhaps the ground
    for (int x = 25; x < 55; ++x) {
      for (Plane& chance : shorts.sight.chances) chance.row(y)[x] = 0.01F;
      shorts.sight.chances[0].row(y)[x] = 0.38F;
      shorts.sight.chances[static_cast<std::size_t>(GarmentGroup::upper)].row(y)[x] = 0.25F;
      shorts.sight.chances[static_cast<std::size_t>(GarmentGroup::lower)].row(y)[x] = 0.32F;
    }
  }
  EXPECT_EQ(shorts.garments(), (Names{{"lower", 30 * 50}}));
}

TEST(Sight, AShirtUnderAJacketAndTrousersBelowAJumperStayTheirOwn) {
  Worn jacket;
  jacket.head()
      .show(GarmentGroup::outer, kBlackCloth, 50, 20, 110, 120)
      .show(GarmentGroup::upper, kWhiteCloth, 70, 20, 90, 60);
  EXPECT_EQ(jacket.garments(), (Names{{"upper", 10 * 20}, {"outer", 30 * 50 - 10 * 20}}));
  Worn black;  // as large as each other and of one colour: two all the same
  black.head()
      .show(GarmentGroup::upper, kBlackCloth, 50, 20, 110, 80)
      .show(GarmentGroup::lower, kBlackCloth, 50, 80, 110, 150);
  EXPECT_EQ(black.garments(), (Names{{"upper", 30 * 30}, {"lower", 30 * 35}}));
}

TEST(Sight, TheSkirtOfADressIsOfTheDress) {
  Worn dress;
  dress.head()
      .show(GarmentGroup::dress, kRedCloth, 50, 20, 110, 90)
      .show(GarmentGroup::lower, kRedCloth, 50, 90, 110, 150);
  EXPECT_EQ(dress.garments(), (Names{{"dress", 30 * 65}}));
  Worn two;
  two.head()
      .show(GarmentGroup::dress, kRedCloth, 50, 20, 110, 90)
      .show(GarmentGroup::lower, kBlackCloth, 50, 90, 110, 150);
  EXPECT_EQ(two.garments().size(), 2U);
}

TEST(Sight, WhatAnotherPersonWearsIsNoPieceOfIt) {
  Worn two;
  two.head()
      .show(GarmentGroup::outer, kBlackCloth, 50, 20, 100, 140)
      .show(GarmentGroup::upper, kBlackCloth, 100, 60, 120, 80);
  for (std::size_t i = 0; i < 1600; ++i) two.sight.people.near[i] = i % 40 < 25 ? 1 : 2;
  two.sight.people.of = two.sight.people.near;
  two.sight.people.count = 2;
  EXPECT_EQ(two.garments(), (Names{{"outer", 25 * 60}, {"upper", 10 * 10}}));
}

TEST(Sight, WhatLiesThereIsOneGarmentWhateverItsColours) {
  Worn laid;
  laid.show(GarmentGroup::outer, kBlackCloth, 50, 20, 110, 120).show(GarmentGroup::upper, kWhiteCloth, 70, 20, 90, 60);
  EXPECT_TRUE(settle_groups(laid.sight, laid.photo));
  EXPECT_EQ(laid.garments(), (Names{{"outer", 30 * 50}}));
}

TEST(Sight, TheLargestIsWantedUnlessOneIsNamed) {
  Worn worn;
  worn.head()
      .show(GarmentGroup::outer, kBlackCloth, 50, 20, 110, 120)
      .show(GarmentGroup::upper, kWhiteCloth, 70, 20, 90, 60);
  const auto all = found_garments(worn.sight, worn.photo);
  const auto names = [&](const char* asked) {
    std::string text;
    for (const FoundGarment& one : wanted_garments(garment_named(asked), all)) text += one.group + " ";
    return text;
  };
  EXPECT_EQ(names("auto"), "outer ");
  EXPECT_EQ(names("upper"), "upper ");
  EXPECT_EQ(names("all"), "upper outer ");
  EXPECT_EQ(names("dress"), "");
  EXPECT_EQ(names("upper:2"), "");
}

}  // namespace
}  // namespace toile::models
