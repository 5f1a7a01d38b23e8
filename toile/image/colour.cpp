#include "toile/image/colour.hpp"

#include <algorithm>
#include <cmath>

namespace toile::image {
namespace {

constexpr std::size_t kSteps = 1 << 14;  ///< fine enough that every 8-bit value comes back as itself

double to_linear(double srgb) {
  return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4);
}

double to_srgb(double linear) {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

}  // namespace

const std::array<float, 256>& linear_of_srgb() {
  static const auto table = [] {
    std::array<float, 256> t{};
    for (std::size_t i = 0; i < t.size(); ++i) t[i] = static_cast<float>(to_linear(static_cast<double>(i) / 255));
    return t;
  }();
  return table;
}

std::uint8_t srgb_of_linear(float linear) {
  static const auto table = [] {
    std::array<std::uint8_t, kSteps + 1> t{};
    for (std::size_t i = 0; i < t.size(); ++i) {
      t[i] = static_cast<std::uint8_t>(std::lround(255 * to_srgb(static_cast<double>(i) / kSteps)));
    }
    return t;
  }();
  const float clamped = std::clamp(linear, 0.0F, 1.0F);
  return table[static_cast<std::size_t>(clamped * kSteps + 0.5F)];
}

}  // namespace toile::image
