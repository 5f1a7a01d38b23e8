#include "toile/render/finish.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "toile/image/plane.hpp"

namespace toile::render {
namespace {

constexpr int kLongest = 640;         ///< pixels of the part that is looked at, each way
constexpr double kAnotherBlur = 1;    ///< pixels
constexpr float kStrongEdge = 0.05F;  ///< luma a pixel
constexpr float kPixelItself = 0.6F;  ///< blur that a well focused photo has from its pixels and its demosaicing
constexpr float kMostBlur = 4, kMostGrain = 6;
constexpr double kQuietest = 0.1;       ///< share of the pixels that surely show no print and no thing
constexpr float kAtQuietest = 0.1257F;  ///< the value that this share of a bell curve is nearer to zero than

/// sRGB luma 0..1 of the middle of `box`, at full resolution.
image::Plane luma_in_middle(const Image& photo, const Box& box) {
  const int width = std::min(box.width, kLongest), height = std::min(box.height, kLongest);
  const int left = box.x + (box.width - width) / 2, top = box.y + (box.height - height) / 2;
  image::Plane luma(width, height);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* p = photo.at(left, top + y);
    for (int x = 0; x < width; ++x, p += 3) {
      luma.row(y)[x] = (0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2]) / 255;
    }
  }
  return luma;
}

float slope_at(const image::Plane& plane, int x, int y) {
  const float across = plane.row(y)[x + 1] - plane.row(y)[x - 1], down = plane.row(y + 1)[x] - plane.row(y - 1)[x];
  return std::hypot(across, down) / 2;
}

float quantile(std::vector<float>& values, double share) {
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

}  // namespace

Finish read_finish(const Image& photo, const Box& box) {
  if (box.width < 8 || box.height < 8) return {};
  const image::Plane luma = luma_in_middle(photo, box);
  const image::Plane again = image::blur(luma, kAnotherBlur);
  std::vector<float> blurs, seconds;
  for (int y = 1; y + 1 < luma.height; ++y) {
    const float *above = luma.row(y - 1), *here = luma.row(y), *below = luma.row(y + 1);
    for (int x = 1; x + 1 < luma.width; ++x) {
      const float slope = slope_at(luma, x, y);
      if (slope > kStrongEdge) {
        const float ratio = slope / std::max(slope_at(again, x, y), 1e-6F);
        blurs.push_back(static_cast<float>(kAnotherBlur) / std::sqrt(std::max(ratio * ratio - 1, 0.03F)));
      } else {
        seconds.push_back(std::abs(above[x - 1] - 2 * above[x] + above[x + 1] - 2 * here[x - 1] + 4 * here[x] -
                                   2 * here[x + 1] + below[x - 1] - 2 * below[x] + below[x + 1]));
      }
    }
  }
  Finish finish;
  if (blurs.size() > 50) finish.blur = std::clamp(quantile(blurs, 0.1) - kPixelItself, 0.0F, kMostBlur);
  if (seconds.size() > 50) finish.grain = std::min(quantile(seconds, kQuietest) / (6 * kAtQuietest) * 255, kMostGrain);
  return finish;
}

float noise_at(int x, int y) {
  // a hash whose four bytes add up to nearly a bell curve of standard deviation 147.8 around 510
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1U ^ static_cast<std::uint32_t>(y) * 0x85EBCA77U;
  h = (h ^ h >> 15) * 0x2C1B3C6DU;
  h = (h ^ h >> 12) * 0x297A2D39U;
  h ^= h >> 15;
  const auto sum = static_cast<float>((h & 255) + (h >> 8 & 255) + (h >> 16 & 255) + (h >> 24));
  return (sum - 510) / 147.8F;
}

}  // namespace toile::render
