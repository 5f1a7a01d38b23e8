#pragma once
/// The shading net: how much light falls on a printed garment, apart from what is printed on it. A U-Net (Ronneberger,
/// Fischer, Brox 2015) on folded cells (Shi et al., "Real-Time Single Image and Video Super-Resolution", 2016): four
/// cells each way become channels, so that the dearest levels have a sixteenth of the places.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <vector>

#include "toile/base/json.hpp"

namespace toile::nets {

struct ShadingConfig {
  static constexpr std::int64_t kFold = 4;                      ///< cells that become one place, each way
  std::vector<std::int64_t> channels = {32, 64, 96, 128, 128};  ///< from the finest level to the coarsest

  /// What the sides of a picture are multiples of.
  std::int64_t step() const { return kFold << (channels.size() - 1); }
  Json to_json() const;
  static ShadingConfig from_json(const Json& json);
};

/// Two convolutions of 3x3, each with SiLU.
class ShadingBlockImpl : public torch::nn::Module {
 public:
  ShadingBlockImpl(std::int64_t in, std::int64_t out);
  at::Tensor forward(const at::Tensor& x);

 private:
  torch::nn::Conv2d first_, second_;
};
TORCH_MODULE(ShadingBlock);

/// What the net says.
struct ShadingTensors {
  at::Tensor light;  ///< (n, 1, h, w): log2 of the light, up to a constant
  at::Tensor
      doubt;  ///< (n, 2, h / kFold, w / kFold): log2 of the error to be expected of what colours tell, and of `light`
};

class ShadingNetImpl : public torch::nn::Module {
 public:
  explicit ShadingNetImpl(const ShadingConfig& config);

  /// cells (n, 5, h, w): log2 of linear red, green and blue, less their mean on the garment; log2 of the light as
  /// colours alone tell it, less its mean; cover, 0..1. All are 0 outside the garment, h and w multiples of `step()`.
  ShadingTensors forward(const at::Tensor& cells);

 private:
  torch::nn::Conv2d stem_;
  torch::nn::ModuleList down_, up_;
  torch::nn::Conv2d out_, doubt_;
};
TORCH_MODULE(ShadingNet);

}  // namespace toile::nets
