#include "toile/render/light.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/colour.hpp"
#include "toile/render/coarse_row.hpp"

namespace toile::render {
namespace {

constexpr std::uint8_t kSurelyGarment = 250;

/// Whether everything within two pixels is garment: near the matte's edge a pixel has light of two things.
bool deep_inside(const Mask& garment, int x, int y) {
  const auto sure = [&](int at_x, int at_y) {
    return at_x < 0 || at_y < 0 || at_x >= garment.width || at_y >= garment.height ||
           garment.at(at_x, at_y) >= kSurelyGarment;
  };
  return sure(x, y) && sure(x - 2, y) && sure(x + 2, y) && sure(x, y - 2) && sure(x, y + 2);
}

}  // namespace

void light_along(const Light& light, const Image& photo, const Mask& garment, const Box& box, int y, LightRow& row) {
  const auto& linear = image::linear_of_srgb();
  row.resize(static_cast<std::size_t>(box.width));
  if (!light.given.rgb.empty()) {
    const std::uint8_t* p = light.given.at(0, y);
    for (auto& value : row) {
      for (std::size_t c = 0; c < 3; ++c) value[c] = 2 * linear[*p++];
    }
    return;
  }
  const CoarseRow level(light.level, box.width, box.height, y), mean(light.mean, box.width, box.height, y),
      gain(light.gain, box.width, box.height, y);
  for (int x = 0; x < box.width; ++x) {
    float log_light = level.at(x);
    const float share = gain.at(x);
    if (share > 0.01F && deep_inside(garment, box.x + x, box.y + y)) {
      const std::uint8_t* p = photo.at(box.x + x, box.y + y);
      const float luminance = image::luminance(linear[p[0]], linear[p[1]], linear[p[2]]);
      log_light += share * (std::log2(std::max(luminance, kDarkest)) - mean.at(x));
    }
    const float value = std::exp2(log_light);
    for (std::size_t c = 0; c < 3; ++c) row[static_cast<std::size_t>(x)][c] = value * light.colour[c];
  }
}

}  // namespace toile::render
