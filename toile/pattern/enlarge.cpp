#include "toile/pattern/enlarge.hpp"

#include <algorithm>
#include <vector>

#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"

namespace toile::pattern {
namespace {

/// Looked at from 0.5 to 4 on leopard, dots and houndstooth: below, edges are soft; above, round shapes turn angular.
constexpr float kSteepening = 1.8F;

/// A tile and, channel by channel, the range of the 3x3 pixels around each of its pixels.
struct Steepened {
  Image tile;       ///< departures from the binomial mean of the 3x3 pixels made larger
  Image low, high;  ///< the range
};

Steepened steepened(const Image& tile) {
  Steepened s{tile, tile, tile};
  const auto line = 3 * static_cast<std::size_t>(tile.width);
  for_rows(tile.height, [&](int first, int last) {
    std::vector<int> sums(line);
    std::vector<std::uint8_t> lows(line), highs(line);
    for (int y = first; y < last; ++y) {
      const std::uint8_t* above = tile.at(0, (y + tile.height - 1) % tile.height);
      const std::uint8_t* here = tile.at(0, y);
      const std::uint8_t* below = tile.at(0, (y + 1) % tile.height);
      for (std::size_t i = 0; i < line; ++i) {
        sums[i] = above[i] + 2 * here[i] + below[i];
        lows[i] = std::min({above[i], here[i], below[i]});
        highs[i] = std::max({above[i], here[i], below[i]});
      }
      for (std::size_t i = 0; i < line; ++i) {
        const std::size_t left = i < 3 ? i + line - 3 : i - 3, right = i + 3 < line ? i + 3 : i + 3 - line;
        const float mean = static_cast<float>(sums[left] + 2 * sums[i] + sums[right]) / 16;
        const auto value = static_cast<float>(here[i]);
        s.tile.at(0, y)[i] =
            static_cast<std::uint8_t>(std::clamp(value + kSteepening * (value - mean), 0.F, 255.F) + 0.5F);
        s.low.at(0, y)[i] = std::min({lows[left], lows[i], lows[right]});
        s.high.at(0, y)[i] = std::max({highs[left], highs[i], highs[right]});
      }
    }
  });
  return s;
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

float mix(float a, float b, float share) {
  return a + (b - a) * share;
}

/// A row of the small tile's values at a height between two of its rows.
void between_rows(const Image& small, const Between& row, std::vector<float>& values) {
  const std::uint8_t *before = small.at(0, row.before), *after = small.at(0, row.after);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = mix(before[i], after[i], row.share);
}

}  // namespace

Image enlarge(const Image& tile, int width, int height) {
  if (width <= tile.width || height <= tile.height || !tile.alpha.empty())
    return image::resize_tile(tile, width, height);
  const Steepened small = steepened(tile);
  Image large = image::resize_tile(small.tile, width, height);
  std::vector<Between> columns;
  for (int x = 0; x < width; ++x) columns.push_back(between(x, width, tile.width));
  for_rows(height, [&](int first, int last) {
    std::vector<float> low(3 * static_cast<std::size_t>(tile.width)), high(low.size());
    for (int y = first; y < last; ++y) {
      const Between row = between(y, height, tile.height);
      between_rows(small.low, row, low);
      between_rows(small.high, row, high);
      std::uint8_t* pixel = large.at(0, y);
      for (const Between& column : columns) {
        const auto before = 3 * static_cast<std::size_t>(column.before),
                   after = 3 * static_cast<std::size_t>(column.after);
        for (std::size_t channel = 0; channel < 3; ++channel, ++pixel) {
          const float least = mix(low[before + channel], low[after + channel], column.share);
          const float most = mix(high[before + channel], high[after + channel], column.share);
          *pixel = static_cast<std::uint8_t>(std::clamp(static_cast<float>(*pixel), least, most) + 0.5F);
        }
      }
    }
  });
  return large;
}

}  // namespace toile::pattern
