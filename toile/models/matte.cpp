#include "toile/models/matte.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kWorkingSide = 800;  ///< the longest side at which edges are refined
constexpr int kRadius = 6;         ///< reach of the refinement there, in pixels
constexpr float kEdge = 4e-4F;     ///< variance (0..1 squared) of the grey photo that counts as an edge
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

Plane without_islands(const Plane& chance, double share) {
  std::vector<int> region(chance.values.size(), -1);
  std::vector<std::size_t> sizes, stack;
  const auto w = static_cast<std::size_t>(chance.width);
  for (std::size_t seed = 0; seed < region.size(); ++seed) {
    if (region[seed] >= 0 || chance.values[seed] <= 0.5F) continue;
    const int number = static_cast<int>(sizes.size());
    sizes.push_back(0);
    stack.push_back(seed);
    region[seed] = number;
    while (!stack.empty()) {
      const std::size_t at = stack.back();
      stack.pop_back();
      ++sizes.back();
      const auto visit = [&](std::size_t next) {
        if (region[next] >= 0 || chance.values[next] <= 0.5F) return;
        region[next] = number;
        stack.push_back(next);
      };
      if (at % w > 0) visit(at - 1);
      if (at % w + 1 < w) visit(at + 1);
      if (at >= w) visit(at - w);
      if (at + w < region.size()) visit(at + w);
    }
  }
  if (sizes.empty()) return chance;
  const double least = share * static_cast<double>(*std::max_element(sizes.begin(), sizes.end()));
  Plane out = chance;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (region[i] >= 0 && static_cast<double>(sizes[static_cast<std::size_t>(region[i])]) < least) out.values[i] = 0;
  }
  return out;
}

Mask matte_of(const Image& photo, const Plane& chance, double least_region) {
  const double scale = std::min(1.0, 1.0 * kWorkingSide / std::max(photo.width, photo.height));
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  const Plane guide = image::resample(grey_of(photo), width, height);
  Plane fine = image::guided_filter(guide, image::resample(chance, width, height), kRadius, kEdge);
  fine = image::resample(without_islands(fine, least_region), photo.width, photo.height);

  Mask mask = Mask::filled(photo.width, photo.height, 0);
  for (std::size_t i = 0; i < mask.cover.size(); ++i) {
    const float t = std::clamp((fine.values[i] - kSureOut) / (kSureIn - kSureOut), 0.0F, 1.0F);
    const float cover = t * t * (3 - 2 * t);
    const float clear = photo.alpha.empty() ? 1.0F : static_cast<float>(photo.alpha[i]) / 255;
    mask.cover[i] = static_cast<std::uint8_t>(std::lround(255 * cover * clear));
  }
  return mask;
}

}  // namespace toile::models
