#pragma once
/// What a network drew, as a picture. For the .cpp files that run networks.

#include "toile/image/image.hpp"

namespace at {
class Tensor;
}

namespace toile::models {

/// (1, 3, h, w) in -1..1.
Image to_image(const at::Tensor& picture);

}  // namespace toile::models
