#include "toile/scan/look.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::scan {
namespace {

float blend(const std::array<float, 4>& p, float t) {  // Catmull and Rom, 1974
  return p[1] +
         0.5F * t * (p[2] - p[0] + t * (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3] + t * (3 * (p[1] - p[2]) + p[3] - p[0])));
}

}  // namespace

std::array<float, 3> colour_at(const Image& photo, Vector at) {
  const double x = at.x - 0.5, y = at.y - 0.5;
  const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
  const auto fx = static_cast<float>(x - left), fy = static_cast<float>(y - top);
  std::array<int, 4> columns{};
  for (int i = 0; i < 4; ++i) columns[static_cast<std::size_t>(i)] = std::clamp(left - 1 + i, 0, photo.width - 1);
  std::array<std::array<float, 4>, 3> rows{};
  for (int j = 0; j < 4; ++j) {
    const int row = std::clamp(top - 1 + j, 0, photo.height - 1);
    std::array<std::array<float, 4>, 3> values{};
    for (std::size_t i = 0; i < 4; ++i) {
      const std::uint8_t* p = photo.at(columns[i], row);
      for (std::size_t c = 0; c < 3; ++c) values[c][i] = p[c];
    }
    for (std::size_t c = 0; c < 3; ++c) rows[c][static_cast<std::size_t>(j)] = blend(values[c], fx);
  }
  return {blend(rows[0], fy), blend(rows[1], fy), blend(rows[2], fy)};
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
