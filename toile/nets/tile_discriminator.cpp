#include "toile/nets/tile_discriminator.hpp"

#include <torch/torch.h>

#include <cmath>

namespace toile::nets {
namespace {

constexpr double kPixelLeak = 0.2;
constexpr double kPixelEpsilon = 1e-12;
constexpr double kTiny = 1e-6;  ///< keeps the slope of the root finite

at::Tensor direction(const at::Tensor& x) {
  return x / (x.norm() + kPixelEpsilon);
}

/// The standard deviation of the pictures' mean features within each group, mean over the channels: (n, 1, h, w).
at::Tensor spread(const at::Tensor& features) {
  const std::int64_t n = features.size(0), c = features.size(1);
  const at::Tensor means = features.mean({2, 3}).view({n / kGroup, kGroup, c});
  const at::Tensor deviation = at::sqrt(means.var(1, false) + kTiny).mean(1);
  return deviation.repeat_interleave(kGroup).view({n, 1, 1, 1}).expand({n, 1, features.size(2), features.size(3)});
}

}  // namespace

SpectralConvImpl::SpectralConvImpl(std::int64_t in, std::int64_t out, int kernel, int stride)
    : stride_(stride), padding_((kernel - 1) / 2) {
  weight_ = register_parameter("weight", torch::randn({out, in, kernel, kernel}) / std::sqrt(in * kernel * kernel));
  bias_ = register_parameter("bias", torch::zeros({out}));
  left_ = register_buffer("left", direction(torch::randn({out})));
}

at::Tensor SpectralConvImpl::forward(const at::Tensor& x) {
  const at::Tensor matrix = weight_.flatten(1);
  at::Tensor left, right;
  {
    const torch::NoGradGuard no_grad;
    right = direction(at::mv(matrix.t(), left_));
    left = direction(at::mv(matrix, right));
    if (is_training()) left_.copy_(left);
  }
  const at::Tensor sigma = at::dot(left, at::mv(matrix, right));
  return at::conv2d(x, weight_ / sigma, bias_, stride_, padding_);
}

PatchScoreImpl::PatchScoreImpl(std::int64_t channels, int categories)
    : score_(register_module("score", SpectralConv(channels + 1, 1, 1, 1))),
      embedding_(register_parameter("embedding", torch::randn({categories, channels + 1}))) {}

at::Tensor PatchScoreImpl::forward(const at::Tensor& features, const at::Tensor& category) {
  // At length one, as the kernel of the linear score is: else a category's logits grow at will and its tiles run wild.
  const at::Tensor unit = embedding_ / (embedding_.norm(2, 1, true) + kPixelEpsilon);
  const at::Tensor wanted = unit.index_select(0, category).unsqueeze(-1).unsqueeze(-1);
  const at::Tensor seen = at::cat({features, spread(features)}, 1);
  return score_(seen) + (seen * wanted).sum(1, true);
}

PixelDiscriminatorImpl::PixelDiscriminatorImpl(int width, int categories)
    : convs_(register_module("convs", torch::nn::ModuleList())) {
  convs_->push_back(SpectralConv(3, width, 4, 2));
  convs_->push_back(SpectralConv(width, 2 * width, 4, 2));
  convs_->push_back(SpectralConv(2 * width, 4 * width, 4, 2));
  convs_->push_back(SpectralConv(4 * width, 4 * width, 3, 1));
  score_ = register_module("score", PatchScore(4 * width, categories));
}

at::Tensor PixelDiscriminatorImpl::forward(const at::Tensor& pictures, const at::Tensor& category) {
  at::Tensor x = pictures;
  for (const auto& conv : *convs_) x = at::leaky_relu(conv->as<SpectralConv>()->forward(x), kPixelLeak);
  return score_(x, category);
}

FeatureDiscriminatorImpl::FeatureDiscriminatorImpl(const std::vector<std::int64_t>& channels, int width, int categories)
    : narrow_(register_module("narrow", torch::nn::ModuleList())),
      look_(register_module("look", torch::nn::ModuleList())),
      scores_(register_module("scores", torch::nn::ModuleList())) {
  for (const std::int64_t in : channels) {
    narrow_->push_back(SpectralConv(in, width, 1, 1));
    look_->push_back(SpectralConv(width, width, 3, 1));
    scores_->push_back(PatchScore(width, categories));
  }
}

std::vector<at::Tensor> FeatureDiscriminatorImpl::forward(const std::vector<at::Tensor>& features,
                                                          const at::Tensor& category) {
  std::vector<at::Tensor> logits;
  for (std::size_t depth = 0; depth < narrow_->size(); ++depth) {
    at::Tensor x = at::leaky_relu(narrow_[depth]->as<SpectralConv>()->forward(features.at(depth)), kPixelLeak);
    x = at::leaky_relu(look_[depth]->as<SpectralConv>()->forward(x), kPixelLeak);
    logits.push_back(scores_[depth]->as<PatchScore>()->forward(x, category));
  }
  return logits;
}

}  // namespace toile::nets
