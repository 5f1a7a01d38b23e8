#include "toile/nets/mobilenet_v2.hpp"

#include <torch/torch.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/nets/weights.hpp"

namespace toile::nets {
namespace {

constexpr std::int64_t kMobileStem = 32;

/// Table 2 of the paper; `tap` marks the last stage of each resolution.
struct MobileStage {
  std::int64_t expansion, channels;
  int repeats, stride, tap;
};
constexpr std::array<MobileStage, 7> kMobileStages = {{{1, 16, 1, 1, 0},
                                                       {6, 24, 2, 2, 1},
                                                       {6, 32, 3, 2, 2},
                                                       {6, 64, 4, 2, -1},
                                                       {6, 96, 3, 1, 3},
                                                       {6, 160, 3, 2, -1},
                                                       {6, 320, 1, 1, 4}}};

/// ReLU6, in place: neither a convolution nor this needs what went in to go backwards.
at::Tensor bounded(at::Tensor x) {
  return at::relu6_(x);
}

}  // namespace

std::int64_t MobileNetV2Config::scaled(std::int64_t channels) const {
  return std::max<std::int64_t>(4, std::llround(width * static_cast<double>(channels)));
}

Json MobileNetV2Config::to_json() const {
  return Json::Object{{"width", width}};
}

MobileNetV2Config MobileNetV2Config::from_json(const Json& json) {
  const double width = json.at("width").number();
  if (width <= 0 || width > 4) throw Error(ErrorKind::bad_file, "the encoder's width must be above 0 and at most 4");
  return {.width = width};
}

SameConvImpl::SameConvImpl(std::int64_t in, std::int64_t out, int kernel, int stride, std::int64_t groups)
    : kernel_(kernel), stride_(stride), groups_(groups) {
  const double fan_in = static_cast<double>(in / groups * kernel * kernel);
  weight_ = register_parameter("weight", torch::randn({out, in / groups, kernel, kernel}) * std::sqrt(2 / fan_in));
  bias_ = register_parameter("bias", torch::zeros({out}));
}

at::Tensor SameConvImpl::forward(const at::Tensor& x) {
  if (stride_ == 1)
    return at::conv2d(x, weight_, bias_, at::IntArrayRef{1}, at::IntArrayRef{kernel_ / 2}, at::IntArrayRef{1}, groups_);
  const at::Tensor padded = at::constant_pad_nd(x, {0, 1, 0, 1});
  return at::conv2d(padded, weight_, bias_, at::IntArrayRef{stride_}, at::IntArrayRef{0}, at::IntArrayRef{1}, groups_);
}

MobileNetV2Impl::MobileNetV2Impl(const MobileNetV2Config& config)
    : config_(config), convs_(register_module("convs", torch::nn::ModuleList())) {
  std::int64_t in = config.scaled(kMobileStem);
  convs_->push_back(SameConv(3, in, 3, 2, 1));
  for (const MobileStage& stage : kMobileStages) {
    for (int i = 0; i < stage.repeats; ++i) {
      const int stride = i == 0 ? stage.stride : 1;
      const std::int64_t out = config.scaled(stage.channels);
      const std::int64_t wide = in * stage.expansion;
      blocks_.push_back({.first = convs_->size(),
                         .expands = stage.expansion > 1,
                         .residual = stride == 1 && in == out && i > 0,
                         .tap = i + 1 == stage.repeats ? stage.tap : -1});
      if (stage.expansion > 1) convs_->push_back(SameConv(in, wide, 1, 1, 1));
      convs_->push_back(SameConv(wide, wide, 3, stride, wide));
      convs_->push_back(SameConv(wide, out, 1, 1, 1));
      in = out;
    }
  }
}

std::array<std::int64_t, 5> MobileNetV2Impl::channels() const {
  return {config_.scaled(16), config_.scaled(24), config_.scaled(32), config_.scaled(96), config_.scaled(320)};
}

std::array<at::Tensor, 5> MobileNetV2Impl::forward(const at::Tensor& pictures) {
  const auto conv = [&](std::size_t index, const at::Tensor& x) { return convs_[index]->as<SameConv>()->forward(x); };
  std::array<at::Tensor, 5> features;
  at::Tensor x = bounded(conv(0, pictures));
  for (const Block& block : blocks_) {
    std::size_t index = block.first;
    at::Tensor y = x;
    if (block.expands) y = bounded(conv(index++, y));
    y = bounded(conv(index++, y));
    y = conv(index, y);
    x = block.residual ? x + y : y;
    if (block.tap >= 0) features[static_cast<std::size_t>(block.tap)] = x;
  }
  return features;
}

PictureEmbeddingImpl::PictureEmbeddingImpl()
    : encoder(register_module("encoder", MobileNetV2(MobileNetV2Config{}))),
      last(register_module("last", SameConv(320, 1280, 1, 1, 1))) {}

at::Tensor PictureEmbeddingImpl::forward(const at::Tensor& pictures) {
  return bounded(last(encoder->forward(pictures).back())).mean({2, 3});
}

/// Copies those arrays whose layer `name_of` gives a module for; all of the net's tensors must be among them.
template <class NameOf>
static void load_arrays(torch::nn::Module& net, const std::vector<NamedArray>& arrays, const NameOf& name_of) {
  auto own = tensors_of(net);
  std::size_t used = 0;
  for (const NamedArray& array : arrays) {
    const bool weight = array.name.ends_with("_w"), depthwise = array.name.find("_dwconv_") != std::string::npos;
    const auto found = own.find(name_of(std::atoi(array.name.c_str())) + (weight ? ".weight" : ".bias"));
    if (found == own.end()) continue;  // layers beyond this net
    at::Tensor values = torch::tensor(array.values).view(array.shape);
    if (weight && values.dim() == 4) values = depthwise ? values.permute({3, 0, 1, 2}) : values.permute({0, 3, 1, 2});
    if (!weight) values = values.flatten();
    if (values.sizes() != found->second.sizes()) {
      throw Error(ErrorKind::bad_file, "array " + array.name + " of the backbone has another shape than MobileNetV2's");
    }
    found->second = values.contiguous();
    ++used;
  }
  if (used != own.size()) throw Error(ErrorKind::bad_file, "the backbone lacks arrays of MobileNetV2");
  load_tensors(net, own, "the backbone");
}

void load_published(MobileNetV2Impl& net, const std::vector<NamedArray>& arrays) {
  load_arrays(net, arrays, [](int layer) { return "convs." + std::to_string(layer); });
}

void load_published(PictureEmbeddingImpl& net, const std::vector<NamedArray>& arrays) {
  constexpr int kLast = 51;
  load_arrays(net, arrays, [](int layer) {
    return layer == kLast ? std::string("last") : "encoder.convs." + std::to_string(layer);
  });
}

}  // namespace toile::nets
