#include "toile/render/drape.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/tile_sampler.hpp"
#include "toile/render/lay.hpp"
#include "toile/render/reflections.hpp"

namespace toile::render {
namespace {

constexpr double kFinest = 8;  ///< a pixel may see the cloth this many times nearer than a typical one does

constexpr float kLeastGrain = 0.7F;  ///< 8-bit steps; rounding makes as much

std::uint8_t grained(std::uint8_t value, float grain) {
  return static_cast<std::uint8_t>(std::clamp(static_cast<float>(value) + grain + 0.5F, 0.0F, 255.0F));
}

void check_tile(const Pattern& pattern) {
  if (pattern.tile.pixels() == 0) throw Error(ErrorKind::usage, "the pattern's tile is empty");
}

/// The print at a tear, as pixel `x` of `here` and those around it show it: coordinates hold one piece of cloth a
/// pixel, so that the border of two would be a staircase.
pattern::Colour across_tear(const pattern::TileSampler& print, const pattern::TileSampler::Probe& probe,
                            const Lay::Row& above, const Lay::Row& here, const Lay::Row& below, std::size_t x) {
  pattern::Colour sum{};
  float weights = 0;
  const std::size_t left = x > 0 ? x - 1 : x, right = x + 1 < here.u.size() ? x + 1 : x;
  for (const Lay::Row* row : {&above, &here, &below}) {
    for (std::size_t at = left; at <= right; ++at) {
      if (std::isnan(row->u[at])) continue;
      const float weight = (row == &here ? 3.0F : 1.0F) * (at == x ? 3.0F : 1.0F);
      const pattern::Colour colour = print.sample(row->u[at], row->v[at], probe);
      for (std::size_t c = 0; c < 3; ++c) sum[c] += weight * colour[c];
      weights += weight;
    }
  }
  for (float& value : sum) value /= weights;
  return sum;
}

/// Paints rows `first` to `last` of the garment's box.
void paint_rows(const Cloth& cloth, const Lay& lay, const pattern::TileSampler& print, const Reflections& reflections,
                int first, int last, Image& out) {
  const Box& box = cloth.box;
  const auto& linear = image::linear_of_srgb();
  Lay::Row above, here, below;
  LightRow light;
  const bool with_grain = cloth.finish.grain > kLeastGrain;
  pattern::TileSampler::Probe probe = print.probe(lay.even_footprint(), cloth.finish.blur);
  lay.row(std::max(0, first - 1), above);
  lay.row(first, here);
  for (int y = first; y < last; ++y) {
    lay.row(std::min(y + 1, box.height - 1), below);
    light_along(cloth.light, cloth.photo, cloth.garment, box, y, light);
    for (int x = 0; x < box.width; ++x) {
      const auto at = static_cast<std::size_t>(x);
      const std::uint8_t cover = cloth.garment.at(box.x + x, box.y + y);
      if (cover == 0 || std::isnan(here.u[at])) continue;
      if (!lay.even()) probe = print.probe(lay.footprint(above, here, below, at), cloth.finish.blur);
      const pattern::Colour colour = lay.at_tear(above, here, below, at)
                                         ? across_tear(print, probe, above, here, below, at)
                                         : print.sample(here.u[at], here.v[at], probe);
      const auto& change = reflections.change(image::luminance(light[at][0], light[at][1], light[at][2]));
      const float alpha = static_cast<float>(cover) / 255;
      const float grain = with_grain ? alpha * cloth.finish.grain * noise_at(box.x + x, box.y + y) : 0;
      std::uint8_t* pixel = out.at(box.x + x, box.y + y);
      for (std::size_t c = 0; c < 3; ++c) {
        const float behind = linear[pixel[c]];
        const std::uint8_t clean =
            image::srgb_of_linear(behind + (colour[c] * light[at][c] * change[c] - behind) * alpha);
        pixel[c] = with_grain ? grained(clean, grain) : clean;
      }
    }
    std::swap(above, here);
    std::swap(here, below);
  }
}

}  // namespace

void Placement::check() const {
  if (!(scale >= 0.01 && scale <= 100)) {
    throw Error(ErrorKind::usage, fmt::format("scale is {}; it must be from 0.01 to 100", scale));
  }
  if (tile_cm != 0 && !(tile_cm >= 0.1 && tile_cm <= 1000)) {
    throw Error(ErrorKind::usage, fmt::format("the tile is {} cm wide; it must be from 0.1 to 1000", tile_cm));
  }
  if (!std::isfinite(angle) || !std::isfinite(shift_x) || !std::isfinite(shift_y)) {
    throw Error(ErrorKind::usage, "angle and shift must be numbers");
  }
}

Image paint(const Cloth& cloth, const Pattern& pattern, const Placement& placement) {
  check_tile(pattern);
  placement.check();
  const Lay lay(cloth, pattern, placement);
  const int side = std::max(pattern.tile.width, pattern.tile.height);
  const pattern::TileSampler print(pattern.tile, lay.step() * side / kFinest);
  const Reflections reflections(cloth.light.reflectance, print.mean(), cloth.light.plain);
  Image out = cloth.photo;
  for_rows(cloth.box.height,
           [&](int first, int last) { paint_rows(cloth, lay, print, reflections, first, last, out); });
  return out;
}

Image together(const Image& photo, std::span<const Image> painted) {
  Image all = photo;
  for (std::size_t i = 0; i < all.rgb.size(); ++i) {
    int value = photo.rgb[i];
    for (const Image& one : painted) value += one.rgb[i] - photo.rgb[i];
    all.rgb[i] = static_cast<std::uint8_t>(std::clamp(value, 0, 255));
  }
  return all;
}

Image drape(const Image& photo, const Mask& garment, const Pattern& pattern, const Placement& placement) {
  check_tile(pattern);
  placement.check();
  return paint(read_cloth(photo, garment), pattern, placement);
}

}  // namespace toile::render
