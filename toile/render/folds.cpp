#include "toile/render/folds.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/render/grid.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr double kDepth = 0.00045;  ///< displacement by a slope of one log unit a garment's width, in garment widths
constexpr double kLargest = 0.01;   ///< in garment widths
constexpr double kRelief = 1.0 / 45, kSmooth = 1.0 / 80;  ///< blurs, in garment widths

}  // namespace

Folds read_folds(const Plane& log_light, const Plane& cover, double pixels) {
  const int width = log_light.width, height = log_light.height;
  const Plane relief = blur_inside(log_light, cover, width * kRelief);
  Folds folds{.right = Plane(width, height), .down = Plane(width, height)};
  const auto depth = static_cast<float>(kDepth * width * width * pixels),
             most = static_cast<float>(kLargest * width * pixels);
  // the matte's edge holds the print still: what light does there is background, not a fold
  const Plane inner = image::blur(cover, width * kSmooth);
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const float* above = relief.row(std::max(0, y - 1));
      const float* here = relief.row(y);
      const float* below = relief.row(std::min(height - 1, y + 1));
      for (int x = 0; x < width; ++x) {
        const int left = std::max(0, x - 1), right = std::min(width - 1, x + 1);
        const float hold = std::clamp(2 * inner.row(y)[x] - 1, 0.0F, 1.0F);
        folds.right.row(y)[x] = hold * std::clamp((here[right] - here[left]) / 2 * depth, -most, most);
        folds.down.row(y)[x] = hold * std::clamp((below[x] - above[x]) / 2 * depth, -most, most);
      }
    }
  });
  // The displacement itself is smooth: cloth doesn't tear where the light breaks.
  folds.right = image::blur(folds.right, width * kSmooth);
  folds.down = image::blur(folds.down, width * kSmooth);
  return folds;
}

}  // namespace toile::render
