#pragma once
/// What layers that a style modulates have in common.

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace toile::nets {

/// Weights of `shape`, normal with variance 1 / `fan_in`: sums over so many inputs of variance 1 have it too.
at::Tensor scaled_normal(at::IntArrayRef shape, std::int64_t fan_in);

/// One value a channel, x (n, c), in the shape that multiplies (n, c, h, w): (n, c, 1, 1).
at::Tensor per_channel(const at::Tensor& x);

}  // namespace toile::nets
