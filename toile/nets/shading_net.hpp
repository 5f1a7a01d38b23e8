#pragma once
/// Two nets that look at a garment: how much light falls on it, apart from what is printed on it, and where something
/// is printed in one place.

#include "toile/nets/folded_unet.hpp"

namespace toile::nets {

/// What the shading net says.
struct ShadingTensors {
  at::Tensor light;  ///< (n, 1, h, w): log2 of the light, up to a constant
  at::Tensor
      doubt;  ///< (n, 2, h / kFold, w / kFold): log2 of the error to be expected of what was told, and of `light`
};

class ShadingNetImpl : public FoldedUnet {
 public:
  explicit ShadingNetImpl(const FoldedUnetConfig& config);

  /// cells (n, 5, h, w): see `features`; the light is what colours alone tell.
  ShadingTensors forward(const at::Tensor& cells);

 private:
  torch::nn::Conv2d out_, doubt_;
};
TORCH_MODULE(ShadingNet);

class MarkNetImpl : public FoldedUnet {
 public:
  explicit MarkNetImpl(const FoldedUnetConfig& config);

  /// cells (n, 5, h, w): see `features`; the light is log2 luminance. Gives logits (n, 1, h / kFold, w / kFold) of
  /// letters, a picture or a label being printed there on other cloth.
  at::Tensor forward(const at::Tensor& cells);

 private:
  torch::nn::Conv2d mark_;
};
TORCH_MODULE(MarkNet);

}  // namespace toile::nets
