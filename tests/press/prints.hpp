#pragma once
/// Prints to press.

#include <algorithm>
#include <cmath>

#include "toile/pattern/print.hpp"

namespace toile::press {

/// Blossoms of two inks and a thin stem of a third on ground; the blossoms cross the tile's edges. Soft edges.
inline Print blossoms(int size) {
  Print print = Print::ground(
      size, size,
      {{{244, 236, 216}, "Ecru"}, {{178, 34, 62}, "Madder red"}, {{230, 170, 40}, "Weld"}, {{28, 58, 92}, "Indigo/2"}});
  print.width_cm = 16;
  constexpr int kSub = 4;
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      int counts[4] = {};
      for (int j = 0; j < kSub * kSub; ++j) {
        const double u = (x + (j % kSub + 0.5) / kSub) / size, v = (y + (j / kSub + 0.5) / kSub) / size;
        int ink = std::abs(std::remainder(u - 0.5 + 0.1 * std::sin(6.2831853 * v), 1)) < 0.012 ? 3 : 0;
        for (const auto& [cx, cy] : {std::pair{0.02, 0.3}, {0.6, 0.98}}) {
          const double dx = std::remainder(u - cx, 1), dy = std::remainder(v - cy, 1), r = std::hypot(dx, dy);
          if (r < 0.16 + 0.04 * std::cos(5 * std::atan2(dy, dx))) ink = 1;
          if (r < 0.06) ink = 2;
        }
        ++counts[ink];
      }
      int left = 255;
      for (int k = 3; k >= 0; --k) {
        const int share = k == 0 ? left : counts[k] * 255 / (kSub * kSub);
        print.plane(k)[static_cast<std::size_t>(y) * size + x] = static_cast<std::uint8_t>(share);
        left -= share;
      }
    }
  }
  return print;
}

}  // namespace toile::press
