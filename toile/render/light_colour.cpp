#include "toile/render/light_colour.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/colour.hpp"

namespace toile::render {
namespace {

constexpr int kSamplesAcross = 256;
constexpr double kNoise = 0.004, kGreyish = 0.8;       ///< linear; log2
constexpr double kFewGreys = 0.05;                     ///< share of the pixels
constexpr int kClipped = 254;                          ///< a channel at its end tells no colour
constexpr double kAlong = 0.5, kAcross = 0.15;         ///< of the cast that counts as light
constexpr double kLargest = 0.7;                       ///< log2, along
constexpr double kWarmRed = 0.4, kWarmBlue = -0.9165;  ///< direction of warmer light: log2 of red and blue to green

}  // namespace

std::array<float, 3> light_colour(const Image& photo) {
  const auto& linear = image::linear_of_srgb();
  const int step = std::max(1, std::max(photo.width, photo.height) / kSamplesAcross);
  std::array<double, 3> sums{};
  double believed = 0, count = 0;
  for (int y = 0; y < photo.height; y += step) {
    for (int x = 0; x < photo.width; x += step) {
      const std::uint8_t* p = photo.at(x, y);
      ++count;
      if (std::max({p[0], p[1], p[2]}) >= kClipped) {
        for (double& sum : sums) ++sum;  // blown out: as good as white
        ++believed;
        continue;
      }
      const std::array<double, 3> rgb = {linear[p[0]], linear[p[1]], linear[p[2]]};
      const double red_cast = std::log2((rgb[0] + kNoise) / (rgb[1] + kNoise)),
                   blue_cast = std::log2((rgb[2] + kNoise) / (rgb[1] + kNoise));
      // what is far from grey is a coloured thing, not a coloured light
      const double weight = std::exp(-(red_cast * red_cast + blue_cast * blue_cast) / (kGreyish * kGreyish));
      believed += weight;
      for (std::size_t c = 0; c < 3; ++c) {
        const double cube = rgb[c] * rgb[c] * rgb[c];
        sums[c] += weight * cube * cube;
      }
    }
  }
  if (std::min({sums[0], sums[1], sums[2]}) <= 0) return {1, 1, 1};
  const double red = std::log2(sums[0] / sums[1]) / 6, blue = std::log2(sums[2] / sums[1]) / 6;
  // a scene with little grey in it says little
  const double share = believed / count / (believed / count + kFewGreys);
  const double along = std::clamp(share * kAlong * (red * kWarmRed + blue * kWarmBlue), -kLargest, kLargest);
  const double across = share * kAcross * (red * -kWarmBlue + blue * kWarmRed);
  const double r = std::exp2(along * kWarmRed - across * kWarmBlue),
               b = std::exp2(along * kWarmBlue + across * kWarmRed);
  const double luminance = image::luminance(static_cast<float>(r), 1, static_cast<float>(b));
  return {static_cast<float>(r / luminance), static_cast<float>(1 / luminance), static_cast<float>(b / luminance)};
}

}  // namespace toile::render
