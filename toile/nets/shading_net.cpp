#include "toile/nets/shading_net.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

constexpr std::int64_t kIn = 5;      ///< channels of a cell
constexpr std::int64_t kShares = 4;  ///< of the first four there is a share in what comes out, and then the rest

torch::nn::Conv2d conv3(std::int64_t in, std::int64_t out) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1));
}

}  // namespace

Json ShadingConfig::to_json() const {
  return Json::Object{{"channels", Json::Array(channels.begin(), channels.end())}};
}

ShadingConfig ShadingConfig::from_json(const Json& json) {
  ShadingConfig config{.channels = {}};
  for (const Json& one : json.at("channels").array()) {
    const std::int64_t value = one.integer();
    if (value < 1 || value > 1024) {
      throw Error(ErrorKind::bad_file, "the shading net's channels must be from 1 to 1024");
    }
    config.channels.push_back(value);
  }
  if (config.channels.size() < 2 || config.channels.size() > 6) {
    throw Error(ErrorKind::bad_file, "the shading net needs two to six levels of channels");
  }
  return config;
}

ShadingBlockImpl::ShadingBlockImpl(std::int64_t in, std::int64_t out)
    : first_(register_module("a", conv3(in, out))), second_(register_module("b", conv3(out, out))) {}

at::Tensor ShadingBlockImpl::forward(const at::Tensor& x) {
  return at::silu(second_(at::silu(first_(x))));
}

ShadingNetImpl::ShadingNetImpl(const ShadingConfig& config)
    : stem_(register_module("stem", conv3(kIn * ShadingConfig::kFold * ShadingConfig::kFold, config.channels.front()))),
      down_(register_module("down", torch::nn::ModuleList())),
      up_(register_module("up", torch::nn::ModuleList())),
      out_(register_module(
          "out", conv3(config.channels.front(), (kShares + 1) * ShadingConfig::kFold * ShadingConfig::kFold))),
      doubt_(register_module("doubt", conv3(config.channels.front(), 2))) {
  const auto& channels = config.channels;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    down_->push_back(ShadingBlock(channels[i > 0 ? i - 1 : 0], channels[i]));
  }
  for (std::size_t i = channels.size() - 1; i > 0; --i) {
    up_->push_back(ShadingBlock(channels[i] + channels[i - 1], channels[i - 1]));
  }
}

ShadingTensors ShadingNetImpl::forward(const at::Tensor& cells) {
  at::Tensor x = at::silu(stem_(at::pixel_unshuffle(cells, ShadingConfig::kFold)));
  std::vector<at::Tensor> levels;
  for (std::size_t i = 0; i < down_->size(); ++i) {
    if (i > 0) x = at::avg_pool2d(x, 2);
    x = down_[i]->as<ShadingBlock>()->forward(x);
    levels.push_back(x);
  }
  levels.pop_back();
  for (std::size_t i = 0; i < up_->size(); ++i) {
    const at::Tensor large = at::upsample_bilinear2d(x, {2 * x.size(2), 2 * x.size(3)}, false);
    x = up_[i]->as<ShadingBlock>()->forward(at::cat({large, levels.back()}, 1));
    levels.pop_back();
  }
  const at::Tensor all = at::pixel_shuffle(out_(x), ShadingConfig::kFold), told = cells.slice(1, kShares - 1, kShares);
  // shares of the colours and of what they tell carry fine detail; the rest is drawn freely
  return {.light = told + (all.slice(1, 0, kShares) * cells.slice(1, 0, kShares)).sum(1, true) + all.slice(1, kShares),
          .doubt = doubt_(x)};
}

}  // namespace toile::nets
