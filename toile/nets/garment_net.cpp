#include "toile/nets/garment_net.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"

namespace toile::nets {

namespace {

torch::nn::Conv2d conv(std::int64_t in, std::int64_t out, int kernel, bool bias) {
  return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).padding(kernel / 2).bias(bias));
}

}  // namespace

Json GarmentNetConfig::to_json() const {
  return Json::Object{{"encoder", encoder.to_json()}, {"decoder", Json::Array(decoder.begin(), decoder.end())}};
}

GarmentNetConfig GarmentNetConfig::from_json(const Json& json) {
  GarmentNetConfig config{.encoder = MobileNetV2Config::from_json(json.at("encoder")), .decoder = {}};
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

GarmentNetImpl::GarmentNetImpl(const GarmentNetConfig& config)
    : encoder(register_module("encoder", MobileNetV2(config.encoder))),
      context_(register_module("context", conv(encoder->channels()[4], encoder->channels()[4], 1, true))),
      up_{UpBlock(nullptr), UpBlock(nullptr), UpBlock(nullptr), UpBlock(nullptr)},
      head_(register_module("head", conv(config.decoder[3], kGarmentGroups, 1, true))) {
  torch::nn::init::zeros_(context_->weight);
  torch::nn::init::zeros_(context_->bias);
  const auto skips = encoder->channels();
  std::int64_t in = skips[4];
  for (std::size_t i = 0; i < up_.size(); ++i) {
    up_[i] = register_module("up" + std::to_string(i), UpBlock(in, skips[3 - i], config.decoder[i]));
    in = config.decoder[i];
  }
}

at::Tensor GarmentNetImpl::forward(const at::Tensor& pictures) {
  const auto features = encoder->forward(pictures);
  at::Tensor x = features[4] + context_->forward(features[4].mean({2, 3}, true));
  for (std::size_t i = 0; i < up_.size(); ++i) x = up_[i]->forward(x, features[3 - i]);
  return head_->forward(x);
}

}  // namespace toile::nets
