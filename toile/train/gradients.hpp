#pragma once
/// Gradients averaged over ranks while the backward pass still runs.

#include <memory>
#include <vector>

#include "toile/train/ranks.hpp"

namespace toile::train {

/// Of the parameters of one optimizer. They are sent in buckets, those of the last layers first, each as soon as it is
/// whole: most of the time on the network passes behind the rest of the backward pass.
class Gradients {
 public:
  Gradients(const std::vector<at::Tensor>& parameters, const Ranks& ranks);
  ~Gradients();
  Gradients(Gradients&&) noexcept;
  Gradients& operator=(Gradients&&) noexcept;

  /// The last backward pass before the optimizer's step: afterwards each gradient, what was collected before included,
  /// is the mean of all ranks'.
  void backward(const at::Tensor& loss);

 private:
  struct Buckets;
  std::shared_ptr<Buckets> buckets_;  ///< none where a rank is alone
};

}  // namespace toile::train
