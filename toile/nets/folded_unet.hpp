#pragma once
/// A U-Net (Ronneberger, Fischer, Brox 2015) on folded cells (Shi et al., "Real-Time Single Image and Video
/// Super-Resolution", 2016): four cells each way become channels, so that the dearest levels have a sixteenth of the
/// places.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>

#include <vector>

#include "toile/base/json.hpp"

namespace toile::nets {

struct FoldedUnetConfig {
  static constexpr std::int64_t kFold = 4;                      ///< cells that become one place, each way
  std::vector<std::int64_t> channels = {32, 64, 96, 128, 128};  ///< from the finest level to the coarsest

  /// What the sides of a picture are multiples of.
  std::int64_t step() const { return kFold << (channels.size() - 1); }
  Json to_json() const;
  static FoldedUnetConfig from_json(const Json& json);
};

/// Two convolutions of 3x3, each with SiLU.
class FoldedBlockImpl : public torch::nn::Module {
 public:
  FoldedBlockImpl(std::int64_t in, std::int64_t out);
  at::Tensor forward(const at::Tensor& x);

 private:
  torch::nn::Conv2d first_, second_;
};
TORCH_MODULE(FoldedBlock);

/// What nets of this kind share; each adds what it says of the features.
class FoldedUnet : public torch::nn::Module {
 protected:
  explicit FoldedUnet(const FoldedUnetConfig& config);

  /// cells (n, 5, h, w): log2 of linear red, green and blue, less their mean on the garment; log2 of the light as it is
  /// told so far, less its mean; cover, 0..1. All are 0 outside the garment, h and w multiples of `step()`. Gives
  /// (n, channels.front(), h / kFold, w / kFold).
  at::Tensor features(const at::Tensor& cells);

  static torch::nn::Conv2d conv3(std::int64_t in, std::int64_t out);

 private:
  torch::nn::Conv2d stem_;
  torch::nn::ModuleList down_, up_;
};

}  // namespace toile::nets
