#include "toile/nets/normed_conv.hpp"

#include <torch/torch.h>

#include "toile/nets/weights.hpp"

namespace toile::nets {

NormedConv::NormedConv(torch::nn::Module& owner, const std::string& conv, const std::string& norm,
                       torch::nn::Conv2dOptions options, Norms norms) {
  const bool folded = norms == Norms::folded;
  conv_ = owner.register_module(conv, torch::nn::Conv2d(options.bias(folded)));
  if (!folded) norm_ = owner.register_module(norm, BatchNorm(options.out_channels()));
}

at::Tensor NormedConv::operator()(const at::Tensor& x) {
  const at::Tensor y = conv_->forward(x);
  return norm_.is_empty() ? y : norm_->forward(y);
}

std::map<std::string, at::Tensor> fold_batch_norms(const torch::nn::Module& net) {
  auto tensors = tensors_of(net);
  std::string conv;
  for (const auto& item : net.named_modules("", false)) {
    if (item.value()->as<torch::nn::Conv2d>()) conv = item.key();
    const auto* norm = item.value()->as<BatchNorm>();
    if (!norm) continue;
    const at::Tensor factor = (norm->weight / (norm->running_var + BatchNormImpl::kEpsilon).sqrt()).detach().cpu();
    at::Tensor& weight = tensors.at(conv + ".weight");
    weight = weight * factor.view({-1, 1, 1, 1});
    tensors[conv + ".bias"] = (norm->bias - norm->running_mean * factor).detach().cpu();
    for (const auto& own : tensors_of(*norm)) tensors.erase(item.key() + "." + own.first);
  }
  return tensors;
}

}  // namespace toile::nets
