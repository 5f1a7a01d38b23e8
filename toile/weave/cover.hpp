#pragma once
/// From places to pixels: a picture that is known at every point becomes shares of inks.

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

#include "toile/base/parallel.hpp"
#include "toile/pattern/print.hpp"

namespace toile::weave {

/// Shares that sum to 255 from areas that sum to 1: each rounded down, the rest to those that lost most.
void to_shares(const std::array<float, kMostInks>& areas, int inks, Print& print, std::size_t pixel);

/// How many of `side` pixels are drawn, on which `across` repeats lie; the others are copies. After so many a repeat
/// begins where a pixel does: 6 repeats on 512 pixels meet after 3 of them, at pixel 256.
inline int pixels_drawn(int side, int across) {
  return side / std::gcd(side, across);
}

/// Fills the rest of the print with what its upper left `width` x `height` pixels hold.
void repeat_corner(Print& print, int width, int height);

/// A tile of `across` x `down` repeats whose ink at (x, y), in repeats from 0 to 1, is `ink_at(x, y)`. Pixels through
/// which an edge runs are averaged over 8 x 8 places.
template <typename InkAt>
Print covered(int width, int height, int across, int down, std::vector<Ink> inks, const InkAt& ink_at) {
  constexpr int kFine = 8, kProbes = 3;
  Print print = Print::ground(width, height, std::move(inks));
  const int columns = pixels_drawn(width, across), rows = pixels_drawn(height, down);
  const double step_x = 1.0 * across / width, step_y = 1.0 * down / height;
  const auto wrapped = [](double at) { return at - static_cast<int>(at); };
  const auto ink = [&](double px, double py) { return ink_at(wrapped(px * step_x), wrapped(py * step_y)); };
  const int count = static_cast<int>(print.inks.size());
  for_rows(rows, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < columns; ++x) {
        std::array<float, kMostInks> areas{};
        const int one = ink(x + 0.5, y + 0.5);
        bool plain = true;
        for (int probe = 0; probe < kProbes * kProbes && plain; ++probe) {
          plain = ink(x + 0.02 + 0.48 * (probe % kProbes), y + 0.02 + 0.48 * (probe / kProbes)) == one;
        }
        if (plain) {
          areas[one] = 1;
        } else {
          for (int place = 0; place < kFine * kFine; ++place) {
            areas[ink(x + (place % kFine + 0.5) / kFine, y + (place / kFine + 0.5) / kFine)] += 1.0F / (kFine * kFine);
          }
        }
        to_shares(areas, count, print, static_cast<std::size_t>(y) * width + x);
      }
    }
  });
  repeat_corner(print, columns, rows);
  return print;
}

}  // namespace toile::weave
