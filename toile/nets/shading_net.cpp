#include "toile/nets/shading_net.hpp"

#include <torch/torch.h>

namespace toile::nets {
namespace {

constexpr std::int64_t kShares = 4;  ///< of the first four there is a share in what comes out, and then the rest

}  // namespace

ShadingNetImpl::ShadingNetImpl(const FoldedUnetConfig& config)
    : FoldedUnet(config),
      out_(register_module(
          "out", conv3(config.channels.front(), (kShares + 1) * FoldedUnetConfig::kFold * FoldedUnetConfig::kFold))),
      doubt_(register_module("doubt", conv3(config.channels.front(), 2))) {}

ShadingTensors ShadingNetImpl::forward(const at::Tensor& cells) {
  const at::Tensor x = features(cells), told = cells.slice(1, kShares - 1, kShares);
  const at::Tensor all = at::pixel_shuffle(out_(x), FoldedUnetConfig::kFold);
  // shares of the colours and of what they tell carry fine detail; the rest is drawn freely
  return {.light = told + (all.slice(1, 0, kShares) * cells.slice(1, 0, kShares)).sum(1, true) + all.slice(1, kShares),
          .doubt = doubt_(x)};
}

MarkNetImpl::MarkNetImpl(const FoldedUnetConfig& config)
    : FoldedUnet(config), mark_(register_module("mark", conv3(config.channels.front(), 1))) {}

at::Tensor MarkNetImpl::forward(const at::Tensor& cells) {
  return mark_(features(cells));
}

}  // namespace toile::nets
