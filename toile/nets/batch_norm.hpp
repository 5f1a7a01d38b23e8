#pragma once
/// Batch norm (Ioffe and Szegedy, 2015) whose batch may lie in several processes, each with a part of it.

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>

#include <functional>

namespace toile::nets {

/// Adds a tensor up over the processes that share a batch; all of them have to call it.
using SumOverRanks = std::function<at::Tensor(const at::Tensor&)>;

/// As torch::nn::BatchNorm2d with its defaults, whose tensors' names it has.
class BatchNormImpl : public torch::nn::Module {
 public:
  static constexpr double kEpsilon = 1e-5, kMomentum = 0.1;

  explicit BatchNormImpl(std::int64_t channels);

  at::Tensor forward(const at::Tensor& x);

  at::Tensor weight, bias, running_mean, running_var, num_batches_tracked;
  SumOverRanks sum;  ///< empty: the whole batch is here
};
TORCH_MODULE(BatchNorm);

/// From now on the batch norms of `net` normalise by mean and variance of all parts, in training.
void share_batches(torch::nn::Module& net, const SumOverRanks& sum);

}  // namespace toile::nets
