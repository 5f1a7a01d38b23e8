#include "toile/nets/folded_unet.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

constexpr std::int64_t kIn = 5;  ///< channels of a cell

}  // namespace

Json FoldedUnetConfig::to_json() const {
  return Json::Object{{"channels", Json::Array(channels.begin(), channels.end())}};
}

FoldedUnetConfig FoldedUnetConfig::from_json(const Json& json) {
  FoldedUnetConfig config{.channels = {}};
  for (const Json& one : json.at("channels").array()) {
    const std::int64_t value = one.integer();
    if (value < 1 || value > 1024) {
      throw Error(ErrorKind::bad_file, "the net's channels must be from 1 to 1024");
    }
    config.channels.push_back(value);
  }
  if (config.channels.size() < 2 || config.channels.size() > 6) {
    throw Error(ErrorKind::bad_file, "the net needs two to six levels of channels");
  }
  return config;
}

FoldedBlockImpl::FoldedBlockImpl(std::int64_t in, std::int64_t out)
    : first_(register_module("a", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1)))),
      second_(register_module("b", torch::nn::Conv2d(torch::nn::Conv2dOptions(out, out, 3).padding(1)))) {}

at::Tensor FoldedBlockImpl::forward(const at::Tensor& x) {
  return at::silu(second_(at::silu(first_(x))));
}

torch::nn::Conv2d FoldedUnet::conv3(std::int64_t in, std::int64_t out) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).padding(1));
}

FoldedUnet::FoldedUnet(const FoldedUnetConfig& config)
    : stem_(register_module("stem",
                            conv3(kIn * FoldedUnetConfig::kFold * FoldedUnetConfig::kFold, config.channels.front()))),
      down_(register_module("down", torch::nn::ModuleList())),
      up_(register_module("up", torch::nn::ModuleList())) {
  const auto& channels = config.channels;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    down_->push_back(FoldedBlock(channels[i > 0 ? i - 1 : 0], channels[i]));
  }
  for (std::size_t i = channels.size() - 1; i > 0; --i) {
    up_->push_back(FoldedBlock(channels[i] + channels[i - 1], channels[i - 1]));
  }
}

at::Tensor FoldedUnet::features(const at::Tensor& cells) {
  at::Tensor x = at::silu(stem_(at::pixel_unshuffle(cells, FoldedUnetConfig::kFold)));
  std::vector<at::Tensor> levels;
  for (std::size_t i = 0; i < down_->size(); ++i) {
    if (i > 0) x = at::avg_pool2d(x, 2);
    x = down_[i]->as<FoldedBlock>()->forward(x);
    levels.push_back(x);
  }
  levels.pop_back();
  for (std::size_t i = 0; i < up_->size(); ++i) {
    const at::Tensor large = at::upsample_bilinear2d(x, {2 * x.size(2), 2 * x.size(3)}, false);
    x = up_[i]->as<FoldedBlock>()->forward(at::cat({large, levels.back()}, 1));
    levels.pop_back();
  }
  return x;
}

}  // namespace toile::nets
