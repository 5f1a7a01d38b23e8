#include "toile/render/read_light.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/render/albedo.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr float kPlainContrast = 0.6F;                ///< standard deviation of log2 light on plain, folded cloth
constexpr double kMostlyGround = 0.5;                 ///< share of the ground from which on its fine detail is believed
constexpr float kDetail = 0.6F, kMotifDetail = 0.1F;  ///< log2 off the light around that may be a fold
constexpr float kBlack = -7.0F, kBlownOut = -0.03F;   ///< log2 luminance
constexpr float kEpsilon = 0.0025F, kBusyEpsilon = 0.08F;  ///< variance of log2 light that a smoothing filter keeps
constexpr float kFine = 1.0F / 160, kBroad = 1.0F / 40;    ///< its radius, in garment widths

float deviation_inside(const Plane& plane, const Plane& cover) {
  double weight = 0, sum = 0, squares = 0;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    weight += cover.values[i];
    sum += cover.values[i] * plane.values[i];
    squares += cover.values[i] * plane.values[i] * plane.values[i];
  }
  const double mean = sum / weight;
  return static_cast<float>(std::sqrt(std::max(0.0, squares / weight - mean * mean)));
}

/// Says when a garment is so dark or so bright that a photo has little light to read.
void note_what_hides(const Plane& log_luminance, const Plane& cover, std::vector<std::string>& notes) {
  if (quantile_inside(log_luminance, cover, 0.75) < kBlack) {
    notes.emplace_back(
        "the garment is almost black in this photo, so its folds can hardly be seen; a brighter photo helps");
  }
  if (quantile_inside(log_luminance, cover, 0.5) > kBlownOut) {
    notes.emplace_back(
        "the garment is blown out to white in this photo, so its folds can hardly be seen; a darker photo "
        "helps");
  }
}

/// The median of the certain cells nearby: a cell that was given the wrong colour stands out, an edge of a shadow
/// stays.
Plane median_of_certain(const Plane& plane, const Plane& certain) {
  constexpr int kFarthest = 2;
  const int reach = std::clamp(std::max(plane.width, plane.height) / 110, 1, kFarthest);
  Plane out = plane;
  for_rows(plane.height, [&](int first, int last) {
    std::array<float, (2 * kFarthest + 1) * (2 * kFarthest + 1)> near{};
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < plane.width; ++x) {
        if (certain.row(y)[x] <= 0) continue;
        std::ptrdiff_t count = 0;
        for (int from = std::max(0, y - reach); from <= std::min(plane.height - 1, y + reach); ++from) {
          for (int at = std::max(0, x - reach); at <= std::min(plane.width - 1, x + reach); ++at) {
            if (certain.row(from)[at] > 0) near[static_cast<std::size_t>(count++)] = plane.row(from)[at];
          }
        }
        std::nth_element(near.begin(), near.begin() + count / 2, near.begin() + count);
        out.row(y)[x] = near[static_cast<std::size_t>(count / 2)];
      }
    }
  });
  return out;
}

}  // namespace

Light read_light(const Grid& grid, std::vector<std::string>& notes) {
  Plane light(grid.cover.width, grid.cover.height);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    light.values[i] =
        std::log2(std::max(kDarkest, image::luminance(grid.red.values[i], grid.green.values[i], grid.blue.values[i])));
  }
  const Plane mean = light;
  const Albedo albedo = read_albedo(grid, light);
  if (albedo.colours > 1) {
    for (std::size_t i = 0; i < light.values.size(); ++i) light.values[i] -= albedo.level.values[i];
    const Plane middle = median_of_certain(light, albedo.certain);
    for (std::size_t i = 0; i < light.values.size(); ++i) {
      const bool ground = albedo.share >= kMostlyGround && albedo.level.values[i] == 0;
      const float off = light.values[i] - middle.values[i];
      if (std::abs(off) > (ground ? kDetail : kMotifDetail)) light.values[i] = middle.values[i];
    }
    light = continued(light, albedo.certain);
  }
  const float base = quantile_inside(light, grid.cover, 0.75);
  note_what_hides(mean, grid.cover, notes);
  // the more of the cloth is print, the less a small difference is believed
  const auto busy = albedo.colours > 1 ? static_cast<float>(std::clamp(2 * (1 - albedo.share), 0.0, 1.0)) : 0.0F;
  const int radius = static_cast<int>(static_cast<float>(light.width) * (kFine + (kBroad - kFine) * busy));
  light = image::guided_filter(light, light, std::max(1, radius), kEpsilon + (kBusyEpsilon - kEpsilon) * busy);
  const float contrast = std::min(1.0F, kPlainContrast / std::max(1e-3F, deviation_inside(light, grid.cover)));
  Light out{.given = {}, .level = light, .mean = mean, .gain = Plane(light.width, light.height, contrast * 0.5F)};
  if (albedo.colours > 1) {
    for (std::size_t i = 0; i < light.values.size(); ++i) {
      const bool ground = albedo.share >= kMostlyGround && albedo.level.values[i] == 0;
      out.gain.values[i] *= ground ? albedo.certain.values[i] : 0;
    }
  }
  for (float& value : out.level.values) value = std::clamp((value - base) * contrast, -4.0F, 0.9F);
  return out;
}

}  // namespace toile::render
