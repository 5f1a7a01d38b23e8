#pragma once
/// Convolutions followed by batch norm (Ioffe and Szegedy, 2015), and the same folded into one convolution.

#include <torch/nn/modules/conv.h>

#include <map>
#include <string>

#include "toile/nets/batch_norm.hpp"

namespace toile::nets {

/// Whether a net has its batch norms, as when it was trained, or convolutions with a bias in their place.
enum class Norms { separate, folded };

/// A convolution and its batch norm, registered under their own names in the module they are part of.
class NormedConv {
 public:
  NormedConv() = default;
  NormedConv(torch::nn::Module& owner, const std::string& conv, const std::string& norm,
             torch::nn::Conv2dOptions options, Norms norms);

  at::Tensor operator()(const at::Tensor& x);
  explicit operator bool() const { return !conv_.is_empty(); }

 private:
  torch::nn::Conv2d conv_{nullptr};
  BatchNorm norm_{nullptr};
};

/// The tensors of `net` with each batch norm folded into the convolution registered last before it: in
/// evaluation both compute the same. They fit the same net made with `Norms::folded`.
std::map<std::string, at::Tensor> fold_batch_norms(const torch::nn::Module& net);

}  // namespace toile::nets
