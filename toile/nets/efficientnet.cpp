#include "toile/nets/efficientnet.hpp"

#include <torch/torch.h>

#include <cmath>

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

constexpr std::int64_t kStem = 32, kHead = 1280;
constexpr std::int64_t kMultiple = 8;  ///< of every channel count

/// Table 1 of the paper; `tap` marks the last stage of each resolution.
struct Stage {
  std::int64_t expansion, channels;
  int repeats, stride, kernel, tap;
};
constexpr std::array<Stage, 7> kStages = {{{1, 16, 1, 1, 3, -1},
                                           {6, 24, 2, 2, 3, 1},
                                           {6, 40, 2, 2, 5, 2},
                                           {6, 80, 3, 2, 3, -1},
                                           {6, 112, 3, 1, 5, 3},
                                           {6, 192, 4, 2, 5, -1},
                                           {6, 320, 1, 1, 3, 4}}};

torch::nn::Conv2dOptions kernel(std::int64_t in, std::int64_t out, int side) {
  return torch::nn::Conv2dOptions(in, out, side).padding(side / 2);
}

/// Swish (Ramachandran, Zoph, Le 2017), x * sigmoid(x), written over x.
at::Tensor swish(at::Tensor x) {
  return at::silu_(x);
}

double scale_in(const Json& json, const char* key) {
  const double value = json.at(key).number();
  if (value > 0 && value <= 4) return value;
  throw Error(ErrorKind::bad_file, "the encoder's " + std::string(key) + " must be above 0 and at most 4");
}

}  // namespace

std::int64_t EfficientNetConfig::scaled(std::int64_t channels) const {
  const double wanted = width * static_cast<double>(channels);
  const auto steps = static_cast<std::int64_t>(wanted + kMultiple / 2.0) / kMultiple;
  const std::int64_t rounded = std::max(kMultiple, steps * kMultiple);
  return static_cast<double>(rounded) < 0.9 * wanted ? rounded + kMultiple : rounded;
}

int EfficientNetConfig::repeats(int count) const {
  return static_cast<int>(std::ceil(depth * count));
}

Json EfficientNetConfig::to_json() const {
  return Json::Object{{"width", width}, {"depth", depth}};
}

EfficientNetConfig EfficientNetConfig::from_json(const Json& json) {
  return {.width = scale_in(json, "width"), .depth = scale_in(json, "depth")};
}

SqueezeExciteImpl::SqueezeExciteImpl(std::int64_t channels, std::int64_t squeezed)
    : reduce_(register_module("conv_reduce", torch::nn::Conv2d(kernel(channels, squeezed, 1)))),
      expand_(register_module("conv_expand", torch::nn::Conv2d(kernel(squeezed, channels, 1)))) {}

at::Tensor SqueezeExciteImpl::forward(at::Tensor x) {
  const at::Tensor squeezed = swish(reduce_->forward(x.mean({2, 3}, true)));
  return x.mul_(expand_->forward(squeezed).sigmoid_());
}

MbConvImpl::MbConvImpl(const MbConvShape& shape, Norms norms) : residual_(shape.stride == 1 && shape.in == shape.out) {
  const std::int64_t wide = shape.in * shape.expansion;
  const bool expands = shape.expansion > 1;
  if (expands) expand_ = NormedConv(*this, "conv_pw", "bn1", kernel(shape.in, wide, 1), norms);
  depthwise_ = NormedConv(*this, "conv_dw", expands ? "bn2" : "bn1",
                          kernel(wide, wide, shape.kernel).stride(shape.stride).groups(wide), norms);
  excite_ = register_module("se", SqueezeExcite(wide, std::max<std::int64_t>(1, shape.in / 4)));
  project_ =
      NormedConv(*this, expands ? "conv_pwl" : "conv_pw", expands ? "bn3" : "bn2", kernel(wide, shape.out, 1), norms);
}

at::Tensor MbConvImpl::forward(const at::Tensor& x) {
  at::Tensor y = expand_ ? swish(expand_(x)) : x;
  y = project_(excite_->forward(swish(depthwise_(y))));
  return residual_ ? y.add_(x) : y;
}

EfficientNetImpl::EfficientNetImpl(const EfficientNetConfig& config, Norms norms) : config_(config) {
  std::int64_t in = config.scaled(kStem);
  stem_ = NormedConv(*this, "conv_stem", "bn1", kernel(3, in, 3).stride(2), norms);
  stages_ = register_module("blocks", torch::nn::ModuleList());
  for (const Stage& stage : kStages) {
    torch::nn::ModuleList blocks;
    for (int i = 0; i < config.repeats(stage.repeats); ++i) {
      const std::int64_t out = config.scaled(stage.channels);
      blocks->push_back(MbConv(MbConvShape{.in = in,
                                           .out = out,
                                           .expansion = stage.expansion,
                                           .kernel = stage.kernel,
                                           .stride = i == 0 ? stage.stride : 1},
                               norms));
      in = out;
    }
    stages_->push_back(blocks);
  }
  head_ = NormedConv(*this, "conv_head", "bn2", kernel(in, config.scaled(kHead), 1), norms);
}

std::array<std::int64_t, 5> EfficientNetImpl::channels() const {
  std::array<std::int64_t, 5> channels{config_.scaled(kStem)};
  for (const Stage& stage : kStages) {
    if (stage.tap >= 0) channels[static_cast<std::size_t>(stage.tap)] = config_.scaled(stage.channels);
  }
  return channels;
}

std::array<at::Tensor, 5> EfficientNetImpl::forward(const at::Tensor& pictures) {
  std::array<at::Tensor, 5> features{swish(stem_(pictures))};
  at::Tensor x = features[0];
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    for (const auto& block : *stages_[i]->as<torch::nn::ModuleList>()) x = block->as<MbConv>()->forward(x);
    if (kStages[i].tap >= 0) features[static_cast<std::size_t>(kStages[i].tap)] = x;
  }
  return features;
}

}  // namespace toile::nets
