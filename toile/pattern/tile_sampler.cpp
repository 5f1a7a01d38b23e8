#include "toile/pattern/tile_sampler.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/colour.hpp"

namespace toile::pattern {

namespace {

Colour mix(const Colour& a, const Colour& b, float share) {
  return {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share};
}

/// `index` wrapped into 0..size-1.
int wrapped(int index, int size) {
  const int rest = index % size;
  return rest < 0 ? rest + size : rest;
}

}  // namespace

TileSampler::TileSampler(const Image& tile) {
  const auto& linear = image::linear_of_srgb();
  Level level{tile.width, tile.height, {}};
  level.pixels.reserve(tile.pixels());
  for (std::size_t i = 0; i < tile.pixels(); ++i) {
    level.pixels.push_back({linear[tile.rgb[3 * i]], linear[tile.rgb[3 * i + 1]], linear[tile.rgb[3 * i + 2]]});
  }
  levels_.push_back(std::move(level));
  while (levels_.back().width > 1 || levels_.back().height > 1) {
    const Level& fine = levels_.back();
    Level coarse{std::max(1, fine.width / 2), std::max(1, fine.height / 2), {}};
    for (int y = 0; y < coarse.height; ++y) {
      for (int x = 0; x < coarse.width; ++x) {
        // four samples a quarter of a coarse pixel off its middle: the plain 2x2 mean where sizes are even
        Colour sum{};
        for (const double dy : {0.25, 0.75}) {
          for (const double dx : {0.25, 0.75}) {
            const Colour c = bilinear(fine, (x + dx) / coarse.width, (y + dy) / coarse.height);
            for (std::size_t i = 0; i < 3; ++i) sum[i] += c[i] / 4;
          }
        }
        coarse.pixels.push_back(sum);
      }
    }
    levels_.push_back(std::move(coarse));
  }
}

Colour TileSampler::bilinear(const Level& level, double u, double v) {
  const double x = u * level.width - 0.5, y = v * level.height - 0.5;
  const double left = std::floor(x), top = std::floor(y);
  const int x0 = wrapped(static_cast<int>(left), level.width), x1 = x0 + 1 == level.width ? 0 : x0 + 1;
  const int y0 = wrapped(static_cast<int>(top), level.height), y1 = y0 + 1 == level.height ? 0 : y0 + 1;
  const auto pixel = [&](int px, int py) { return level.pixels[static_cast<std::size_t>(py) * level.width + px]; };
  const auto across = static_cast<float>(x - left), down = static_cast<float>(y - top);
  return mix(mix(pixel(x0, y0), pixel(x1, y0), across), mix(pixel(x0, y1), pixel(x1, y1), across), down);
}

Colour TileSampler::sample(double u, double v, double footprint) const {
  u -= std::floor(u);
  v -= std::floor(v);
  const double last = static_cast<double>(levels_.size() - 1);
  const double depth = std::clamp(std::log2(std::max(footprint, 1e-6)), 0.0, last);
  const auto fine = static_cast<std::size_t>(depth);
  const Colour a = bilinear(levels_[fine], u, v);
  const auto share = static_cast<float>(depth - static_cast<double>(fine));
  return share > 0 ? mix(a, bilinear(levels_[fine + 1], u, v), share) : a;
}

}  // namespace toile::pattern
