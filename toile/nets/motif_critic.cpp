#include "toile/nets/motif_critic.hpp"

#include <torch/torch.h>

#include <string>

namespace toile::nets {
namespace {

constexpr double kCriticLeak = 0.2;
constexpr double kCriticEpsilon = 1e-12;

}  // namespace

MotifCriticImpl::MotifCriticImpl(const std::vector<std::int64_t>& channels, int width, int kinds)
    : narrow_(register_module("narrow", torch::nn::ModuleList())),
      look_(register_module("look", torch::nn::ModuleList())),
      scores_(register_module("scores", torch::nn::ModuleList())) {
  for (std::size_t depth = 0; depth < channels.size(); ++depth) {
    narrow_->push_back(SpectralConv(channels[depth], width, 4, 2));
    look_->push_back(SpectralConv(width, 2 * width, 4, 2));
    scores_->push_back(SpectralConv(2 * width, 1, 1, 1));
    embeddings_.push_back(
        register_parameter("embedding" + std::to_string(depth), torch::randn({kinds, 2 * std::int64_t{width}})));
  }
}

std::vector<at::Tensor> MotifCriticImpl::forward(const std::vector<at::Tensor>& features, const at::Tensor& kinds) {
  std::vector<at::Tensor> logits;
  for (std::size_t depth = 0; depth < narrow_->size(); ++depth) {
    at::Tensor x = at::leaky_relu(narrow_[depth]->as<SpectralConv>()->forward(features.at(depth)), kCriticLeak);
    x = at::leaky_relu(look_[depth]->as<SpectralConv>()->forward(x), kCriticLeak);
    // At length one, as the kernel of the linear score is: else a kind's logits grow at will.
    const at::Tensor unit = embeddings_[depth] / (embeddings_[depth].norm(2, 1, true) + kCriticEpsilon);
    const at::Tensor wanted = unit.index_select(0, kinds).unsqueeze(-1).unsqueeze(-1);
    logits.push_back((scores_[depth]->as<SpectralConv>()->forward(x) + (x * wanted).sum(1, true)).squeeze(1));
  }
  return logits;
}

}  // namespace toile::nets
