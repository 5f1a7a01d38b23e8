#pragma once
/// An optimiser's state as one tensor of bytes, so that it fits a checkpoint beside the weights.

#include <ATen/core/Tensor.h>

namespace torch::optim {
class Optimizer;
}

namespace toile::train {

/// (n) bytes: what `torch::save` writes.
at::Tensor optimizer_bytes(const torch::optim::Optimizer& optimizer);

/// The inverse; the optimiser must have the same parameters in the same order.
void restore_optimizer(torch::optim::Optimizer& optimizer, const at::Tensor& bytes);

}  // namespace toile::train
