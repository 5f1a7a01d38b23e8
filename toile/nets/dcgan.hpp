#pragma once
/// The DCGAN of Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep Convolutional
/// Generative Adversarial Networks" (2016). At 64 px with the defaults it is, layer for layer and name for
/// name, the network of PyTorch's DCGAN tutorial.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include "toile/nets/dcgan_config.hpp"

namespace toile::nets {

/// The weight of a (transposed) convolution without bias, drawn from N(0, 0.02) as the paper asks.
class KernelImpl : public torch::nn::Module {
 public:
  explicit KernelImpl(at::IntArrayRef shape);
  at::Tensor weight;
};
TORCH_MODULE(Kernel);

/// Latent vector to picture: strided transposed convolutions, batch norm and ReLU, tanh at the end.
class DcganGeneratorImpl : public torch::nn::Module {
 public:
  explicit DcganGeneratorImpl(const DcganConfig& config);

  /// z (n, latent, 1, 1), standard normal; result (n, 3, size, size) in -1..1.
  at::Tensor forward(const at::Tensor& z);

  /// The same weights on a torus: one latent vector for each size x size block of a repeat, every layer
  /// wrapping around, so that the result is seamless. z (n, latent, rows, columns); result (n, 3, size*rows,
  /// size*columns).
  at::Tensor forward_torus(const at::Tensor& z);

 private:
  at::Tensor hidden(at::Tensor x, std::size_t layer);

  torch::nn::ModuleList main_;
};
TORCH_MODULE(DcganGenerator);

/// Picture to logit: strided convolutions, batch norm (none after the first) and LeakyReLU 0.2.
class DcganDiscriminatorImpl : public torch::nn::Module {
 public:
  explicit DcganDiscriminatorImpl(const DcganConfig& config);

  /// pictures (n, 3, size, size) in -1..1; result (n), logits: positive means real.
  at::Tensor forward(const at::Tensor& pictures);

 private:
  torch::nn::ModuleList main_;
};
TORCH_MODULE(DcganDiscriminator);

}  // namespace toile::nets
