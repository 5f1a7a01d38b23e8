#include "toile/render/drape.hpp"

#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/tile_sampler.hpp"

namespace toile::render {
namespace {

void check(const Pattern& pattern, const Placement& placement) {
  if (pattern.tile.pixels() == 0) throw Error(ErrorKind::usage, "the pattern's tile is empty");
  if (!(placement.scale >= 0.01 && placement.scale <= 100)) {
    throw Error(ErrorKind::usage, "scale is " + std::to_string(placement.scale) + "; it must be from 0.01 to 100");
  }
  if (!std::isfinite(placement.angle) || !std::isfinite(placement.shift_x) || !std::isfinite(placement.shift_y)) {
    throw Error(ErrorKind::usage, "angle and shift must be numbers");
  }
}

}  // namespace

Image paint(const Cloth& cloth, const Pattern& pattern, const Placement& placement) {
  check(pattern, placement);
  const Box& box = cloth.box;
  const Shading& shading = cloth.shading;
  const pattern::TileSampler print(pattern.tile);

  const double tile_width = placement.scale * box.width / kTilesAcross;  // in pixels of the photo
  const double tile_height = tile_width * pattern.tile.height / pattern.tile.width;
  const double footprint = pattern.tile.width / tile_width;
  const double radians = placement.angle * std::numbers::pi / 180;
  const double cosine = std::cos(radians), sine = std::sin(radians);
  const double middle_x = box.width / 2.0, middle_y = box.height / 2.0;
  const auto& linear = image::linear_of_srgb();

  Image out = cloth.photo;
  for_rows(box.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < box.width; ++x) {
        const std::uint8_t cover = cloth.garment.at(box.x + x, box.y + y);
        if (cover == 0) continue;
        const double px = x + 0.5 - middle_x + shading.shift_x.row(y)[x];
        const double py = y + 0.5 - middle_y + shading.shift_y.row(y)[x];
        const double u = (px * cosine - py * sine) / tile_width - placement.shift_x;
        const double v = (px * sine + py * cosine) / tile_height - placement.shift_y;
        const pattern::Colour colour = print.sample(u, v, footprint);
        const float light = shading.light.row(y)[x], alpha = static_cast<float>(cover) / 255;
        std::uint8_t* pixel = out.at(box.x + x, box.y + y);
        for (std::size_t channel = 0; channel < 3; ++channel) {
          const float before = linear[pixel[channel]];
          pixel[channel] = image::srgb_of_linear(before + (colour[channel] * light - before) * alpha);
        }
      }
    }
  });
  return out;
}

Image drape(const Image& photo, const Mask& garment, const Pattern& pattern, const Placement& placement) {
  check(pattern, placement);
  return paint(read_cloth(photo, garment), pattern, placement);
}

}  // namespace toile::render
