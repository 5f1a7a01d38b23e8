#include "toile/nets/garment_net.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {

namespace {

constexpr std::int64_t kPeopleChannels = 32;
constexpr std::int64_t kMostWide = 16;

torch::nn::Conv2d conv(std::int64_t in, std::int64_t out, int kernel, bool bias) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).padding(kernel / 2).bias(bias));
}

}  // namespace

Json GarmentNetConfig::to_json() const {
  return Json::Object{
      {"encoder", encoder.to_json()}, {"decoder", Json::Array(decoder.begin(), decoder.end())}, {"wide", wide}};
}

GarmentNetConfig GarmentNetConfig::from_json(const Json& json) {
  GarmentNetConfig config{.encoder = MobileNetV2Config::from_json(json.at("encoder")), .decoder = {}};
  if (!json.find("wide")) {
    throw Error(ErrorKind::bad_file, "the garment net is of an older form, without people; train it anew");
  }
  config.wide = json.at("wide").integer();
  if (config.wide < 0 || config.wide > kMostWide) {
    throw Error(ErrorKind::bad_file, "the garment net's wide blocks must be from 0 to " + std::to_string(kMostWide));
  }
  const Json::Array& channels = json.at("decoder").array();
  if (channels.size() != config.decoder.size()) {
    throw Error(ErrorKind::bad_file, "the garment net's decoder needs four channel counts");
  }
  for (std::size_t i = 0; i < channels.size(); ++i) {
    config.decoder[i] = channels[i].integer();
    if (config.decoder[i] < 1 || config.decoder[i] > 1024) {
      throw Error(ErrorKind::bad_file, "the garment net's decoder channels must be from 1 to 1024");
    }
  }
  return config;
}

UpBlockImpl::UpBlockImpl(std::int64_t in, std::int64_t skip, std::int64_t out)
    : conv_(register_module("conv", conv(in + skip, out, 3, false))), norm_(register_module("norm", BatchNorm(out))) {}

at::Tensor UpBlockImpl::forward(const at::Tensor& x, const at::Tensor& skip) {
  const at::Tensor large = at::upsample_bilinear2d(x, {skip.size(2), skip.size(3)}, false);
  return norm_->forward(conv_->forward(at::cat({large, skip}, 1))).relu_();
}

WideBlockImpl::WideBlockImpl(std::int64_t channels)
    : far_(register_module("far", SameConv(channels, channels, 7, 1, channels))),
      expand_(register_module("expand", SameConv(channels, 2 * channels, 1, 1, 1))),
      project_(register_module("project", SameConv(2 * channels, channels, 1, 1, 1))) {
  const torch::NoGradGuard no_grad;
  for (at::Tensor& weight : project_->parameters()) weight.zero_();
}

at::Tensor WideBlockImpl::forward(const at::Tensor& x) {
  return x + project_->forward(at::relu6(expand_->forward(far_->forward(x))));
}

GarmentNetImpl::GarmentNetImpl(const GarmentNetConfig& config)
    : encoder(register_module("encoder", MobileNetV2(config.encoder))),
      context_(register_module("context", conv(encoder->channels()[4], encoder->channels()[4], 1, true))),
      wide_(register_module("wide", torch::nn::ModuleList())),
      up_{UpBlock(nullptr), UpBlock(nullptr), UpBlock(nullptr), UpBlock(nullptr)},
      head_(register_module("head", conv(config.decoder[3], kGarmentLabels, 1, true))),
      people_conv_(register_module("people_conv", conv(config.decoder[2], kPeopleChannels, 3, true))),
      people_head_(register_module("people_head", conv(kPeopleChannels, 3, 1, true))) {
  torch::nn::init::zeros_(context_->weight);
  torch::nn::init::zeros_(context_->bias);
  const auto skips = encoder->channels();
  for (std::int64_t i = 0; i < config.wide; ++i) wide_->push_back(WideBlock(skips[4]));
  std::int64_t in = skips[4];
  for (std::size_t i = 0; i < up_.size(); ++i) {
    up_[i] = register_module("up" + std::to_string(i), UpBlock(in, skips[3 - i], config.decoder[i]));
    in = config.decoder[i];
  }
}

GarmentAnswer GarmentNetImpl::forward(const at::Tensor& pictures) {
  const auto features = encoder->forward(pictures);
  at::Tensor x = features[4] + context_->forward(features[4].mean({2, 3}, true));
  for (const auto& block : *wide_) x = block->as<WideBlock>()->forward(x);
  for (std::size_t i = 0; i < 3; ++i) x = up_[i]->forward(x, features[3 - i]);
  const at::Tensor people = people_head_->forward(people_conv_->forward(x).relu());
  return {.labels = head_->forward(up_[3]->forward(x, features[0])), .people = people};
}

}  // namespace toile::nets
