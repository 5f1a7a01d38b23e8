#pragma once
/// What judges tiles while they are learnt: patches of pixels, and features of a frozen, pretrained network.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include <array>
#include <cstdint>
#include <vector>

#include "toile/nets/tile_config.hpp"

namespace toile::nets {

/// A convolution whose kernel is divided by its largest singular value (Miyato et al., "Spectral Normalization for
/// Generative Adversarial Networks", ICLR 2018). One power iteration for each forward pass in training mode.
class SpectralConvImpl : public torch::nn::Module {
 public:
  SpectralConvImpl(std::int64_t in, std::int64_t out, int kernel, int stride);
  at::Tensor forward(const at::Tensor& x);

 private:
  int stride_, padding_;
  at::Tensor weight_, bias_, left_;
};
TORCH_MODULE(SpectralConv);

/// Patch logits from a stack of features, by category: a linear score plus the inner product with the category's
/// embedding (Miyato and Koyama, "cGANs with Projection Discriminator", ICLR 2018). How much the mean features of a
/// group differ is one more feature (after Karras et al., "Progressive Growing of GANs", ICLR 2018, section 3): a
/// generator that always tells the same story gives itself away.
class PatchScoreImpl : public torch::nn::Module {
 public:
  PatchScoreImpl(std::int64_t channels, int categories);
  /// features (n, channels, h, w), n a multiple of kGroup, category (n) int64, equal within a group; result (n, 1, h,
  /// w), positive means real.
  at::Tensor forward(const at::Tensor& features, const at::Tensor& category);

 private:
  SpectralConv score_{nullptr};
  at::Tensor embedding_;
};
TORCH_MODULE(PatchScore);

/// Judges patches of 46 x 46 pixels: sharpness and texture.
class PixelDiscriminatorImpl : public torch::nn::Module {
 public:
  PixelDiscriminatorImpl(int width, int categories);
  /// pictures (n, 3, h, w) in -1..1; result (n, 1, h / 8, w / 8).
  at::Tensor forward(const at::Tensor& pictures, const at::Tensor& category);

 private:
  torch::nn::ModuleList convs_;
  PatchScore score_{nullptr};
};
TORCH_MODULE(PixelDiscriminator);

/// Heads on the feature maps of a frozen network, one a depth: motifs and composition (Sauer et al., "Projected GANs
/// Converge Faster", NeurIPS 2021).
class FeatureDiscriminatorImpl : public torch::nn::Module {
 public:
  /// channels: of the feature maps to come.
  FeatureDiscriminatorImpl(const std::vector<std::int64_t>& channels, int width, int categories);
  /// One feature map for each of the constructor's channels; result: patch logits of each depth.
  std::vector<at::Tensor> forward(const std::vector<at::Tensor>& features, const at::Tensor& category);

 private:
  torch::nn::ModuleList narrow_, look_, scores_;
};
TORCH_MODULE(FeatureDiscriminator);

}  // namespace toile::nets
