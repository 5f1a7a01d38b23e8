#include "toile/models/matte.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kWorkingSide = 800;       ///< the longest side at which edges are refined
constexpr int kRadius = 6;              ///< reach of the refinement there, in pixels
constexpr float kEdge = 4e-4F;          ///< variance (0..1 squared) of the grey photo that counts as an edge
constexpr double kLargestHole = 0.003;  ///< of the garment: larger ones are gaps, between arm and body say
constexpr float kSureOut = 0.3F, kSureIn = 0.7F;

Plane grey_of(const Image& photo) {
  Plane grey(photo.width, photo.height);
  for (std::size_t i = 0; i < grey.values.size(); ++i) {
    const std::uint8_t* p = photo.rgb.data() + 3 * i;
    grey.values[i] = (0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2]) / 255;
  }
  return grey;
}

}  // namespace

Regions regions_of(const Plane& chance, bool above) {
  Regions regions{.number = std::vector<int>(chance.values.size(), -1), .sizes = {}};
  const auto belongs = [&](std::size_t at) { return (chance.values[at] > 0.5F) == above; };
  const int w = chance.width, h = chance.height;
  std::vector<std::size_t> stack;
  for (std::size_t seed = 0; seed < regions.number.size(); ++seed) {
    if (regions.number[seed] >= 0 || !belongs(seed)) continue;
    const int number = static_cast<int>(regions.sizes.size());
    regions.sizes.push_back(0);
    stack.push_back(seed);
    regions.number[seed] = number;
    while (!stack.empty()) {
      const std::size_t at = stack.back();
      stack.pop_back();
      ++regions.sizes.back();
      const int x = static_cast<int>(at % static_cast<std::size_t>(w)),
                y = static_cast<int>(at / static_cast<std::size_t>(w));
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          if ((above && dx != 0 && dy != 0) || x + dx < 0 || x + dx >= w || y + dy < 0 || y + dy >= h) continue;
          const std::size_t next =
              static_cast<std::size_t>(y + dy) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x + dx);
          if (regions.number[next] >= 0 || !belongs(next)) continue;
          regions.number[next] = number;
          stack.push_back(next);
        }
      }
    }
  }
  return regions;
}

Plane without_islands(const Plane& chance, double share) {
  const Regions regions = regions_of(chance, true);
  const double least = share * static_cast<double>(regions.largest());
  Plane out = chance;
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    const int number = regions.number[i];
    if (number >= 0 && static_cast<double>(regions.sizes[static_cast<std::size_t>(number)]) < least) out.values[i] = 0;
  }
  return out;
}

Plane without_holes(const Plane& chance, double share) {
  const double most = share * static_cast<double>(regions_of(chance, true).largest());
  const Regions regions = regions_of(chance, false);
  std::vector<char> open(regions.sizes.size(), 0);  // reaches the picture's border
  const auto w = static_cast<std::size_t>(chance.width), h = static_cast<std::size_t>(chance.height);
  const auto mark = [&](std::size_t at) {
    if (regions.number[at] >= 0) open[static_cast<std::size_t>(regions.number[at])] = 1;
  };
  for (std::size_t x = 0; x < w; ++x) mark(x), mark((h - 1) * w + x);
  for (std::size_t y = 0; y < h; ++y) mark(y * w), mark(y * w + w - 1);
  Plane out = chance;
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    if (regions.number[i] < 0) continue;
    const auto number = static_cast<std::size_t>(regions.number[i]);
    if (!open[number] && static_cast<double>(regions.sizes[number]) < most) out.values[i] = 1;
  }
  return out;
}

Mask matte_of(const Image& photo, const Plane& chance, double least_region) {
  const double scale = std::min(1.0, 1.0 * kWorkingSide / std::max(photo.width, photo.height));
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  const Plane guide = image::resample(grey_of(photo), width, height);
  Plane fine = image::guided_filter(guide, image::resample(chance, width, height), kRadius, kEdge);
  fine = without_holes(without_islands(fine, least_region), kLargestHole);
  fine = image::resample(fine, photo.width, photo.height);

  Mask mask = Mask::filled(photo.width, photo.height, 0);
  mask.dpi = photo.dpi;
  for (std::size_t i = 0; i < mask.cover.size(); ++i) {
    const float t = std::clamp((fine.values[i] - kSureOut) / (kSureIn - kSureOut), 0.0F, 1.0F);
    const float cover = t * t * (3 - 2 * t);
    const float clear = photo.alpha.empty() ? 1.0F : static_cast<float>(photo.alpha[i]) / 255;
    mask.cover[i] = static_cast<std::uint8_t>(std::lround(255 * cover * clear));
  }
  return mask;
}

}  // namespace toile::models
