#include "toile/render/read_light.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/colour.hpp"
#include "toile/render/albedo.hpp"

namespace toile::render {
namespace {

using image::Plane;

constexpr float kPlainContrast = 0.6F;  ///< standard deviation of log2 light on plain, folded cloth
constexpr float kEpsilon = 0.0025F;

float deviation_inside(const Plane& plane, const Plane& cover) {
  double weight = 0, sum = 0, squares = 0;
  for (std::size_t i = 0; i < plane.values.size(); ++i) {
    weight += cover.values[i];
    sum += cover.values[i] * plane.values[i];
    squares += cover.values[i] * plane.values[i] * plane.values[i];
  }
  const double mean = sum / weight;
  return static_cast<float>(std::sqrt(std::max(0.0, squares / weight - mean * mean)));
}

}  // namespace

Light read_light(const Grid& grid, std::vector<std::string>&) {
  Plane light(grid.cover.width, grid.cover.height);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    light.values[i] = std::log2(
        std::max(kDarkest, image::luminance(grid.red.values[i], grid.green.values[i], grid.blue.values[i])));
  }
  const Plane mean = light;
  const Albedo albedo = read_albedo(grid, light);
  if (albedo.colours > 1) {
    for (std::size_t i = 0; i < light.values.size(); ++i) light.values[i] -= albedo.level.values[i];
    light = continued(light, albedo.certain);
  }
  if (std::getenv("DBG")) std::fprintf(stderr, "colours %d\n", albedo.colours);
  const float base = quantile_inside(light, grid.cover, 0.75);
  light = image::guided_filter(light, light, std::max(1, light.width / 160), kEpsilon);
  const float contrast = std::min(1.0F, kPlainContrast / std::max(1e-3F, deviation_inside(light, grid.cover)));
  Light out{.given = {}, .level = light, .mean = mean, .gain = Plane(light.width, light.height, contrast * 0.5F)};
  if (albedo.colours > 1) out.gain = Plane(light.width, light.height, 0);
  for (float& value : out.level.values) value = std::clamp((value - base) * contrast, -4.0F, 0.9F);
  return out;
}

}  // namespace toile::render
