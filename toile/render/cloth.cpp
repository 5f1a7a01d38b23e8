#include "toile/render/cloth.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/render/edge.hpp"
#include "toile/render/light_colour.hpp"
#include "toile/render/read_light.hpp"

namespace toile::render {
namespace {

constexpr float kWhitest = 0.9F;  ///< no cloth sends back more
constexpr int kGrid = 384;        ///< cells along the garment's longer side

Box checked_box(const Image& photo, const Mask& garment) {
  if (garment.width != photo.width || garment.height != photo.height) {
    throw Error(ErrorKind::usage, fmt::format("the mask is {}x{} pixels and the photo {}x{}; they must be of one size",
                                              garment.width, garment.height, photo.width, photo.height));
  }
  const Box box = bounds(garment);
  if (box.width == 0) throw Error(ErrorKind::usage, "the mask is empty: there is no garment to dress");
  return box;
}

/// How much light the cloth itself sends back, if white paper would be just short of white in the photo.
std::array<float, 3> reflectance_of(const Grid& grid, const Light& light) {
  std::array<float, 3> out{};
  const std::array<const image::Plane*, 3> planes = {&grid.red, &grid.green, &grid.blue};
  for (std::size_t c = 0; c < 3; ++c) {
    out[c] = std::clamp(quantile_inside(*planes[c], grid.cover, 0.75) / light.colour[c], 0.0F, kWhitest);
  }
  return out;
}

/// The light that can be read off a photo alone.
Light light_of(const Image& photo, const Grid& grid, std::vector<std::string>& notes, const ClothReader& reader = {}) {
  Light light = read_light(grid, notes, reader);
  light.colour = light_colour(photo);
  light.reflectance = reflectance_of(grid, light);
  return light;
}

Cloth cloth_in(const Image& photo, const Mask& garment, const Box& box) {
  Cloth cloth;
  cloth.photo = without_garment_at_edges(photo, garment, box);
  cloth.garment = garment;
  cloth.box = box;
  cloth.finish = read_finish(photo, box);
  return cloth;
}

}  // namespace

Cloth read_cloth(const Image& photo, const Mask& garment, double width_cm, const ClothReader& reader) {
  const Box box = checked_box(photo, garment);
  const Grid grid = grid_of(photo, garment, box, kGrid);
  Cloth cloth = cloth_in(photo, garment, box);
  cloth.width_cm = width_cm;
  cloth.light = light_of(photo, grid, cloth.notes, reader);
  // the photo's own grain comes back as far as its fine detail does
  const float kept = quantile_inside(cloth.light.gain, grid.cover, 0.5);
  cloth.finish.grain *= std::sqrt(std::max(1 - kept * kept, 0.0F));
  cloth.folds = read_folds(cloth.light.level, grid.cover, grid.step);
  cloth.panels = read_panels(grid.cover, grid.step);
  return cloth;
}

Cloth read_cloth(const Image& photo, const Mask& garment, const Fabric& fabric) {
  const Box box = checked_box(photo, garment);
  Cloth cloth = cloth_in(photo, garment, box);
  cloth.coordinates = coordinates_in(fabric, garment, box);
  cloth.width_cm = typical_step(*cloth.coordinates) * box.width;
  if (fabric.light.rgb.empty()) {
    cloth.light = light_of(photo, grid_of(photo, garment, box, kGrid), cloth.notes);
    return cloth;
  }
  if (fabric.light.width != photo.width || fabric.light.height != photo.height) {
    throw Error(ErrorKind::usage, fmt::format("the light is {}x{} pixels and the photo {}x{}; they must be of one size",
                                              fabric.light.width, fabric.light.height, photo.width, photo.height));
  }
  const Grid light = grid_of(fabric.light, garment, box, kGrid);
  cloth.light.plain = 2 * quantile_inside(light.green, light.cover, 0.75);
  cloth.light.reflectance = fabric.reflectance;
  cloth.light.given = image::crop(fabric.light, box.x, box.y, box.width, box.height);
  return cloth;
}

}  // namespace toile::render
