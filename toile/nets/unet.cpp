#include "toile/nets/unet.hpp"

#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

torch::nn::Conv2dOptions kernel3(std::int64_t in, std::int64_t out) {
  return torch::nn::Conv2dOptions(in, out, 3).padding(1);
}

std::int64_t channels_in(const Json& json) {
  const std::int64_t value = json.integer();
  if (value >= 1 && value <= 1024) return value;
  throw Error(ErrorKind::bad_file, "the U-Net's channels must be from 1 to 1024");
}

}  // namespace

Json UnetConfig::to_json() const {
  return Json::Object{
      {"encoder", encoder.to_json()}, {"decoder", Json::Array(decoder.begin(), decoder.end())}, {"classes", classes}};
}

UnetConfig UnetConfig::from_json(const Json& json) {
  UnetConfig config{.encoder = EfficientNetConfig::from_json(json.at("encoder")),
                    .decoder = {},
                    .classes = channels_in(json.at("classes"))};
  const Json::Array& channels = json.at("decoder").array();
  if (channels.size() != config.decoder.size()) {
    throw Error(ErrorKind::bad_file, "the U-Net's decoder needs five channel counts");
  }
  std::transform(channels.begin(), channels.end(), config.decoder.begin(), channels_in);
  return config;
}

UnetBlockImpl::UnetBlockImpl(std::int64_t in, std::int64_t skip, std::int64_t out, Norms norms) {
  const auto conv = [&](const std::string& name, std::int64_t from) {
    auto owner = register_module(name, std::make_shared<torch::nn::Module>());
    return NormedConv(*owner, "0", "1", kernel3(from, out), norms);
  };
  conv1_ = conv("conv1", in + skip);
  conv2_ = conv("conv2", out);
}

at::Tensor UnetBlockImpl::forward(const at::Tensor& x, const at::Tensor& skip) {
  at::Tensor large = at::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
  if (skip.defined()) large = at::cat({large, skip}, 1);
  return conv2_(conv1_(large).relu_()).relu_();
}

UnetImpl::UnetImpl(const UnetConfig& config, Norms norms)
    : encoder_(register_module("encoder", EfficientNet(config.encoder, norms))) {
  auto decoder = register_module("decoder", std::make_shared<torch::nn::Module>());
  auto blocks = decoder->register_module("blocks", std::make_shared<torch::nn::Module>());
  const auto features = encoder_->channels();
  std::int64_t in = features.back();
  for (std::size_t i = 0; i < config.decoder.size(); ++i) {
    const std::int64_t skip = i < 4 ? features[3 - i] : 0;
    blocks_.push_back(blocks->register_module(std::to_string(i), UnetBlock(in, skip, config.decoder[i], norms)));
    in = config.decoder[i];
  }
  auto head = register_module("segmentation_head", std::make_shared<torch::nn::Module>());
  head_ = head->register_module("0", torch::nn::Conv2d(kernel3(in, config.classes)));
}

at::Tensor UnetImpl::forward(const at::Tensor& pictures) {
  const auto features = encoder_->forward(pictures);
  at::Tensor x = features.back();
  for (std::size_t i = 0; i < blocks_.size(); ++i) x = blocks_[i]->forward(x, i < 4 ? features[3 - i] : at::Tensor());
  return head_->forward(x);
}

Unet open_unet(const UnetConfig& config, const std::map<std::string, at::Tensor>& tensors, const std::string& origin) {
  Unet published(config);
  load_tensors(*published, tensors, origin);
  Unet net(config, Norms::folded);
  load_tensors(*net, fold_batch_norms(*published), origin);
  net->eval();
  // oneDNN's convolutions read and write channels last as they are; the plain layout costs two copies each.
  for (at::Tensor& weight : net->parameters()) {
    if (weight.dim() == 4) weight.set_data(weight.contiguous(at::MemoryFormat::ChannelsLast));
  }
  return net;
}

}  // namespace toile::nets
