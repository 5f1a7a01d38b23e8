#include "toile/render/cloth.hpp"

#include <fmt/core.h>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/render/edge.hpp"
#include "toile/render/light_colour.hpp"
#include "toile/render/read_light.hpp"

namespace toile::render {
namespace {

constexpr int kGrid = 384;  ///< cells along the garment's longer side

Box checked_box(const Image& photo, const Mask& garment) {
  if (garment.width != photo.width || garment.height != photo.height) {
    throw Error(ErrorKind::usage, fmt::format("the mask is {}x{} pixels and the photo {}x{}; they must be of one size",
                                              garment.width, garment.height, photo.width, photo.height));
  }
  const Box box = bounds(garment);
  if (box.width == 0) throw Error(ErrorKind::usage, "the mask is empty: there is no garment to dress");
  return box;
}

Cloth cloth_in(const Image& photo, const Mask& garment, const Box& box) {
  Cloth cloth;
  cloth.photo = without_garment_at_edges(photo, garment, box);
  cloth.garment = garment;
  cloth.box = box;
  return cloth;
}

}  // namespace

Cloth read_cloth(const Image& photo, const Mask& garment, double width_cm) {
  const Box box = checked_box(photo, garment);
  const Grid grid = grid_of(photo, garment, box, kGrid);
  Cloth cloth = cloth_in(photo, garment, box);
  cloth.width_cm = width_cm;
  cloth.light = read_light(grid, cloth.notes);
  cloth.light.colour = light_colour(photo);
  cloth.folds = read_folds(cloth.light.level, grid.cover, grid.step);
  return cloth;
}

Cloth read_cloth(const Image& photo, const Mask& garment, const Fabric& fabric) {
  const Box box = checked_box(photo, garment);
  Cloth cloth = cloth_in(photo, garment, box);
  cloth.coordinates = coordinates_in(fabric, garment, box);
  cloth.width_cm = typical_step(*cloth.coordinates) * box.width;
  if (fabric.light.rgb.empty()) {
    cloth.light = read_light(grid_of(photo, garment, box, kGrid), cloth.notes);
    cloth.light.colour = light_colour(photo);
    return cloth;
  }
  if (fabric.light.width != photo.width || fabric.light.height != photo.height) {
    throw Error(ErrorKind::usage, fmt::format("the light is {}x{} pixels and the photo {}x{}; they must be of one size",
                                              fabric.light.width, fabric.light.height, photo.width, photo.height));
  }
  cloth.light.given = image::crop(fabric.light, box.x, box.y, box.width, box.height);
  return cloth;
}

}  // namespace toile::render
