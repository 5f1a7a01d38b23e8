#include "toile/nets/motif_net.hpp"

#include <torch/torch.h>

#include <cmath>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/nets/modulation.hpp"
#include "toile/nets/transposed_conv.hpp"

namespace toile::nets {
namespace {

constexpr double kMotifLeak = 0.2;
constexpr double kMotifEpsilon = 1e-8;
constexpr std::int64_t kFirstSide = 4;
/// Channels of the decoder at sides 4, 8, 16, 32 and 64, in multiples of the width; the last level comes by pixel
/// shuffle.
constexpr std::array<int, 5> kChannels = {6, 6, 4, 3, 1};
/// What the convolutions add to the components at first, as a share of what they would.
constexpr double kFoundBeside = 0.2;
/// Channels of the encoder at sides 32, 16, 8 and 4, likewise.
constexpr std::array<int, 4> kEncoderChannels = {1, 2, 4, 6};

int ranged(const Json& json, const char* key, int low, int high) {
  const std::int64_t value = json.at(key).integer();
  if (value < low || value > high) {
    throw Error(ErrorKind::bad_file, "the motif net's " + std::string(key) + " is " + std::to_string(value) + "; " +
                                         std::to_string(low) + " to " + std::to_string(high) + " is possible");
  }
  return static_cast<int>(value);
}

}  // namespace

Json MotifConfig::to_json() const {
  return Json::Object{{"kinds", kinds}, {"motifs", motifs}, {"code", code}, {"width", width}};
}

MotifConfig MotifConfig::from_json(const Json& json) {
  return {.kinds = ranged(json, "kinds", 1, 1000),
          .motifs = ranged(json, "motifs", 1, 1000000),
          .code = ranged(json, "code", 2, 1024),
          .width = ranged(json, "width", 1, 256)};
}

at::Tensor on_sphere(const at::Tensor& codes) {
  return codes * at::rsqrt(codes.square().mean(1, true) + kMotifEpsilon);
}

MotifEncoderImpl::MotifEncoderImpl(const MotifConfig& config)
    : convs_(register_module("convs", torch::nn::ModuleList())),
      to_code_(register_module(
          "to_code",
          torch::nn::Linear(kEncoderChannels.back() * config.width * kFirstSide * kFirstSide, config.code))) {
  const torch::NoGradGuard no_grad;
  component_weight_ = register_buffer("component_weight",
                                      torch::zeros({config.code, MotifConfig::kClasses * kCoarseSide * kCoarseSide}));
  component_bias_ = register_buffer("component_bias", torch::zeros({config.code}));
  to_code_->weight.mul_(kFoundBeside);
  std::int64_t in = MotifConfig::kClasses;
  for (const int channels : kEncoderChannels) {
    const std::int64_t out = std::int64_t{channels} * config.width;
    torch::nn::Conv2d conv(torch::nn::Conv2dOptions(in, out, 4).stride(2).padding(1));
    torch::nn::init::kaiming_normal_(conv->weight, kMotifLeak, torch::kFanIn, torch::kLeakyReLU);
    torch::nn::init::zeros_(conv->bias);
    convs_->push_back(conv);
    in = out;
  }
}

at::Tensor MotifEncoderImpl::forward(const at::Tensor& shares) {
  at::Tensor x = shares;
  for (const auto& conv : *convs_) x = at::leaky_relu(conv->as<torch::nn::Conv2d>()->forward(x), kMotifLeak);
  const at::Tensor coarse = at::avg_pool2d(shares, MotifConfig::kSeenSide / kCoarseSide).flatten(1);
  return on_sphere(at::linear(coarse, component_weight_, component_bias_) + to_code_(x.flatten(1)));
}

void MotifEncoderImpl::set_components(const at::Tensor& weight, const at::Tensor& bias) {
  component_weight_.copy_(weight);
  component_bias_.copy_(bias);
}

FilmConvImpl::FilmConvImpl(std::int64_t in, std::int64_t out, std::int64_t style, bool up)
    : up_(up), film_(register_module("film", torch::nn::Linear(style, 2 * out))) {
  const torch::NoGradGuard no_grad;
  torch::nn::init::normal_(film_->weight, 0, 0.3 / std::sqrt(static_cast<double>(style)));
  torch::nn::init::zeros_(film_->bias);
  // A transposed convolution wants (in, out, k, k), a plain one (out, in, k, k).
  weight_ = register_parameter("weight",
                               up ? scaled_normal({in, out, 3, 3}, in * 9) : scaled_normal({out, in, 3, 3}, in * 9));
}

at::Tensor FilmConvImpl::forward(const at::Tensor& x, const at::Tensor& style) {
  const std::vector<at::Tensor> film = film_(style).chunk(2, 1);
  at::Tensor y, norm;
  if (up_) {
    // Each output pixel of the enlargement repeats its source: the 3x3 kernel's taps that fall on one source add up.
    const at::Tensor wide = at::constant_pad_nd(weight_, {1, 1, 1, 1});
    const at::Tensor columns = wide.slice(3, 1) + wide.slice(3, 0, 4);
    y = transposed_conv2d(x, columns.slice(2, 1) + columns.slice(2, 0, 4), 2, 1);
    norm = weight_.square().sum({0, 2, 3});
  } else {
    y = at::conv2d(x, weight_, {}, 1, 1);
    norm = weight_.square().sum({1, 2, 3});
  }
  const at::Tensor scale = (film[0] + 1) * (std::numbers::sqrt2 * at::rsqrt(norm + kMotifEpsilon));
  at::Tensor scaled = at::addcmul(per_channel(film[1]), y, per_channel(scale));
  return at::leaky_relu_(scaled, kMotifLeak);
}

MotifDecoderImpl::MotifDecoderImpl(const MotifConfig& config)
    : config_(config),
      input_(register_module("input", torch::nn::Linear(config.code + MotifConfig::kKind,
                                                        kChannels[0] * config.width * kFirstSide * kFirstSide))),
      levels_(register_module("levels", torch::nn::ModuleList())) {
  const torch::NoGradGuard no_grad;
  codes_ = register_buffer("codes", torch::zeros({config.motifs, config.code}));
  motif_kinds_ = register_buffer("motif_kinds", torch::zeros({config.motifs}, at::kLong));
  palettes_ = register_buffer("palettes", torch::zeros({config.motifs, MotifConfig::kClasses - 1, 3}, at::kByte));
  embedding_ = register_parameter("embedding", torch::randn({config.kinds, MotifConfig::kKind}));
  const std::int64_t style = config.code + MotifConfig::kKind;
  std::int64_t in = std::int64_t{kChannels[0]} * config.width;
  for (std::size_t level = 1; level < kChannels.size(); ++level) {
    const std::int64_t out = std::int64_t{kChannels[level]} * config.width;
    levels_->push_back(FilmConv(in, out, style, true));
    levels_->push_back(FilmConv(out, out, style, false));
    in = out;
  }
  const std::int64_t blocks = 4 * MotifConfig::kClasses;  // a 2x2 block of logits a pixel
  to_logits_ = register_parameter("to_logits", scaled_normal({blocks, in, 3, 3}, in * 9) * 0.5);
  logits_bias_ = register_parameter("logits_bias", torch::zeros({blocks}));
}

at::Tensor MotifDecoderImpl::forward(const at::Tensor& codes, const at::Tensor& kinds) {
  const at::Tensor style = at::cat({codes, embedding_.index_select(0, kinds)}, 1);
  at::Tensor x = at::leaky_relu(input_(style), kMotifLeak) * std::numbers::sqrt2;
  x = x.view({x.size(0), -1, kFirstSide, kFirstSide});
  for (const auto& level : *levels_) x = level->as<FilmConv>()->forward(x, style);
  return at::pixel_shuffle(at::conv2d(x, to_logits_, logits_bias_, 1, 1), 2);
}

void MotifDecoderImpl::set_motifs(const at::Tensor& codes, const at::Tensor& kinds, const at::Tensor& palettes) {
  codes_.copy_(codes);
  motif_kinds_.copy_(kinds);
  palettes_.copy_(palettes);
}

}  // namespace toile::nets
