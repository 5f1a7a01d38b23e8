#pragma once
/// Flat designs with soft edges, for tests: what a drawing program exports.

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "toile/image/colour.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::test {

struct Disc {
  double x = 0, y = 0, radius = 0;
  int ink = 0;
};

/// Discs one upon another on a torus, the first ink as the ground; every ink but the ground on several of them.
inline std::vector<Disc> scattered(int side, int inks, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Disc> discs;
  const auto below = [&](int limit) { return static_cast<double>(random() % 1000) * limit / 1000; };
  for (int i = 0; i < 6 * inks; ++i) {
    discs.push_back({below(side), below(side), side / 40.0 + below(side / 12), 1 + i % std::max(1, inks - 1)});
  }
  return discs;
}

/// Edges are one pixel wide, mixed in sRGB values as most programs do, or in light.
inline Image drawn(int side, const std::vector<pattern::Rgb>& inks, const std::vector<Disc>& discs,
                   bool in_light = false) {
  Image image = Image::filled(side, side, inks[0]);
  const auto& linear = image::linear_of_srgb();
  for (const Disc& disc : discs) {
    const int reach = static_cast<int>(disc.radius) + 2;
    for (int v = -reach; v <= reach; ++v) {
      for (int u = -reach; u <= reach; ++u) {
        const int x = static_cast<int>(disc.x) + u, y = static_cast<int>(disc.y) + v;
        const double share = std::clamp(disc.radius - std::hypot(x - disc.x, y - disc.y) + 0.5, 0.0, 1.0);
        std::uint8_t* pixel = image.at((x + side) % side, (y + side) % side);
        for (std::size_t c = 0; c < 3; ++c) {
          const std::uint8_t ink = inks[static_cast<std::size_t>(disc.ink)][c];
          pixel[c] = in_light ? image::srgb_of_linear(linear[pixel[c]] +
                                                      static_cast<float>(share) * (linear[ink] - linear[pixel[c]]))
                              : static_cast<std::uint8_t>(std::lround(pixel[c] + share * (ink - pixel[c])));
        }
      }
    }
  }
  return image;
}

/// Colours that are told apart at a glance.
inline std::vector<pattern::Rgb> distinct_inks(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<pattern::Rgb> inks;
  while (static_cast<int>(inks.size()) < count) {
    const pattern::Rgb ink{static_cast<std::uint8_t>(random() >> 24), static_cast<std::uint8_t>(random() >> 24),
                           static_cast<std::uint8_t>(random() >> 24)};
    const bool apart = std::all_of(inks.begin(), inks.end(), [&](const pattern::Rgb& other) {
      int sum = 0;
      for (std::size_t c = 0; c < 3; ++c) sum += (ink[c] - other[c]) * (ink[c] - other[c]);
      return sum > 60 * 60;
    });
    if (apart) inks.push_back(ink);
  }
  return inks;
}

}  // namespace toile::test
