#pragma once
/// Cloth and drawings made for the tests.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "toile/base/seed.hpp"
#include "toile/image/image.hpp"
#include "toile/scan/lattice.hpp"

namespace toile::scan::made {

inline double chance(std::uint64_t seed, std::uint64_t index) {
  return static_cast<double>(derive_seed(seed, index) >> 11U) * 0x1p-53;
}

struct Disc {
  Vector at;  ///< in shares of the lattice's vectors
  double radius;
  std::array<std::uint8_t, 3> colour;
};

inline std::vector<Disc> discs(std::uint64_t seed, int count, double cell) {
  std::vector<Disc> out;
  for (int i = 0; i < count; ++i) {
    const auto n = static_cast<std::uint64_t>(8 * i);
    const auto level = [&](std::uint64_t k) { return static_cast<std::uint8_t>(255 * chance(seed, n + k)); };
    out.push_back({{chance(seed, n), chance(seed, n + 1)},
                   cell * (0.06 + 0.16 * chance(seed, n + 2)),
                   {level(3), level(4), level(5)}});
  }
  return out;
}

/// Discs at every place of the lattice, in light that falls off to the right, with noise.
inline Image cloth(int width, int height, const Lattice& lattice, std::uint64_t seed, double noise = 3) {
  const std::vector<Disc> all = discs(seed, 9, std::sqrt(lattice.area()));
  Image out = Image::filled(width, height, {});
  const double whole = cross(lattice.a, lattice.b);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Vector p{x + 0.5, y + 0.5};
      std::array<double, 3> colour = {214, 205, 190};
      for (const Disc& disc : all) {
        const Vector at = p - lattice.at(disc.at.x, disc.at.y);
        const double i = std::round(cross(at, lattice.b) / whole), j = std::round(cross(lattice.a, at) / whole);
        double nearest = 1e9;
        for (int di = -1; di <= 1; ++di) {
          for (int dj = -1; dj <= 1; ++dj) nearest = std::min(nearest, length(at - lattice.at(i + di, j + dj)));
        }
        const double cover = std::clamp(disc.radius - nearest + 0.5, 0.0, 1.0);
        for (std::size_t c = 0; c < 3; ++c) colour[c] += cover * (disc.colour[c] - colour[c]);
      }
      const double light = 1 - 0.35 * x / width;
      for (std::size_t c = 0; c < 3; ++c) {
        const double grain =
            noise * 3.4 * (chance(seed + 99, 3 * (static_cast<std::uint64_t>(y) * width + x) + c) - 0.5);
        out.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(light * colour[c] + grain, 0.0, 255.0));
      }
    }
  }
  return out;
}

/// Paper that is darker to one side, with grain; `ruled`: pixels between its lines, 0 for none.
inline Image paper(int width, int height, int ruled = 0) {
  Image out = Image::filled(width, height, {});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double shade = 1 - 0.14 * x / width - 0.05 * y / height;
      const double grain = 6 * (chance(5, static_cast<std::uint64_t>(y) * width + x) - 0.5);
      const bool line = ruled > 0 && (y % ruled < 2 || x % ruled < 2);
      const std::array<double, 3> colour =
          line ? std::array<double, 3>{176, 196, 226} : std::array<double, 3>{246, 240, 226};
      for (std::size_t c = 0; c < 3; ++c)
        out.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(shade * colour[c] + grain, 0.0, 255.0));
    }
  }
  return out;
}

/// A disc of watercolour: its edge fades over `soft` pixels.
inline void paint(Image& page, Vector middle, double radius, std::array<std::uint8_t, 3> colour, double soft = 3) {
  for (int y = std::max(0, static_cast<int>(middle.y - radius - soft));
       y < std::min<double>(page.height, middle.y + radius + soft + 1); ++y) {
    for (int x = std::max(0, static_cast<int>(middle.x - radius - soft));
         x < std::min<double>(page.width, middle.x + radius + soft + 1); ++x) {
      const double far = length(Vector{x + 0.5, y + 0.5} - middle);
      const double cover = std::clamp((radius - far) / soft + 0.5, 0.0, 1.0);
      for (std::size_t c = 0; c < 3; ++c) {
        page.at(x, y)[c] = static_cast<std::uint8_t>(page.at(x, y)[c] + cover * (colour[c] - page.at(x, y)[c]));
      }
    }
  }
}

}  // namespace toile::scan::made
