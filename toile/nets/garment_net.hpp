#pragma once
/// The garment net: a U-Net (Ronneberger, Fischer, Brox 2015) whose encoder is MobileNetV2. What the whole picture
/// shows (the mean of the deepest features: ParseNet, Liu, Rabinovich, Berg 2015) is added to every place, as a skirt
/// and the lower half of a dress look alike from close by.

#include <torch/nn/modules/conv.h>

#include <array>

#include "toile/base/garment_groups.hpp"
#include "toile/nets/batch_norm.hpp"
#include "toile/nets/mobilenet_v2.hpp"

namespace toile::nets {

struct GarmentNetConfig {
  MobileNetV2Config encoder;
  std::array<std::int64_t, 4> decoder = {96, 64, 32, 16};  ///< channels at 1/16, 1/8, 1/4 and 1/2 of the side

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

class GarmentNetImpl : public torch::nn::Module {
 public:
  explicit GarmentNetImpl(const GarmentNetConfig& config);

  /// pictures: (n, 3, h, w) in -1..1, h and w multiples of 32. Logits (n, kGarmentGroups, h/2, w/2).
  at::Tensor forward(const at::Tensor& pictures);

  MobileNetV2 encoder;

 private:
  torch::nn::Conv2d context_;  ///< starts at zero
  std::array<UpBlock, 4> up_;
  torch::nn::Conv2d head_;
};
TORCH_MODULE(GarmentNet);

}  // namespace toile::nets
