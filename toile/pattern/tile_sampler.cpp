#include "toile/pattern/tile_sampler.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

namespace toile::pattern {

namespace {

constexpr double kMostSamples = 8;

/// `index` wrapped into 0..size-1.
int wrapped(int index, int size) {
  const int rest = index % size;
  return rest < 0 ? rest + size : rest;
}

}  // namespace

TileSampler::TileSampler(const Image& tile, double coarsest_step) : width_(tile.width), height_(tile.height) {
  const auto& linear = image::linear_of_srgb();
  int step = 1;
  while (2 * step <= coarsest_step && 2 * step <= std::min(tile.width, tile.height)) {
    step *= 2;
    ++skipped_;
  }
  Level first{tile.width / step, tile.height / step, {}};
  first.pixels.resize(static_cast<std::size_t>(first.width) * first.height);
  for_rows(first.height, [&](int begin, int end) {
    for (int y = begin; y < end; ++y) {
      const int top = static_cast<int>(static_cast<std::int64_t>(y) * tile.height / first.height);
      const int bottom = static_cast<int>(static_cast<std::int64_t>(y + 1) * tile.height / first.height);
      for (int x = 0; x < first.width; ++x) {
        const int left = static_cast<int>(static_cast<std::int64_t>(x) * tile.width / first.width);
        const int right = static_cast<int>(static_cast<std::int64_t>(x + 1) * tile.width / first.width);
        std::array<float, 4> sum{};
        for (int from = top; from < bottom; ++from) {
          const std::uint8_t* p = tile.at(left, from);
          for (int i = left; i < right; ++i, p += 3) {
            for (std::size_t c = 0; c < 3; ++c) sum[c] += linear[p[c]];
          }
        }
        for (float& value : sum) value /= static_cast<float>((bottom - top) * (right - left));
        first.pixels[static_cast<std::size_t>(y) * first.width + x].value = sum;
      }
    }
  });
  levels_.push_back(std::move(first));
  while (levels_.back().width > 1 || levels_.back().height > 1) {
    const Level& fine = levels_.back();
    Level coarse{std::max(1, fine.width / 2), std::max(1, fine.height / 2), {}};
    coarse.pixels.resize(static_cast<std::size_t>(coarse.width) * coarse.height);
    for_rows(coarse.height, [&](int begin, int end) {
      for (int y = begin; y < end; ++y) {
        for (int x = 0; x < coarse.width; ++x) {
          // four samples a quarter of a coarse pixel off its middle: the plain 2x2 mean where sizes are even
          Pixel sum{};
          for (const double dy : {0.25, 0.75}) {
            for (const double dx : {0.25, 0.75}) {
              const Pixel c = bilinear(fine, (x + dx) / coarse.width, (y + dy) / coarse.height);
              for (std::size_t i = 0; i < 4; ++i) sum.value[i] += c.value[i] / 4;
            }
          }
          coarse.pixels[static_cast<std::size_t>(y) * coarse.width + x] = sum;
        }
      }
    });
    levels_.push_back(std::move(coarse));
  }
}

TileSampler::Pixel TileSampler::bilinear(const Level& level, double u, double v) {
  const double x = u * level.width - 0.5, y = v * level.height - 0.5;
  const double left = std::floor(x), top = std::floor(y);
  const int x0 = wrapped(static_cast<int>(left), level.width), x1 = x0 + 1 == level.width ? 0 : x0 + 1;
  const int y0 = wrapped(static_cast<int>(top), level.height), y1 = y0 + 1 == level.height ? 0 : y0 + 1;
  const Pixel* upper = level.pixels.data() + static_cast<std::size_t>(y0) * level.width;
  const Pixel* lower = level.pixels.data() + static_cast<std::size_t>(y1) * level.width;
  const auto across = static_cast<float>(x - left), down = static_cast<float>(y - top);
  Pixel out;
  for (std::size_t i = 0; i < 4; ++i) {
    const float a = upper[x0].value[i] + (upper[x1].value[i] - upper[x0].value[i]) * across;
    const float b = lower[x0].value[i] + (lower[x1].value[i] - lower[x0].value[i]) * across;
    out.value[i] = a + (b - a) * down;
  }
  return out;
}

TileSampler::Pixel TileSampler::trilinear(double u, double v, double depth) const {
  u -= std::floor(u);
  v -= std::floor(v);
  depth = std::clamp(depth - skipped_, 0.0, static_cast<double>(levels_.size() - 1));
  const auto fine = static_cast<std::size_t>(depth);
  Pixel out = bilinear(levels_[fine], u, v);
  const auto share = static_cast<float>(depth - static_cast<double>(fine));
  if (share > 0) {
    const Pixel coarse = bilinear(levels_[fine + 1], u, v);
    for (std::size_t i = 0; i < 4; ++i) out.value[i] += (coarse.value[i] - out.value[i]) * share;
  }
  return out;
}

Colour TileSampler::sample(double u, double v, double footprint) const {
  const Pixel p = trilinear(u, v, std::log2(std::max(footprint, 1e-6)));
  return {p.value[0], p.value[1], p.value[2]};
}

Colour TileSampler::sample(double u, double v, const Footprint& footprint) const {
  const double a = footprint.u_right * width_, b = footprint.u_down * width_;
  const double c = footprint.v_right * height_, d = footprint.v_down * height_;
  // singular values of the 2x2 matrix: the footprint's half axes, in pixels of the tile
  const double squares = a * a + b * b + c * c + d * d, rows = a * a + b * b - c * c - d * d, cross = a * c + b * d;
  const double spread = std::sqrt(rows * rows + 4 * cross * cross);
  const double longest = (squares + spread) / 2, shortest = std::max((squares - spread) / 2, 0.0);  // squared
  const double least = std::max({shortest, longest / (kMostSamples * kMostSamples), 1e-12});
  const int count = longest <= 1 ? 1 : static_cast<int>(std::ceil(std::sqrt(longest / std::max(least, 1.0)) - 0.2));
  const double depth = 0.5 * std::log2(least);
  if (count <= 1) {
    const Pixel p = trilinear(u, v, depth);
    return {p.value[0], p.value[1], p.value[2]};
  }
  // the long axis: the eigenvector of J J^T for its larger eigenvalue
  double along_u = cross, along_v = longest - (a * a + b * b);
  if (rows > 0) {
    along_u = longest - (c * c + d * d);
    along_v = cross;
  }
  const double norm = std::sqrt(longest / std::max(along_u * along_u + along_v * along_v, 1e-30));
  along_u *= norm / width_;
  along_v *= norm / height_;
  Colour sum{};
  for (int i = 0; i < count; ++i) {
    const double at = (i + 0.5) / count - 0.5;
    const Pixel p = trilinear(u + along_u * at, v + along_v * at, depth);
    for (std::size_t k = 0; k < 3; ++k) sum[k] += p.value[k] / static_cast<float>(count);
  }
  return sum;
}

}  // namespace toile::pattern
