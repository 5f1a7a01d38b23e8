#include "toile/pattern/tile_sampler.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

namespace toile::pattern {

namespace {

constexpr float kMostSamples = 8;
/// Levels finer than the footprint: bilinear samples of a pyramid blur twice, and half a level less comes nearest to
/// what a renderer's pixel filter shows (`toile evaluate drape`).
constexpr float kSharper = 0.5F;

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
          for (const float dy : {0.25F, 0.75F}) {
            for (const float dx : {0.25F, 0.75F}) {
              const Pixel c = bilinear(fine, (static_cast<float>(x) + dx) / static_cast<float>(coarse.width),
                                       (static_cast<float>(y) + dy) / static_cast<float>(coarse.height));
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

TileSampler::Pixel TileSampler::bilinear(const Level& level, float u, float v) {
  // u and v are from 0 to 1, so that a conversion is a floor once a pixel is added
  const float x = u * static_cast<float>(level.width) + 0.5F, y = v * static_cast<float>(level.height) + 0.5F;
  const int right = static_cast<int>(x), below = static_cast<int>(y);
  const int x0 = right == 0 ? level.width - 1 : right - 1, x1 = right >= level.width ? 0 : right;
  const int y0 = below == 0 ? level.height - 1 : below - 1, y1 = below >= level.height ? 0 : below;
  const Pixel* upper = level.pixels.data() + static_cast<std::size_t>(y0) * static_cast<std::size_t>(level.width);
  const Pixel* lower = level.pixels.data() + static_cast<std::size_t>(y1) * static_cast<std::size_t>(level.width);
  const float across = x - static_cast<float>(right), down = y - static_cast<float>(below);
  const float a = (1 - across) * (1 - down), b = across * (1 - down), c = (1 - across) * down, d = across * down;
  Pixel out;
  for (std::size_t i = 0; i < 4; ++i) {
    out.value[i] = a * upper[x0].value[i] + b * upper[x1].value[i] + c * lower[x0].value[i] + d * lower[x1].value[i];
  }
  return out;
}

TileSampler::Pixel TileSampler::trilinear(float u, float v, float depth) const {
  u -= std::floor(u);
  v -= std::floor(v);
  depth = std::clamp(depth - skipped_, 0.0F, static_cast<float>(levels_.size() - 1));
  const auto fine = static_cast<std::size_t>(depth);
  Pixel out = bilinear(levels_[fine], u, v);
  const float share = depth - static_cast<float>(fine);
  if (share > 0) {
    const Pixel coarse = bilinear(levels_[fine + 1], u, v);
    for (std::size_t i = 0; i < 4; ++i) out.value[i] += (coarse.value[i] - out.value[i]) * share;
  }
  return out;
}

Colour TileSampler::sample(double u, double v, double footprint) const {
  const Pixel p = trilinear(static_cast<float>(u - std::floor(u)), static_cast<float>(v - std::floor(v)),
                            static_cast<float>(std::log2(std::max(footprint, 1e-6))));
  return {p.value[0], p.value[1], p.value[2]};
}

Colour TileSampler::mean() const {
  const Pixel& p = levels_.back().pixels.front();
  return {p.value[0], p.value[1], p.value[2]};
}

TileSampler::Probe TileSampler::probe(const Footprint& footprint) const {
  const auto width = static_cast<float>(width_), height = static_cast<float>(height_);
  const float a = footprint.u_right * width, b = footprint.u_down * width;
  const float c = footprint.v_right * height, d = footprint.v_down * height;
  // singular values of the 2x2 matrix, squared: the footprint's axes, in pixels of the tile
  const float squares = a * a + b * b + c * c + d * d, rows = a * a + b * b - c * c - d * d, cross = a * c + b * d;
  const float spread = std::sqrt(rows * rows + 4 * cross * cross);
  const float longest = (squares + spread) / 2, shortest = std::max((squares - spread) / 2, 0.0F);
  const float least = std::max({shortest, longest / (kMostSamples * kMostSamples), 1e-12F});
  Probe probe{.depth = 0.5F * std::log2(least) - kSharper};
  if (longest <= 1) return probe;
  probe.count = std::max(1, static_cast<int>(std::ceil(std::sqrt(longest / std::max(least, 1.0F)) - 0.2F)));
  if (probe.count == 1) return probe;
  // the long axis: the eigenvector of J J^T for its larger eigenvalue
  const float along_u = rows > 0 ? longest - (c * c + d * d) : cross;
  const float along_v = rows > 0 ? cross : longest - (a * a + b * b);
  const float norm = std::sqrt(longest / std::max(along_u * along_u + along_v * along_v, 1e-30F));
  probe.along_u = along_u * norm / width;
  probe.along_v = along_v * norm / height;
  return probe;
}

Colour TileSampler::sample(float u, float v, const Probe& probe) const {
  if (probe.count == 1) {
    const Pixel p = trilinear(u, v, probe.depth);
    return {p.value[0], p.value[1], p.value[2]};
  }
  Colour sum{};
  const float share = 1 / static_cast<float>(probe.count);
  for (int i = 0; i < probe.count; ++i) {
    const float at = (static_cast<float>(i) + 0.5F) * share - 0.5F;
    const Pixel p = trilinear(u + probe.along_u * at, v + probe.along_v * at, probe.depth);
    for (std::size_t k = 0; k < 3; ++k) sum[k] += p.value[k] * share;
  }
  return sum;
}

}  // namespace toile::pattern
