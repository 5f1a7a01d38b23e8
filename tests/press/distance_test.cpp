#include "toile/press/distance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace toile::press {
namespace {

/// By looking at every other pixel.
std::int32_t nearest_set(const std::vector<std::uint8_t>& set, int width, int height, int x, int y) {
  std::int32_t best = 1 << 30;
  for (int v = 0; v < height; ++v) {
    for (int u = 0; u < width; ++u) {
      if (set[static_cast<std::size_t>(v) * width + u] == 0) continue;
      const int dx = std::min(std::abs(u - x), width - std::abs(u - x)),
                dy = std::min(std::abs(v - y), height - std::abs(v - y));
      best = std::min(best, dx * dx + dy * dy);
    }
  }
  return best;
}

TEST(Distance, IsThatToTheNearestPixelOnTheTorusWithinReach) {
  std::mt19937 random(5);
  for (const auto& [width, height] : {std::pair{17, 9}, {1, 13}, {8, 1}, {24, 31}, {40, 3}}) {
    for (const unsigned rarity : {2U, 30U, 400U}) {
      std::vector<std::uint8_t> set(static_cast<std::size_t>(width) * height);
      for (std::uint8_t& one : set) one = random() % rarity == 0;
      for (const int reach : {1, 4, 11, 60}) {
        const auto distances = squared_distances(set, width, height, reach);
        for (int y = 0; y < height; ++y) {
          for (int x = 0; x < width; ++x) {
            const std::int32_t found = distances[static_cast<std::size_t>(y) * width + x],
                               truth = nearest_set(set, width, height, x, y);
            if (truth <= reach * reach) {
              ASSERT_EQ(found, truth) << width << 'x' << height << ", reach " << reach << " at " << x << ' ' << y;
            } else {
              ASSERT_GT(found, reach * reach) << width << 'x' << height << ", reach " << reach;
            }
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace toile::press
