#include "toile/models/matte.hpp"

#include <gtest/gtest.h>

namespace toile::models {
namespace {

using image::Plane;

/// A photo with a bright disc of this radius in its middle.
Image disc(int size, int radius) {
  Image photo = Image::filled(size, size, {40, 40, 40});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const int dx = x - size / 2, dy = y - size / 2;
      if (dx * dx + dy * dy < radius * radius) std::fill_n(photo.at(x, y), 3, std::uint8_t{210});
    }
  }
  return photo;
}

TEST(Matte, MovesACoarseEdgeOntoThePhotos) {
  const int size = 400, radius = 120;
  Plane chance(50, 50);
  for (int y = 0; y < 50; ++y) {
    for (int x = 0; x < 50; ++x) {
      const double dx = (x - 24.5) * 8, dy = (y - 24.5) * 8;
      chance.row(y)[x] = dx * dx + dy * dy < radius * radius ? 0.95F : 0.05F;
    }
  }
  const Mask matte = matte_of(disc(size, radius), chance);
  ASSERT_EQ(matte.width, size);
  std::size_t wrong = 0;
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const int dx = x - size / 2, dy = y - size / 2;
      wrong += (dx * dx + dy * dy < radius * radius) != (matte.at(x, y) > 127);
    }
  }
  EXPECT_LT(static_cast<double>(wrong), 0.006 * size * size);
  EXPECT_EQ(matte.at(size / 2, size / 2), 255);
  EXPECT_EQ(matte.at(3, 3), 0);
}

TEST(Matte, LeavesOutWhatIsClear) {
  Image photo = disc(64, 20);
  photo.alpha.assign(photo.pixels(), 255);
  photo.alpha[32 * 64 + 32] = 0;
  EXPECT_EQ(matte_of(photo, Plane(16, 16, 1.0F)).at(32, 32), 0);
}

TEST(WithoutHoles, ClosesSmallOnesAndLeavesGapsAndTheGround) {
  Plane chance(40, 40, 0.1F);
  for (int y = 5; y < 35; ++y) std::fill_n(chance.row(y) + 5, 30, 0.9F);
  chance.row(20)[20] = 0.2F;                                               // a spot of the print
  for (int y = 10; y < 16; ++y) std::fill_n(chance.row(y) + 10, 6, 0.2F);  // a gap
  const Plane closed = without_holes(chance, 0.01);
  EXPECT_EQ(closed.row(20)[20], 1);
  EXPECT_EQ(closed.row(12)[12], 0.2F);
  EXPECT_EQ(closed.row(0)[0], 0.1F);
}

TEST(WithoutIslands, DropsSmallRegionsOnly) {
  Plane chance(20, 20);
  for (int y = 0; y < 10; ++y) std::fill_n(chance.row(y), 10, 0.9F);
  chance.row(15)[15] = 0.9F;
  const Plane kept = without_islands(chance, 0.05);
  EXPECT_EQ(kept.row(15)[15], 0);
  EXPECT_EQ(kept.row(5)[5], 0.9F);
  EXPECT_EQ(without_islands(chance, 0.005).row(15)[15], 0.9F);
}

}  // namespace
}  // namespace toile::models
