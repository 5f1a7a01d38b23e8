#pragma once
/// The DCGAN of Radford, Metz and Chintala, "Unsupervised Representation Learning with Deep Convolutional
/// Generative Adversarial Networks" (2016). At 64 px with the defaults it is, layer for layer and name for
/// name, the network of PyTorch's DCGAN tutorial.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include "toile/base/json.hpp"

namespace toile::nets {

struct DcganConfig {
  int size = 64;                 ///< picture side in pixels: 4 * 2^k or 7 * 2^k, 8 to 512
  int latent = 100;              ///< length of the latent vector
  int generator_width = 64;      ///< channels of the generator's last hidden layer
  int discriminator_width = 64;  ///< channels of the discriminator's first layer

  /// Side of the first feature map: 4 or 7. Throws `Error{usage}` when `size` is neither 4 * 2^k nor 7 * 2^k.
  int base() const;
  /// How often the side doubles from `base()` to `size`.
  int doublings() const;

  Json to_json() const;
  static DcganConfig from_json(const Json& json);
};

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
