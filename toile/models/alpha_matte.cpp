#include "toile/models/alpha_matte.hpp"

#include <algorithm>

namespace toile::models {
namespace {

constexpr double kLeastClear = 0.02;  ///< of the picture
constexpr double kLeastSolid = 0.004;
constexpr int kClear = 16, kSolid = 239;  ///< of 255

}  // namespace

std::optional<Mask> alpha_matte(const Image& photo) {
  if (photo.alpha.empty()) return {};
  const auto all = static_cast<double>(photo.pixels());
  const auto clear = std::count_if(photo.alpha.begin(), photo.alpha.end(), [](int a) { return a < kClear; });
  const auto solid = std::count_if(photo.alpha.begin(), photo.alpha.end(), [](int a) { return a > kSolid; });
  if (static_cast<double>(clear) < kLeastClear * all || static_cast<double>(solid) < kLeastSolid * all) return {};
  return Mask{.width = photo.width, .height = photo.height, .cover = photo.alpha, .dpi = photo.dpi};
}

}  // namespace toile::models
