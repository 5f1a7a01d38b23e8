#pragma once
/// MobileNetV2 (Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", CVPR 2018) as an encoder:
/// the published network up to its last bottleneck, batch norms folded into the convolutions.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/base/named_array.hpp"

namespace toile::nets {

struct MobileNetV2Config {
  double width = 1.0;  ///< all channel counts times this; the ImageNet weights have 1

  /// `channels` of the published network at this width: at least 4.
  std::int64_t scaled(std::int64_t channels) const;
  Json to_json() const;
  static MobileNetV2Config from_json(const Json& json);
};

/// A convolution with bias and TensorFlow's 'SAME' padding: at stride 2 the odd pixel is added right and below.
/// Depthwise when `groups` equals the channels.
class SameConvImpl : public torch::nn::Module {
 public:
  SameConvImpl(std::int64_t in, std::int64_t out, int kernel, int stride, std::int64_t groups);
  at::Tensor forward(const at::Tensor& x);

 private:
  int kernel_, stride_;
  std::int64_t groups_;
  at::Tensor weight_, bias_;
};
TORCH_MODULE(SameConv);

class MobileNetV2Impl : public torch::nn::Module {
 public:
  explicit MobileNetV2Impl(const MobileNetV2Config& config);

  /// Channels of the five feature maps that `forward` returns.
  std::array<std::int64_t, 5> channels() const;

  /// pictures: (n, 3, h, w) in -1..1, h and w multiples of 32.
  /// Feature maps at 1/2, 1/4, 1/8, 1/16 and 1/32 of the side: 16, 24, 32, 96 and 320 channels at width 1.
  std::array<at::Tensor, 5> forward(const at::Tensor& pictures);

 private:
  struct Block {
    std::size_t first;  ///< index of its first convolution
    bool expands, residual;
    int tap;  ///< index of the feature map this block ends, or -1
  };

  MobileNetV2Config config_;
  torch::nn::ModuleList convs_;  ///< in the order of the published network: 00, 01, ... 50
  std::vector<Block> blocks_;
};
TORCH_MODULE(MobileNetV2);

/// The published network up to the pooled features that its classifier looks at: what pictures are compared by.
class PictureEmbeddingImpl : public torch::nn::Module {
 public:
  PictureEmbeddingImpl();
  /// pictures: (n, 3, 224, 224) in -1..1. Result (n, 1280), 0..6.
  at::Tensor forward(const at::Tensor& pictures);

  MobileNetV2 encoder;
  SameConv last;  ///< 320 to 1280 channels
};
TORCH_MODULE(PictureEmbedding);

/// Copies the published network's arrays into `net`: "17_dwconv_w" names the weight of its 18th convolution, (out, kh,
/// kw, in) or (1, kh, kw, channels) for a depthwise one. Those of the classifier are passed over. Throws
/// `Error{bad_file}` when one is missing or of another shape.
void load_published(MobileNetV2Impl& net, const std::vector<NamedArray>& arrays);
void load_published(PictureEmbeddingImpl& net, const std::vector<NamedArray>& arrays);

}  // namespace toile::nets
