#include "toile/scan/warp.hpp"

#include <algorithm>
#include <cmath>

namespace toile::scan {

Homography Homography::inverse() const {
  const auto& m = h;
  Homography out{{m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                  m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                  m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]}};
  const double last = out.h[8];
  for (double& value : out.h) value /= last;
  return out;
}

Homography Homography::after(const Homography& first) const {
  Homography out{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      out.h[3 * i + j] = 0;
      for (std::size_t k = 0; k < 3; ++k) out.h[3 * i + j] += h[3 * i + k] * first.h[3 * k + j];
    }
  }
  const double last = out.h[8];
  for (double& value : out.h) value /= last;
  return out;
}

Homography scaling(double x, double y) {
  return {{x, 0, 0, 0, y, 0, 0, 0, 1}};
}

Lattice Homography::steps_at(Vector p) const {
  const double w = h[6] * p.x + h[7] * p.y + h[8];
  const Vector at = (*this)(p);
  return {{(h[0] - at.x * h[6]) / w, (h[3] - at.y * h[6]) / w}, {(h[1] - at.x * h[7]) / w, (h[4] - at.y * h[7]) / w}};
}

float bilinear(const image::Plane& plane, Vector at) {
  const float x = std::clamp(static_cast<float>(at.x) - 0.5F, 0.0F, static_cast<float>(plane.width - 1)),
              y = std::clamp(static_cast<float>(at.y) - 0.5F, 0.0F, static_cast<float>(plane.height - 1));
  const int left = std::min(static_cast<int>(x), std::max(0, plane.width - 2)),
            top = std::min(static_cast<int>(y), std::max(0, plane.height - 2));
  const int right = std::min(left + 1, plane.width - 1), below = std::min(top + 1, plane.height - 1);
  const float fx = x - static_cast<float>(left), fy = y - static_cast<float>(top);
  const float* upper = plane.row(top);
  const float* lower = plane.row(below);
  const float over = upper[left] + fx * (upper[right] - upper[left]),
              under = lower[left] + fx * (lower[right] - lower[left]);
  return over + fy * (under - over);
}

Vector Warp::creep(Vector at) const {
  if (creep_x.values.empty()) return {};
  return {bilinear(creep_x, at), bilinear(creep_y, at)};
}

Vector Warp::forward(Vector uv) const {
  const Vector flat = view(uv);
  return flat + creep(flat);
}

Vector Warp::back(Vector at) const {
  Vector flat = at;
  for (int round = 0; round < 3; ++round) flat = at - creep(flat);
  return view.inverse()(flat);
}

Warp Warp::resized(int width, int height) const {
  const double kx = 1.0 * width / creep_x.width, ky = 1.0 * height / creep_x.height;
  Warp out{scaling(kx, ky).after(view), image::resample(creep_x, width, height),
           image::resample(creep_y, width, height)};
  for (float& value : out.creep_x.values) value *= static_cast<float>(kx);
  for (float& value : out.creep_y.values) value *= static_cast<float>(ky);
  return out;
}

}  // namespace toile::scan
