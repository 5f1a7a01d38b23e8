#include "toile/render/grid.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr std::uint8_t kSurely = 250;  ///< cover at which a pixel is garment and nothing else

struct Sum {
  float red = 0, green = 0, blue = 0, weight = 0;
};

Sum sum_of(const Image& photo, const Mask& garment, int left, int top, int right, int bottom, bool soft) {
  const auto& linear = image::linear_of_srgb();
  Sum sum;
  for (int y = top; y < bottom; ++y) {
    const std::uint8_t* p = photo.at(left, y);
    for (int x = left; x < right; ++x, p += 3) {
      const std::uint8_t cover = garment.at(x, y);
      if (soft ? cover == 0 : cover < kSurely) continue;
      const float weight = soft ? static_cast<float>(cover) / 255 : 1;
      sum.red += weight * linear[p[0]];
      sum.green += weight * linear[p[1]];
      sum.blue += weight * linear[p[2]];
      sum.weight += weight;
    }
  }
  return sum;
}

/// Half as many cells each way; weights add up, values are weighted means.
struct Level {
  Plane sum, weight;
};

Level halved(const Level& fine) {
  const int width = (fine.sum.width + 1) / 2, height = (fine.sum.height + 1) / 2;
  Level out{Plane(width, height), Plane(width, height)};
  for (int y = 0; y < fine.sum.height; ++y) {
    for (int x = 0; x < fine.sum.width; ++x) {
      out.sum.row(y / 2)[x / 2] += fine.sum.row(y)[x] / 4;
      out.weight.row(y / 2)[x / 2] += fine.weight.row(y)[x] / 4;
    }
  }
  return out;
}

}  // namespace

Grid grid_of(const Image& photo, const Mask& garment, const Box& box, int longest) {
  const double step = std::max(1.0, static_cast<double>(std::max(box.width, box.height)) / longest);
  const int width = std::max(1, static_cast<int>(std::lround(box.width / step)));
  const int height = std::max(1, static_cast<int>(std::lround(box.height / step)));
  Grid grid{.red = Plane(width, height),
            .green = Plane(width, height),
            .blue = Plane(width, height),
            .cover = Plane(width, height),
            .step = step};
  // whether any pixel of the garment is wholly covered; a matte that is soft everywhere counts as it is
  const bool soft = std::none_of(garment.cover.begin(), garment.cover.end(), [](auto c) { return c >= kSurely; });
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const int top = box.y + static_cast<int>(static_cast<std::int64_t>(y) * box.height / height);
      const int bottom = box.y + static_cast<int>(static_cast<std::int64_t>(y + 1) * box.height / height);
      for (int x = 0; x < width; ++x) {
        const int left = box.x + static_cast<int>(static_cast<std::int64_t>(x) * box.width / width);
        const int right = box.x + static_cast<int>(static_cast<std::int64_t>(x + 1) * box.width / width);
        const Sum sum = sum_of(photo, garment, left, top, right, bottom, soft);
        const float count = static_cast<float>((right - left) * (bottom - top));
        grid.cover.row(y)[x] = sum.weight / count;
        if (sum.weight <= 0) continue;
        grid.red.row(y)[x] = sum.red / sum.weight;
        grid.green.row(y)[x] = sum.green / sum.weight;
        grid.blue.row(y)[x] = sum.blue / sum.weight;
      }
    }
  });
  for (Plane* plane : {&grid.red, &grid.green, &grid.blue}) *plane = continued(*plane, grid.cover);
  return grid;
}

Plane blur_inside(const Plane& plane, const Plane& weight, double sigma) {
  Plane weighted(plane.width, plane.height);
  for (std::size_t i = 0; i < plane.values.size(); ++i) weighted.values[i] = plane.values[i] * weight.values[i];
  Plane out = image::blur(weighted, sigma);
  const Plane sum = image::blur(weight, sigma);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = sum.values[i] > 1e-4F ? out.values[i] / sum.values[i] : plane.values[i];
  }
  return out;
}

Plane continued(const Plane& plane, const Plane& weight) {
  std::vector<Level> levels(1);
  levels[0] = {plane, weight};
  for (std::size_t i = 0; i < plane.values.size(); ++i) levels[0].sum.values[i] *= weight.values[i];
  while (levels.back().sum.width > 1 || levels.back().sum.height > 1) levels.push_back(halved(levels.back()));
  Plane coarse = levels.back().sum;
  for (std::size_t i = 0; i < coarse.values.size(); ++i) {
    coarse.values[i] /= std::max(levels.back().weight.values[i], 1e-12F);
  }
  for (std::size_t l = levels.size() - 1; l-- > 0;) {
    const Level& level = levels[l];
    Plane fine = image::resample(coarse, level.sum.width, level.sum.height);
    for (std::size_t i = 0; i < fine.values.size(); ++i) {
      const float known = level.weight.values[i];
      if (known <= 0) continue;
      const float share = l == 0 ? std::min(1.0F, 4 * known) : std::min(1.0F, known);
      fine.values[i] += (level.sum.values[i] / known - fine.values[i]) * share;
    }
    coarse = std::move(fine);
  }
  return coarse;
}

float quantile_inside(const Plane& plane, const Plane& weight, double quantile) {
  std::vector<float> inside;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    if (weight.values[i] > 0.5F) inside.push_back(plane.values[i]);
  }
  if (inside.empty()) {
    for (std::size_t i = 0; i < plane.values.size(); ++i) {
      if (weight.values[i] > 0) inside.push_back(plane.values[i]);
    }
  }
  if (inside.empty()) return 0;
  const auto nth = inside.begin() + static_cast<std::ptrdiff_t>(quantile * static_cast<double>(inside.size() - 1));
  std::nth_element(inside.begin(), nth, inside.end());
  return *nth;
}

}  // namespace toile::render
