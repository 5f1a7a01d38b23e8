#include "toile/scan/look.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/base/parallel.hpp"

namespace toile::scan {
namespace {

constexpr int kTaps = 6;  ///< pixels each way: three lobes of a windowed sinc (Lanczos)
constexpr int kPhases = 256;

using Weights = std::array<float, kTaps>;

/// The weights of the pixels around a place, for each step between two pixels' middles; their sum is 1.
std::array<Weights, kPhases + 1> kernel() {
  std::array<Weights, kPhases + 1> all{};
  for (std::size_t phase = 0; phase < all.size(); ++phase) {
    double sum = 0;
    std::array<double, kTaps> values{};
    for (std::size_t k = 0; k < kTaps; ++k) {
      const double t = std::numbers::pi * (static_cast<double>(phase) / kPhases + 2 - static_cast<double>(k));
      values[k] = std::abs(t) < 1e-9                   ? 1
                  : std::abs(t) < 3 * std::numbers::pi ? 3 * std::sin(t) * std::sin(t / 3) / (t * t)
                                                       : 0;
      sum += values[k];
    }
    for (std::size_t k = 0; k < kTaps; ++k) all[phase][k] = static_cast<float>(values[k] / sum);
  }
  return all;
}

const Weights& weights_at(double beyond) {
  static const std::array<Weights, kPhases + 1> all = kernel();
  return all[static_cast<std::size_t>(beyond * kPhases + 0.5)];
}

}  // namespace

std::array<float, 3> colour_at(const Image& photo, Vector at) {
  const double x = at.x - 0.5, y = at.y - 0.5;
  const int left = static_cast<int>(std::floor(x)) - 2, top = static_cast<int>(std::floor(y)) - 2;
  const Weights &across = weights_at(x - left - 2), &down = weights_at(y - top - 2);
  std::array<float, 3 * kTaps> column{};
  const bool inside = left >= 0 && top >= 0 && left + kTaps <= photo.width && top + kTaps <= photo.height;
  for (int j = 0; j < kTaps; ++j) {
    const float weight = down[static_cast<std::size_t>(j)];
    if (inside) {
      const std::uint8_t* p = photo.at(left, top + j);
      for (std::size_t i = 0; i < column.size(); ++i) column[i] += weight * static_cast<float>(p[i]);
      continue;
    }
    const int row = std::clamp(top + j, 0, photo.height - 1);
    for (int i = 0; i < kTaps; ++i) {
      const std::uint8_t* p = photo.at(std::clamp(left + i, 0, photo.width - 1), row);
      for (int c = 0; c < 3; ++c) column[static_cast<std::size_t>(3 * i + c)] += weight * static_cast<float>(p[c]);
    }
  }
  std::array<float, 3> colour{};
  for (std::size_t i = 0; i < column.size(); ++i) colour[i % 3] += across[i / 3] * column[i];
  return colour;
}

Image seen_through(const Image& photo, const Homography& to_photo, int width, int height) {
  Image out = Image::filled(width, height, {});
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < width; ++x) {
        const std::array<float, 3> colour = colour_at(photo, to_photo({x + 0.5, y + 0.5}));
        for (std::size_t c = 0; c < 3; ++c) {
          out.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(colour[c], 0.0F, 255.0F) + 0.5F);
        }
      }
    }
  });
  out.dpi = photo.dpi;
  return out;
}

image::Plane inside_of(const Homography& to_photo, int photo_width, int photo_height, int width, int height) {
  image::Plane inside(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Vector at = to_photo({x + 0.5, y + 0.5});
      inside.row(y)[x] = at.x >= 0 && at.y >= 0 && at.x < photo_width && at.y < photo_height ? 1 : 0;
    }
  }
  return inside;
}

Homography against(double p, double q, int width, int height) {
  const double half = 0.5 * std::max(width, height), cx = 0.5 * width, cy = 0.5 * height;
  const Homography to_middle{{1 / half, 0, -cx / half, 0, 1 / half, -cy / half, 0, 0, 1}};
  const Homography lean{{1, 0, 0, 0, 1, 0, p, q, 1}};
  const Homography back{{half, 0, cx, 0, half, cy, 0, 0, 1}};
  return back.after(lean.after(to_middle));
}

}  // namespace toile::scan
