#pragma once
/// Pictures out of a pack.

#include <ATen/core/Tensor.h>

#include "toile/base/pack.hpp"

namespace toile::train {

/// Item `index` of a pack of pictures, (3, side, side) bytes, area-averaged.
at::Tensor scaled_planes(const Pack& pack, std::size_t index, int side);

}  // namespace toile::train
