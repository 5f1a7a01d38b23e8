#pragma once
/// EfficientNet (Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML
/// 2019) as an encoder. Tensors have the names that the PyTorch checkpoints of timm give them. For inference:
/// activations are written over what they come from.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <array>

#include "toile/base/json.hpp"
#include "toile/nets/normed_conv.hpp"

namespace toile::nets {

/// The compound scaling of the paper's B0; the defaults are B3.
struct EfficientNetConfig {
  double width = 1.2;  ///< channel counts times this, to the nearest multiple of 8
  double depth = 1.4;  ///< repeats of each stage times this, rounded up

  std::int64_t scaled(std::int64_t channels) const;
  int repeats(int count) const;
  Json to_json() const;
  static EfficientNetConfig from_json(const Json& json);
};

/// Weighs channels by what the whole picture holds (Hu, Shen, Sun, "Squeeze-and-Excitation Networks", CVPR
/// 2018).
class SqueezeExciteImpl : public torch::nn::Module {
 public:
  SqueezeExciteImpl(std::int64_t channels, std::int64_t squeezed);
  /// x: (n, channels, h, w), weighed in place.
  at::Tensor forward(at::Tensor x);

 private:
  torch::nn::Conv2d reduce_, expand_;
};
TORCH_MODULE(SqueezeExcite);

/// What a block does. Without expansion it is a depthwise-separable convolution, with one an inverted
/// residual.
struct MbConvShape {
  std::int64_t in, out, expansion;
  int kernel, stride;
};

class MbConvImpl : public torch::nn::Module {
 public:
  MbConvImpl(const MbConvShape& shape, Norms norms);
  /// x: (n, in, h, w); result (n, out, h / stride, w / stride). Leaves x alone.
  at::Tensor forward(const at::Tensor& x);

 private:
  bool residual_;
  NormedConv expand_, depthwise_, project_;  ///< expand_ is empty without expansion
  SqueezeExcite excite_{nullptr};
};
TORCH_MODULE(MbConv);

class EfficientNetImpl : public torch::nn::Module {
 public:
  EfficientNetImpl(const EfficientNetConfig& config, Norms norms);

  /// Channels of the five feature maps that `forward` returns.
  std::array<std::int64_t, 5> channels() const;

  /// pictures: (n, 3, h, w), normalised as ImageNet is, h and w multiples of 32.
  /// Feature maps at 1/2, 1/4, 1/8, 1/16 and 1/32 of the side: 40, 32, 48, 136 and 384 channels for B3.
  std::array<at::Tensor, 5> forward(const at::Tensor& pictures);

 private:
  EfficientNetConfig config_;
  NormedConv stem_;
  torch::nn::ModuleList stages_;
  NormedConv head_;  ///< of the classifier: published with the rest, not needed for features
};
TORCH_MODULE(EfficientNet);

}  // namespace toile::nets
