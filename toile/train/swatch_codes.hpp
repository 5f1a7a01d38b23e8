#pragma once
/// What the tile generator is told of a swatch: a code of its look and the lattice of its repeat.

#include <ATen/core/Tensor.h>

#include "toile/nets/mobilenet_v2.hpp"

namespace toile::train {

/// Codes of `length` numbers, of mean 0 and standard deviation 1 over the swatches: principal components of colours
/// (quantiles of luminance and of two differences) and of the means and deviations of the backbone's feature maps.
/// pictures: (n, 3, side, side) bytes; backbone: may be empty, then colours alone count. Result (n, length); components
/// that n swatches can't have are 0.
at::Tensor swatch_codes(const at::Tensor& pictures, nets::MobileNetV2& backbone, int length);

/// The two strongest plane waves of swatches.
struct SwatchLattices {
  at::Tensor cycles;    ///< (n, 2, 2): cycles a pixel, down and right
  at::Tensor strength;  ///< (n, 2): how much each stands out of the spectrum, 0..1; that of an organic print is near 0
};

/// The two strongest plane waves of each picture, at least 30 degrees apart: where its power spectrum times the
/// frequency is highest, so that neither the light nor the harmonics of sharp edges win; their strength is by how much
/// that is above the mean. pictures: (n,
/// 3, side, side) bytes.
SwatchLattices swatch_lattices(const at::Tensor& pictures);

}  // namespace toile::train
