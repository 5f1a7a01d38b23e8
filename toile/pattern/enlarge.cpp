#include "toile/pattern/enlarge.hpp"

#include <algorithm>
#include <array>

#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"

namespace toile::pattern {
namespace {

/// Looked at from 0.5 to 4 on leopard, dots and houndstooth: below, edges are soft; above, round shapes turn angular.
constexpr float kSteepening = 1.8F;

/// What the 3x3 pixels around each pixel of the torus hold.
struct Neighbourhoods {
  Image soft;       ///< their binomial mean
  Image low, high;  ///< their range, channel by channel
};

Neighbourhoods neighbourhoods(const Image& tile) {
  constexpr std::array kWeights = {1, 2, 1, 2, 4, 2, 1, 2, 1};
  Neighbourhoods n{tile, tile, tile};
  for_rows(tile.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < tile.width; ++x) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
          int sum = 8;
          std::uint8_t low = 255, high = 0;
          for (int i = 0; i < 9; ++i) {
            const int from_x = (x + i % 3 - 1 + tile.width) % tile.width,
                      from_y = (y + i / 3 - 1 + tile.height) % tile.height;
            const std::uint8_t value = tile.at(from_x, from_y)[channel];
            sum += kWeights[static_cast<std::size_t>(i)] * value;
            low = std::min(low, value);
            high = std::max(high, value);
          }
          n.soft.at(x, y)[channel] = static_cast<std::uint8_t>(sum / 16);
          n.low.at(x, y)[channel] = low;
          n.high.at(x, y)[channel] = high;
        }
      }
    }
  });
  return n;
}

/// Where a pixel of the large tile lies between pixels of the small one.
struct Between {
  int before, after;
  float share;  ///< of `after`
};

Between between(int at, int large, int small) {
  const double position = (at + 0.5) * small / large - 0.5 + small;
  const int before = static_cast<int>(position);
  return {before % small, (before + 1) % small, static_cast<float>(position - before)};
}

float bilinear(const Image& tile, const Between& x, const Between& y, std::size_t channel) {
  const auto row = [&](int at) {
    const float a = tile.at(x.before, at)[channel], b = tile.at(x.after, at)[channel];
    return a + (b - a) * x.share;
  };
  const float a = row(y.before), b = row(y.after);
  return a + (b - a) * y.share;
}

}  // namespace

Image enlarge(const Image& tile, int width, int height) {
  Image large = image::resize_tile(tile, width, height);
  if (width <= tile.width || height <= tile.height || !tile.alpha.empty()) return large;
  const Neighbourhoods small = neighbourhoods(tile);
  const Image soft = image::resize_tile(small.soft, width, height);
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const Between row = between(y, height, tile.height);
      for (int x = 0; x < width; ++x) {
        const Between column = between(x, width, tile.width);
        for (std::size_t channel = 0; channel < 3; ++channel) {
          const float value = large.at(x, y)[channel];
          const float steep = value + kSteepening * (value - static_cast<float>(soft.at(x, y)[channel]));
          const float held =
              std::clamp(steep, bilinear(small.low, column, row, channel), bilinear(small.high, column, row, channel));
          large.at(x, y)[channel] = static_cast<std::uint8_t>(held + 0.5F);
        }
      }
    }
  });
  return large;
}

}  // namespace toile::pattern
