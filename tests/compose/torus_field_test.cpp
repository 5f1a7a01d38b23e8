#include "toile/compose/torus_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "toile/compose/random.hpp"

namespace toile::compose {
namespace {

TEST(TorusField, KnowsTheDistanceAcrossTheEdge) {
  TorusField field(64, 32);
  field.take({.cells = {{0, 0}}, .radius = 0}, {1, 1});
  EXPECT_EQ(field.distance({1, 1}), 0);
  EXPECT_EQ(field.distance({63, 1}), 2);
  EXPECT_EQ(field.distance({1, 31}), 2);
  EXPECT_FLOAT_EQ(field.distance({-2, -3}), 5);
}

TEST(TorusField, AgreesWithTheDistanceToEveryTakenCell) {
  TorusField field(48, 40);
  Random random(3);
  std::vector<Cell> taken;
  for (int i = 0; i < 30; ++i) {
    taken.push_back({random.whole(48), random.whole(40)});
    field.take({.cells = {{0, 0}}, .radius = 0}, taken.back());
  }
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 48; ++x) {
      double nearest = 1e9;
      for (const Cell& cell : taken) {
        nearest = std::min(nearest, std::hypot(std::remainder(x - cell.x, 48.0), std::remainder(y - cell.y, 40.0)));
      }
      ASSERT_NEAR(field.distance({x, y}), nearest, 0.5);
    }
  }
}

TEST(TorusField, FindsTheMiddleOfTheLargestHole) {
  TorusField field(40, 40);
  Footprint column;
  for (int y = 0; y < 40; ++y) column.cells.push_back({0, y});
  field.take(column, {5, 0});
  EXPECT_EQ(field.freest(7).x, 25);
}

TEST(TorusField, OfHolesAlikeTheFirstFromTheStartOnIsFreest) {
  constexpr int kWidth = 24, kHeight = 16, kCells = kWidth * kHeight;
  TorusField field(kWidth, kHeight);
  Random random(5);
  for (int round = 0; round < 40; ++round) {
    field.take({.cells = {{0, 0}}, .radius = 0}, {random.whole(kWidth), random.whole(kHeight)});
    const auto start = static_cast<std::size_t>(random.whole(3 * kCells));
    Cell wanted;
    float most = -1;
    for (int step = 0; step < kCells; ++step) {
      const int i = static_cast<int>((start + static_cast<std::size_t>(step)) % kCells);
      const Cell here{i % kWidth, i / kWidth};
      if (field.distance(here) > most) most = field.distance(here), wanted = here;
    }
    const Cell found = field.freest(start);
    ASSERT_EQ(found.x, wanted.x);
    ASSERT_EQ(found.y, wanted.y);
  }
}

TEST(TorusField, AFootprintOnATakenCellHasNoClearance) {
  TorusField field(40, 40);
  const Footprint bar{.cells = {{-3, 0}, {-2, 0}, {-1, 0}, {0, 0}, {1, 0}, {2, 0}, {3, 0}}, .radius = 3};
  field.take(bar, {10, 10});
  EXPECT_EQ(field.clearance(bar, {12, 10}), 0);
  EXPECT_EQ(field.clearance(bar, {10, 14}), 4);
  EXPECT_NEAR(field.cover(), 7.0 / 1600, 1e-9);
}

}  // namespace
}  // namespace toile::compose
