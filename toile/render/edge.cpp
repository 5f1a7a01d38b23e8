#include "toile/render/edge.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

namespace toile::render {
namespace {

constexpr std::uint8_t kInside = 250, kOutside = 5;
constexpr int kWidest = 32;  ///< pixels that are looked around for sure ones

using Colour = std::array<float, 3>;

/// Mean linear colour of sure pixels around (x, y).
struct Around {
  Colour inside{}, outside{};
  float count_inside = 0, count_outside = 0;
};

Around look_around(const Image& photo, const Mask& garment, int x, int y, int reach) {
  const auto& linear = image::linear_of_srgb();
  const int step = std::max(1, reach / 2);
  Around found;
  for (int dy = -reach; dy <= reach; dy += step) {
    for (int dx = -reach; dx <= reach; dx += step) {
      const int at_x = x + dx, at_y = y + dy;
      if (at_x < 0 || at_y < 0 || at_x >= photo.width || at_y >= photo.height) continue;
      const std::uint8_t cover = garment.at(at_x, at_y);
      if (cover > kOutside && cover < kInside) continue;
      const std::uint8_t* p = photo.at(at_x, at_y);
      Colour& sum = cover >= kInside ? found.inside : found.outside;
      (cover >= kInside ? found.count_inside : found.count_outside) += 1;
      for (std::size_t c = 0; c < 3; ++c) sum[c] += linear[p[c]];
    }
  }
  return found;
}

/// What a pixel at the soft edge is made of, in linear light.
struct Parts {
  Colour garment{}, background{};
};

/// The pixel's two colours; nothing when only one of the two is near.
std::optional<Parts> parts_of(const Image& photo, const Mask& garment, int x, int y) {
  Colour inside{}, outside{};
  bool has_inside = false, has_outside = false;
  for (int reach = 2; reach <= kWidest && !(has_inside && has_outside); reach *= 2) {
    const Around found = look_around(photo, garment, x, y, reach);
    for (std::size_t c = 0; c < 3; ++c) {
      if (!has_inside && found.count_inside > 0) inside[c] = found.inside[c] / found.count_inside;
      if (!has_outside && found.count_outside > 0) outside[c] = found.outside[c] / found.count_outside;
    }
    has_inside = has_inside || found.count_inside > 0;
    has_outside = has_outside || found.count_outside > 0;
  }
  if (!has_inside || !has_outside) return std::nullopt;
  const auto& linear = image::linear_of_srgb();
  const float cover = static_cast<float>(garment.at(x, y)) / 255, rest = 1 - cover;
  const float whole = cover * cover + rest * rest;
  const std::uint8_t* p = photo.at(x, y);
  Parts parts;
  for (std::size_t c = 0; c < 3; ++c) {
    const float left = linear[p[c]] - cover * inside[c] - rest * outside[c];
    parts.garment[c] = inside[c] + left * cover / whole;
    parts.background[c] = outside[c] + left * rest / whole;
  }
  return parts;
}

/// `photo` with one of the two colours in place of each pixel at the soft edge inside `box`.
Image with_one_part(const Image& photo, const Mask& garment, const Box& box, Colour Parts::*part) {
  Image out = photo;
  for_rows(box.height, [&](int first, int last) {
    for (int y = box.y + first; y < box.y + last; ++y) {
      for (int x = box.x; x < box.x + box.width; ++x) {
        const std::uint8_t cover = garment.at(x, y);
        if (cover == 0 || cover == 255) continue;
        const auto parts = parts_of(photo, garment, x, y);
        if (!parts) continue;
        for (std::size_t c = 0; c < 3; ++c) out.at(x, y)[c] = image::srgb_of_linear(((*parts).*part)[c]);
      }
    }
  });
  return out;
}

}  // namespace

Image without_garment_at_edges(const Image& photo, const Mask& garment, const Box& box) {
  return with_one_part(photo, garment, box, &Parts::background);
}

Image cut_out(const Image& photo, const Mask& garment) {
  if (garment.width != photo.width || garment.height != photo.height) {
    throw Error(ErrorKind::usage, "a garment is cut out of a photo by a mask of the photo's size");
  }
  Image out = with_one_part(photo, garment, bounds(garment), &Parts::garment);
  out.alpha = garment.cover;
  return out;
}

}  // namespace toile::render
