#include "toile/press/trap.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/press/prints.hpp"
#include "toile/base/error.hpp"

namespace toile::press {
namespace {

Mask dot(int size, int x, int y, double radius) {
  Mask mask = Mask::filled(size, size, 0);
  for (int j = 0; j < size; ++j) {
    for (int i = 0; i < size; ++i) {
      const double dx = std::remainder(i - x, size), dy = std::remainder(j - y, size);
      if (std::hypot(dx, dy) <= radius) mask.at(i, j) = 255;
    }
  }
  return mask;
}

TEST(Trap, SpreadingGoesAroundTheTorusAndChokingUndoesIt) {
  EXPECT_EQ(spread(dot(40, 1, 38, 5), 3), dot(40, 1, 38, 8));
  EXPECT_EQ(choked(spread(dot(40, 1, 38, 5), 3), 3), dot(40, 1, 38, 5));
  EXPECT_EQ(spread(dot(40, 1, 38, 5), 0), dot(40, 1, 38, 5));
}

TEST(Trap, IsTheMostAndTheLeastOfAllPixelsInTheDisc) {
  Mask noise = Mask::filled(23, 17, 0);
  unsigned state = 7;
  for (std::uint8_t& value : noise.cover)
    value = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
  for (const double radius : {1.0, 2.5, 6.0, 14.3}) {
    Mask most = noise, least = noise;
    const int reach = static_cast<int>(radius);
    for (int y = 0; y < noise.height; ++y) {
      for (int x = 0; x < noise.width; ++x) {
        for (int v = -reach; v <= reach; ++v) {
          for (int u = -reach; u <= reach; ++u) {
            if (u * u + v * v > radius * radius) continue;
            const std::uint8_t there = noise.at((x + u + 23) % 23, (y + v + 17) % 17);
            most.at(x, y) = std::max(most.at(x, y), there);
            least.at(x, y) = std::min(least.at(x, y), there);
          }
        }
      }
    }
    EXPECT_EQ(spread(noise, radius), most) << radius;
    EXPECT_EQ(choked(noise, radius), least) << radius;
  }
}

TEST(Trap, LighterInksGoUnderDarkerOnesAndTheLookStays) {
  const Print print = blossoms(128);
  const auto plates = plates_of(print), wide = trapped(plates, 2);
  for (std::size_t k = 0; k < plates.size(); ++k) {
    std::size_t grown = 0;
    for (std::size_t i = 0; i < print.pixels(); ++i) {
      ASSERT_GE(wide[k].cover.cover[i], plates[k].cover.cover[i]);
      if (wide[k].cover.cover[i] == plates[k].cover.cover[i]) continue;
      ++grown;
      // only where a darker ink lies
      int darker = 0;
      for (std::size_t j = 0; j < plates.size(); ++j) {
        if (j != k) darker += plates[j].cover.cover[i];
      }
      ASSERT_GT(darker, 0);
    }
    if (plates[k].ink.name == "Indigo/2") {
      EXPECT_EQ(grown, 0U) << "the darkest stays";
    }
    if (plates[k].ink.name == "Ecru") {
      EXPECT_GT(grown, 100U);
    }
  }
}

TEST(Trap, RefusesATrapThatIsWiderThanTheMotifs) {
  EXPECT_THROW(trapped(plates_of(blossoms(64)), 12), Error);
  EXPECT_THROW(spread(dot(20, 3, 3, 2), 100), Error);
  EXPECT_THROW(spread(dot(20, 3, 3, 2), -1), Error);
}

TEST(Trap, AnUnderbaseStaysInsideTheDesign) {
  const auto plates = plates_of(blossoms(96), Ground::paper);
  const Plate white = underbase(plates, 2);
  for (std::size_t i = 0; i < white.cover.cover.size(); ++i) {
    int sum = 0;
    for (const Plate& plate : plates) sum += plate.cover.cover[i];
    ASSERT_LE(white.cover.cover[i], std::min(sum, 255));
  }
}

TEST(Trap, FindsTheFinestDetail) {
  EXPECT_NEAR(finest_radius(dot(80, 40, 40, 9)), 9, 1.1);
  Mask line = Mask::filled(60, 60, 0);
  for (int y = 0; y < 60; ++y) {
    for (int x = 20; x < 25; ++x) line.at(x, y) = 255;
  }
  EXPECT_NEAR(finest_radius(line), 2.5, 0.6);
  EXPECT_EQ(finest_radius(Mask::filled(8, 8, 0)), 0);
  EXPECT_EQ(finest_radius(Mask::filled(8, 8, 255)), 32.5);
}

TEST(Trap, TheFinestDetailIsWhatOpeningByDiscsLosesAndIsNotLookedForBeyondWhatMatters) {
  for (const Plate& plate : plates_of(blossoms(128))) {
    Mask hard = plate.cover;
    for (std::uint8_t& value : hard.cover) value = value >= 128 ? 255 : 0;
    const auto lost = [&](int radius) {
      const Mask open = spread(choked(hard, radius), radius + 1.5);
      int pixels = 0, all = 0;
      for (std::size_t i = 0; i < hard.cover.size(); ++i) {
        all += hard.cover[i] != 0;
        pixels += hard.cover[i] > open.cover[i];
      }
      return static_cast<double>(pixels) / all;
    };
    const double finest = finest_radius(plate.cover);
    EXPECT_LE(lost(static_cast<int>(finest)), 0.005) << plate.ink.name;
    if (finest < 32) {
      EXPECT_GT(lost(static_cast<int>(finest) + 1), 0.005) << plate.ink.name;
    }
    EXPECT_EQ(finest_radius(plate.cover, 1.5), std::min(finest, 1.5)) << plate.ink.name;
  }
}

}  // namespace
}  // namespace toile::press
