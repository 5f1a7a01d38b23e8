#include "toile/render/reflections.hpp"

#include <algorithm>

namespace toile::render {
namespace {

constexpr float kMostSeen = 0.9F;  ///< share of its view in which the darkest fold sees its own cloth

}  // namespace

Reflections::Reflections(const std::array<float, 3>& old_cloth, const std::array<float, 3>& new_cloth, float plain)
    : scale_(static_cast<float>(kSteps) / std::max(plain, 1e-6F)) {
  const bool known = *std::max_element(old_cloth.begin(), old_cloth.end()) > 0;
  for (std::size_t i = 0; i <= kSteps; ++i) {
    const float darker = 1 - static_cast<float>(i) / kSteps, seen = kMostSeen * darker * darker * darker;
    for (std::size_t c = 0; c < 3; ++c) {
      table_[i][c] = known ? (1 - old_cloth[c] * seen) / (1 - new_cloth[c] * seen) : 1;
    }
  }
}

const std::array<float, 3>& Reflections::change(float luminance) const {
  return table_[static_cast<std::size_t>(std::clamp(luminance * scale_, 0.0F, static_cast<float>(kSteps)))];
}

}  // namespace toile::render
