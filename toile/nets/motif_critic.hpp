#pragma once
/// What judges motifs while they are learnt: whether what lies between two motifs looks like one.

#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/pimpl.h>

#include <vector>

#include "toile/nets/tile_discriminator.hpp"

namespace toile::nets {

/// Heads on the feature maps of frozen eyes (Sauer et al., "Projected GANs Converge Faster", NeurIPS 2021), by kind
/// (Miyato and Koyama, "cGANs with Projection Discriminator", ICLR 2018). Each looks at a quarter of its map's side.
class MotifCriticImpl : public torch::nn::Module {
 public:
  /// channels: of the feature maps to come.
  MotifCriticImpl(const std::vector<std::int64_t>& channels, int width, int kinds);
  /// One feature map for each of the constructor's channels, kinds (n) int64; result: patch logits of each map, (n, h /
  /// 4, w / 4), positive means real.
  std::vector<at::Tensor> forward(const std::vector<at::Tensor>& features, const at::Tensor& kinds);

 private:
  torch::nn::ModuleList narrow_, look_, scores_;
  std::vector<at::Tensor> embeddings_;
};
TORCH_MODULE(MotifCritic);

}  // namespace toile::nets
