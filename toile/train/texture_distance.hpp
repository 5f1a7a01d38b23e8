#pragma once
/// How far two textures are apart, whatever lies where.

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include "toile/train/ranks.hpp"

namespace toile::train {

/// The sliced Wasserstein distance of the channels' joint distributions over the pixels (Heitz et al., "A Sliced
/// Wasserstein Loss for Neural Texture Synthesis", CVPR 2021): along random directions, sorted values are compared.
/// Both (n, c, h, w); channels count alike, by their deviation in `wanted`. Result (n), 0 for equal distributions.
at::Tensor texture_distance(const at::Tensor& made, const at::Tensor& wanted, at::Generator& random,
                            const Ranks& ranks = alone());

}  // namespace toile::train
