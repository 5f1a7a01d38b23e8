#include "toile/pattern/tile_sampler.hpp"

#include <gtest/gtest.h>

#include "toile/image/colour.hpp"

namespace toile::pattern {
namespace {

Image checker(int size) {
  Image tile = Image::filled(size, size, {0, 0, 0});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if ((x + y) % 2 == 0) std::fill_n(tile.at(x, y), 3, std::uint8_t{255});
    }
  }
  return tile;
}

TEST(TileSampler, GivesThePixelsBackAtTheirMiddles) {
  const Image tile = checker(8);
  const TileSampler sampler(tile);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      EXPECT_EQ(image::srgb_of_linear(sampler.sample((x + 0.5) / 8, (y + 0.5) / 8, 1)[0]), tile.at(x, y)[0]);
    }
  }
}

TEST(TileSampler, HasNoEdge) {
  const TileSampler sampler(checker(10));
  for (const double u : {-3.2, -0.2, 0.8, 5.8}) {
    EXPECT_NEAR(sampler.sample(u, u, 1)[1], sampler.sample(0.8, 0.8, 1)[1], 1e-4);
  }
}

TEST(TileSampler, AveragesInLinearLightWhenFarAway) {
  const TileSampler sampler(checker(64));
  EXPECT_NEAR(sampler.sample(0.31, 0.77, 16)[0], 0.5, 0.02);
  EXPECT_NEAR(sampler.sample(0.31, 0.77, 1000)[0], 0.5, 0.02);
}

TEST(TileSampler, KeepsTheMeanOfTilesOfOddSizes) {
  Image tile = Image::filled(7, 5, {255, 255, 255});
  EXPECT_NEAR(TileSampler(tile).sample(0.4, 0.6, 50)[2], 1, 1e-5);
}

}  // namespace
}  // namespace toile::pattern
