#pragma once
/// One row of a coarse plane at the resolution of a photo, bilinear, without making the whole picture.

#include <algorithm>
#include <cmath>
#include <vector>

#include "toile/image/plane.hpp"

namespace toile::render {

class CoarseRow {
 public:
  /// Row `y` of `plane` spread over `width` x `height` pixels.
  CoarseRow(const image::Plane& plane, int width, int height, int y)
      : values_(static_cast<std::size_t>(plane.width)), step_(static_cast<float>(plane.width) / width) {
    const float at = (y + 0.5F) * plane.height / height - 0.5F;
    const int top = std::clamp(static_cast<int>(std::floor(at)), 0, plane.height - 1);
    const int bottom = std::min(top + 1, plane.height - 1);
    const float share = std::clamp(at - static_cast<float>(top), 0.0F, 1.0F);
    for (int x = 0; x < plane.width; ++x) {
      values_[static_cast<std::size_t>(x)] = plane.row(top)[x] + (plane.row(bottom)[x] - plane.row(top)[x]) * share;
    }
  }

  float at(int x) const {
    const float place = std::max((x + 0.5F) * step_ - 0.5F, 0.0F);
    const auto left = std::min(static_cast<std::size_t>(place), values_.size() - 1);
    const auto right = std::min(left + 1, values_.size() - 1);
    return values_[left] + (values_[right] - values_[left]) * std::min(place - static_cast<float>(left), 1.0F);
  }

 private:
  std::vector<float> values_;
  float step_;
};

}  // namespace toile::render
