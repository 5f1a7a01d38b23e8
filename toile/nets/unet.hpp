#pragma once
/// A U-Net (Ronneberger, Fischer, Brox, "U-Net: Convolutional Networks for Biomedical Image Segmentation",
/// MICCAI 2015) on EfficientNet. Structure and tensor names are those of segmentation_models_pytorch, so that
/// checkpoints published for it fit: `Unet_2020-10-30` (github.com/ternaus/cloths_segmentation) with the
/// defaults.

#include "toile/nets/efficientnet.hpp"

namespace toile::nets {

struct UnetConfig {
  EfficientNetConfig encoder;
  std::array<std::int64_t, 5> decoder = {256, 128, 64, 32, 16};  ///< channels at 1/16, 1/8, ... 1 of the side
  std::int64_t classes = 1;

  Json to_json() const;
  static UnetConfig from_json(const Json& json);
};

/// Doubles the side, joins the encoder's feature map of that size, and convolves twice (3x3, batch norm,
/// ReLU).
class UnetBlockImpl : public torch::nn::Module {
 public:
  UnetBlockImpl(std::int64_t in, std::int64_t skip, std::int64_t out, Norms norms);
  /// x: (n, in, h, w), skip: (n, skip, 2h, 2w) or undefined, result (n, out, 2h, 2w).
  at::Tensor forward(const at::Tensor& x, const at::Tensor& skip);

 private:
  NormedConv conv1_, conv2_;
};
TORCH_MODULE(UnetBlock);

class UnetImpl : public torch::nn::Module {
 public:
  explicit UnetImpl(const UnetConfig& config, Norms norms = Norms::separate);

  /// pictures: (n, 3, h, w), normalised as ImageNet is, h and w multiples of 32. Logits (n, classes, h, w).
  at::Tensor forward(const at::Tensor& pictures);

 private:
  EfficientNet encoder_;
  std::vector<UnetBlock> blocks_;
  torch::nn::Conv2d head_{nullptr};
};
TORCH_MODULE(Unet);

/// The net of `config` with `tensors`, ready to be asked on a CPU: batch norms folded, weights laid out
/// channels last. Throws `Error{bad_file}` as `load_tensors` does; `origin` names the file in that sentence.
Unet open_unet(const UnetConfig& config, const std::map<std::string, at::Tensor>& tensors, const std::string& origin);

}  // namespace toile::nets
