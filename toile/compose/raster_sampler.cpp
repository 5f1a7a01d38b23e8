#include "toile/compose/raster_sampler.hpp"

#include <algorithm>
#include <cmath>

namespace toile::compose {
namespace {

constexpr std::int8_t kMixed = -1, kNoInk = -2;
/// The width of an edge in pixels, once sharpened.
constexpr double kEdge = 1.3;
constexpr float kSeen = 1.0F / 512;

std::array<float, 4> catmull_rom(float t) {
  const float a = t * t, b = a * t;
  return {-0.5F * b + a - 0.5F * t, 1.5F * b - 2.5F * a + 1, -1.5F * b + 2 * a + 0.5F * t, 0.5F * b - 0.5F * a};
}

}  // namespace

RasterSampler::RasterSampler(const Raster& raster, int inks, double size)
    : inks_(inks), width_(raster.width), height_(raster.height) {
  const std::size_t pixels = static_cast<std::size_t>(width_) * height_, depth = static_cast<std::size_t>(inks) + 1;
  values_.resize(pixels * depth);
  const std::uint8_t* alpha = raster.planes.data() + pixels * inks;
  for (std::size_t i = 0; i < pixels; ++i) {
    const float a = alpha[i] / 255.0F;
    for (std::size_t k = 0; k + 1 < depth; ++k) values_[i * depth + k] = a * raster.planes[k * pixels + i] / 255.0F;
    values_[i * depth + depth - 1] = a;
  }
  while (std::max(width_, height_) >= 2 * size && std::min(width_, height_) > 1) {
    const int w = (width_ + 1) / 2, h = (height_ + 1) / 2;
    std::vector<float> half(static_cast<std::size_t>(w) * h * depth);
    for (int y = 0; y < h; ++y) {
      for (int x = 0; x < w; ++x) {
        for (std::size_t k = 0; k < depth; ++k) {
          const auto value = [&](int dx, int dy) {
            const int sx = 2 * x + dx, sy = 2 * y + dy;
            return sx < width_ && sy < height_ ? values_[(static_cast<std::size_t>(sy) * width_ + sx) * depth + k] : 0;
          };
          half[(static_cast<std::size_t>(y) * w + x) * depth + k] =
              (value(0, 0) + value(1, 0) + value(0, 1) + value(1, 1)) / 4;
        }
      }
    }
    values_ = std::move(half);
    width_ = w;
    height_ = h;
  }
  sharpness_ = std::max(1.0, size / std::max(width_, height_) / kEdge);
  note_plain_pixels();
}

void RasterSampler::note_plain_pixels() {
  const auto depth = static_cast<std::size_t>(inks_) + 1;
  plain_.assign(static_cast<std::size_t>(width_) * height_, kMixed);
  const auto own = [&](int x, int y) -> std::int8_t {
    if (x < 0 || y < 0 || x >= width_ || y >= height_) return kNoInk;
    const float* value = values_.data() + (static_cast<std::size_t>(y) * width_ + x) * depth;
    if (value[inks_] == 0) return kNoInk;
    for (int k = 0; k < inks_; ++k) {
      if (value[k] == 1) return static_cast<std::int8_t>(k);
    }
    return kMixed;
  };
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      const std::int8_t middle = own(x, y);
      bool same = middle != kMixed;
      for (int dy = -1; same && dy <= 2; ++dy) {
        for (int dx = -1; same && dx <= 2; ++dx) same = own(x + dx, y + dy) == middle;
      }
      if (same) plain_[static_cast<std::size_t>(y) * width_ + x] = middle;
    }
  }
}

RasterSampler::Sample RasterSampler::at(double x, double y) const {
  const double side = std::max(width_, height_);
  const double px = x * side + width_ / 2.0 - 0.5, py = y * side + height_ / 2.0 - 0.5;
  const int left = static_cast<int>(std::floor(px)), top = static_cast<int>(std::floor(py));
  if (left < -2 || top < -2 || left > width_ || top > height_) return {};
  if (left >= 0 && top >= 0 && left < width_ && top < height_) {
    const std::int8_t plain = plain_[static_cast<std::size_t>(top) * width_ + left];
    if (plain == kNoInk) return {};
    if (plain >= 0) {
      Sample solid{.alpha = 255};
      solid.shares[static_cast<std::size_t>(static_cast<unsigned char>(plain))] = 255;
      return solid;
    }
  }
  return mixed(px, py, left, top);
}

RasterSampler::Sample RasterSampler::mixed(double x, double y, int left, int top) const {
  const auto across = catmull_rom(static_cast<float>(x - left)), down = catmull_rom(static_cast<float>(y - top));
  std::array<float, kMostInks + 1> sums{};
  for (int j = 0; j < 4; ++j) {
    const int sy = top - 1 + j;
    if (sy < 0 || sy >= height_) continue;
    for (int i = 0; i < 4; ++i) {
      const int sx = left - 1 + i;
      if (sx < 0 || sx >= width_) continue;
      const float weight = across[static_cast<std::size_t>(i)] * down[static_cast<std::size_t>(j)];
      const float* value =
          values_.data() + (static_cast<std::size_t>(sy) * width_ + sx) * (static_cast<std::size_t>(inks_) + 1);
      for (int k = 0; k <= inks_; ++k) sums[static_cast<std::size_t>(k)] += weight * value[k];
    }
  }
  const double alpha = std::clamp((sums[static_cast<std::size_t>(inks_)] - 0.5) * sharpness_ + 0.5, 0.0, 1.0);
  if (alpha < kSeen) return {};
  float whole = 0, most = 0;
  for (int k = 0; k < inks_; ++k) most = std::max(most, sums[static_cast<std::size_t>(k)]);
  for (int k = 0; k < inks_; ++k) {
    float& share = sums[static_cast<std::size_t>(k)];
    share = share <= 0 ? 0 : std::pow(share / most, static_cast<float>(sharpness_));
    whole += share;
  }
  Sample sample{.alpha = static_cast<std::uint8_t>(std::lround(255 * alpha))};
  for (int k = 0; k < inks_ && whole > 0; ++k) {
    sample.shares[static_cast<std::size_t>(k)] =
        static_cast<std::uint8_t>(std::lround(255 * sums[static_cast<std::size_t>(k)] / whole));
  }
  return sample;
}

}  // namespace toile::compose
