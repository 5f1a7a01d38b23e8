#pragma once
/// The garment net: a U-Net (Ronneberger, Fischer, Brox 2015) whose encoder is MobileNetV2. What the whole picture
/// shows (the mean of the deepest features: ParseNet, Liu, Rabinovich, Berg 2015) is added to every place, and blocks
/// that see far (as ConvNeXt's: Liu et al. 2022) follow, as a skirt and the lower half of a dress look alike from close
/// by. A second head tells people apart by everyone's centre and the way to it (Panoptic-DeepLab: Cheng et al. 2020).

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <array>

#include "toile/base/garment_groups.hpp"
#include "toile/nets/batch_norm.hpp"
#include "toile/nets/mobilenet_v2.hpp"

namespace toile::nets {

struct GarmentNetConfig {
  MobileNetV2Config encoder;
  std::array<std::int64_t, 4> decoder = {160, 96, 48, 24};  ///< channels at 1/16, 1/8, 1/4 and 1/2 of the side
  std::int64_t wide = 2;                                    ///< blocks that see far, at 1/32

  Json to_json() const;
  static GarmentNetConfig from_json(const Json& json);
};

/// Enlarges by 2, joins the encoder's feature map of that size, and convolves (3x3, batch norm, ReLU).
class UpBlockImpl : public torch::nn::Module {
 public:
  UpBlockImpl(std::int64_t in, std::int64_t skip, std::int64_t out);
  /// x (n, in, h, w), skip (n, skip, 2h, 2w), result (n, out, 2h, 2w).
  at::Tensor forward(const at::Tensor& x, const at::Tensor& skip);

 private:
  torch::nn::Conv2d conv_;
  BatchNorm norm_;
};
TORCH_MODULE(UpBlock);

/// A residual block: 7x7 by channel, to twice the channels and back.
class WideBlockImpl : public torch::nn::Module {
 public:
  explicit WideBlockImpl(std::int64_t channels);
  /// x and result (n, channels, h, w). At first the result is x.
  at::Tensor forward(const at::Tensor& x);

 private:
  SameConv far_, expand_, project_;
};
TORCH_MODULE(WideBlock);

/// What the net says of pictures (n, 3, h, w).
struct GarmentAnswer {
  at::Tensor labels;  ///< logits (n, kGarmentLabels, h/2, w/2)
  /// (n, 3, h/4, w/4): how likely somebody's centre is here, 0..1 or nearly; how far that of whom the pixel belongs to
  /// lies below and to the right, in pixels of this grid.
  at::Tensor people;
};

class GarmentNetImpl : public torch::nn::Module {
 public:
  explicit GarmentNetImpl(const GarmentNetConfig& config);

  /// pictures: (n, 3, h, w) in -1..1, h and w multiples of 32.
  GarmentAnswer forward(const at::Tensor& pictures);

  MobileNetV2 encoder;

 private:
  torch::nn::Conv2d context_;  ///< starts at zero
  torch::nn::ModuleList wide_;
  std::array<UpBlock, 4> up_;
  torch::nn::Conv2d head_, people_conv_, people_head_;
};
TORCH_MODULE(GarmentNet);

}  // namespace toile::nets
