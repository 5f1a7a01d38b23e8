#pragma once
/// What is read off a photo once, so that any number of patterns can be painted on its garment afterwards.

#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/render/shading.hpp"

namespace toile::render {

/// A photo, its garment, and what light and folds do there. A value: keep it, and `paint` it as often as you like.
struct Cloth {
  Image photo;
  Mask garment;  ///< of the photo's size
  Box box;       ///< where the garment is
  Shading shading;
  std::vector<std::string> notes;  ///< what a person should know about this garment, a sentence each
};

/// The slow part of draping. Throws `Error{usage}` when the mask is of another size than the photo, or is empty.
Cloth read_cloth(const Image& photo, const Mask& garment);

}  // namespace toile::render
