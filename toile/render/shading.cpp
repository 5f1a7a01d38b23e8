#include "toile/render/shading.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr float kDarkest = 0.004F;       ///< luminance below this is sensor noise
constexpr float kPlainContrast = 0.42F;  ///< standard deviation of log light on plain, folded cloth
constexpr float kLowest = 0.06F, kHighest = 1.9F;
constexpr double kFoldDepth = 0.011;    ///< displacement of a fold of unit log contrast, in garment widths
constexpr double kLargestShift = 0.01;  ///< in garment widths

Plane luminance_of(const Image& photo, const Box& box) {
  const auto& linear = image::linear_of_srgb();
  Plane out(box.width, box.height);
  for_rows(box.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const std::uint8_t* p = photo.at(box.x, box.y + y);
      for (int x = 0; x < box.width; ++x, p += 3) {
        out.row(y)[x] = std::max(kDarkest, image::luminance(linear[p[0]], linear[p[1]], linear[p[2]]));
      }
    }
  });
  return out;
}

Plane cover_of(const Mask& mask, const Box& box) {
  Plane out(box.width, box.height);
  for (int y = 0; y < box.height; ++y) {
    for (int x = 0; x < box.width; ++x) out.row(y)[x] = static_cast<float>(mask.at(box.x + x, box.y + y)) / 255;
  }
  return out;
}

/// The value that a share of `quantile` of the garment's pixels lies below.
float quantile_inside(const Plane& plane, const Plane& cover, double quantile) {
  std::vector<float> inside;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    if (cover.values[i] > 0.5F) inside.push_back(plane.values[i]);
  }
  if (inside.empty()) inside = plane.values;
  const auto nth = inside.begin() + static_cast<std::ptrdiff_t>(quantile * static_cast<double>(inside.size() - 1));
  std::nth_element(inside.begin(), nth, inside.end());
  return *nth;
}

/// A filter that sees the garment alone: what lies outside has no weight (normalised convolution, Knutsson 1993).
template <class Filter>
Plane inside_only(const Plane& plane, const Plane& cover, const Filter& filter) {
  Plane weighted(plane.width, plane.height);
  for (std::size_t i = 0; i < plane.values.size(); ++i) weighted.values[i] = plane.values[i] * cover.values[i];
  Plane out = filter(weighted);
  const Plane weight = filter(cover);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = weight.values[i] > 1e-4F ? out.values[i] / weight.values[i] : plane.values[i];
  }
  return out;
}

/// Fills what is not garment with the garment's surroundings-free mean, so that a filter meets no foreign edge.
Plane garment_continued(const Plane& plane, const Plane& cover, double sigma) {
  const Plane around = inside_only(plane, cover, [&](const Plane& p) { return image::blur(p, sigma); });
  Plane out(plane.width, plane.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = around.values[i] + (plane.values[i] - around.values[i]) * cover.values[i];
  }
  return out;
}

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

}  // namespace

Box bounds(const Mask& mask) {
  int left = mask.width, top = mask.height, right = -1, bottom = -1;
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      if (mask.at(x, y) == 0) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  return right < 0 ? Box{} : Box{.x = left, .y = top, .width = right - left + 1, .height = bottom - top + 1};
}

Shading read_shading(const Image& photo, const Mask& mask, const Box& box) {
  const Plane cover = cover_of(mask, box);
  Plane light = luminance_of(photo, box);
  const float base = quantile_inside(light, cover, 0.75);
  for (float& value : light.values) value = std::log(value / base);
  const double width = box.width;

  light = garment_continued(light, cover, width / 40);
  light = image::guided_filter(light, light, std::max(1, static_cast<int>(width / 160)), 0.0012F);
  const float contrast = std::min(1.0F, kPlainContrast / std::max(1e-3F, deviation_inside(light, cover)));
  for (float& value : light.values) value *= contrast;

  const Plane relief = inside_only(light, cover, [&](const Plane& p) { return image::blur(p, width / 70); });
  Shading shading{
      .light = std::move(light), .shift_x = Plane(box.width, box.height), .shift_y = Plane(box.width, box.height)};
  // A slope of one log unit over a tenth of the garment is a steep fold: it gets the full displacement.
  const auto depth = static_cast<float>(kFoldDepth * width * width / 10),
             most = static_cast<float>(kLargestShift * width);
  for_rows(box.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const float* above = relief.row(std::max(0, y - 1));
      const float* here = relief.row(y);
      const float* below = relief.row(std::min(box.height - 1, y + 1));
      for (int x = 0; x < box.width; ++x) {
        const int left = std::max(0, x - 1), right = std::min(box.width - 1, x + 1);
        shading.shift_x.row(y)[x] = std::clamp((here[right] - here[left]) / 2 * depth, -most, most);
        shading.shift_y.row(y)[x] = std::clamp((below[x] - above[x]) / 2 * depth, -most, most);
        shading.light.row(y)[x] = std::clamp(std::exp(shading.light.row(y)[x]), kLowest, kHighest);
      }
    }
  });
  // The displacement itself is smooth: cloth doesn't tear where the light breaks.
  shading.shift_x = image::blur(shading.shift_x, width / 100);
  shading.shift_y = image::blur(shading.shift_y, width / 100);
  return shading;
}

}  // namespace toile::render
