#include "toile/render/cloth.hpp"

#include "toile/base/error.hpp"

namespace toile::render {

Cloth read_cloth(const Image& photo, const Mask& garment) {
  const auto size = [](int width, int height) { return std::to_string(width) + "x" + std::to_string(height); };
  if (garment.width != photo.width || garment.height != photo.height) {
    throw Error(ErrorKind::usage, "the mask is " + size(garment.width, garment.height) + " pixels and the photo " +
                                      size(photo.width, photo.height) + "; they must be of one size");
  }
  const Box box = bounds(garment);
  if (box.width == 0) throw Error(ErrorKind::usage, "the mask is empty: there is no garment to dress");
  return {.photo = photo, .garment = garment, .box = box, .shading = read_shading(photo, garment, box), .notes = {}};
}

}  // namespace toile::render
