#include "toile/nets/tile_generator.hpp"

#include <torch/torch.h>

#include <cmath>
#include <numbers>

#include "toile/base/seed.hpp"
#include "toile/nets/transposed_conv.hpp"

namespace toile::nets {
namespace {

constexpr double kLeak = 0.2;
constexpr double kEpsilon = 1e-8;
constexpr double kTwoPi = 2 * std::numbers::pi;
/// Each wave is so many times the lattice's first and second vector: the lattice, its diagonals, its first harmonics.
constexpr std::array<std::array<double, 2>, 6> kWaves = {{{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 0}, {0, 2}}};
constexpr std::int64_t kWaveChannels = 2 * kWaves.size();
/// How slowly the mean styles follow.
constexpr double kMeanDecay = 0.99;
/// Number of levels from one value a cell to full resolution, and their channels in multiples of the width.
constexpr std::array<int, 5> kChannels = {4, 4, 3, 2, 1};
/// Levels that see the waves: from two values a cell to eight. At full resolution they would only cost.
constexpr bool sees_waves(std::size_t level) {
  return level >= 1 && level <= 3;
}

at::Tensor scaled_normal(at::IntArrayRef shape, std::int64_t fan_in) {
  return torch::randn(shape) / std::sqrt(static_cast<double>(fan_in));
}

at::Tensor leaky(const at::Tensor& x) {
  return at::leaky_relu(x, kLeak);
}

/// x (n, c) times a scale for every channel of y (n, c, h, w).
at::Tensor per_channel(const at::Tensor& x) {
  return x.unsqueeze(-1).unsqueeze(-1);
}

}  // namespace

TileField draw_field(const TileConfig& config, std::int64_t n, std::int64_t rows, std::int64_t columns,
                     std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  TileField field{
      .lattice = torch::zeros({n, 2, 2}), .local = torch::randn({n, config.local, rows, columns}, random), .noise = {}};
  for (std::size_t level = 0; level < kChannels.size(); ++level) {
    field.noise.push_back(torch::randn({n, 1, rows << level, columns << level}, random));
  }
  return field;
}

StyledConvImpl::StyledConvImpl(std::int64_t in, std::int64_t out, std::int64_t style, std::int64_t wave_channels,
                               bool up)
    : up_(up), affine_(register_module("affine", torch::nn::Linear(style, in))) {
  const torch::NoGradGuard no_grad;
  torch::nn::init::normal_(affine_->weight, 0, 0.5 / std::sqrt(static_cast<double>(style)));
  torch::nn::init::ones_(affine_->bias);
  // A transposed convolution wants (in, out, k, k), a plain one (out, in, k, k).
  weight_ = register_parameter("weight",
                               up ? scaled_normal({in, out, 3, 3}, in * 9) : scaled_normal({out, in, 3, 3}, in * 9));
  bias_ = register_parameter("bias", torch::zeros({out}));
  noise_strength_ = register_parameter("noise_strength", torch::zeros({out}));
  if (wave_channels > 0) {
    wave_weight_ = register_parameter("wave_weight", scaled_normal({out, wave_channels, 1, 1}, wave_channels));
  }
}

at::Tensor StyledConvImpl::forward(const at::Tensor& x, const at::Tensor& style, const at::Tensor& waves,
                                   const at::Tensor& noise) {
  const at::Tensor scale = affine_(style);
  const at::Tensor energy = weight_.square().sum({2, 3});  // of each pair of channels
  const at::Tensor demodulation = at::rsqrt(at::matmul(scale.square(), up_ ? energy : energy.t()) + kEpsilon);
  const at::Tensor wrapped = wrap(x * per_channel(scale), 1);
  at::Tensor y;
  if (up_) {
    // Each output pixel of the enlargement repeats its source: the 3x3 kernel's taps that fall on one source add up.
    const at::Tensor wide = at::constant_pad_nd(weight_, {1, 1, 1, 1});
    const at::Tensor columns = wide.slice(3, 1) + wide.slice(3, 0, 4);
    const at::Tensor kernel = columns.slice(2, 1) + columns.slice(2, 0, 4);
    y = transposed_conv2d(wrapped, kernel, 2, 1);
    y = y.slice(2, 2, y.size(2) - 2).slice(3, 2, y.size(3) - 2);
  } else {
    y = at::conv2d(wrapped, weight_);
  }
  y = at::addcmul(per_channel(bias_.unsqueeze(0)), y, per_channel(demodulation));
  y = at::addcmul(y, noise, per_channel(noise_strength_.unsqueeze(0)));
  if (waves.defined()) y = y + at::conv2d(waves, wave_weight_);
  return leaky(y) * std::numbers::sqrt2;
}

TileGeneratorImpl::TileGeneratorImpl(const TileConfig& config)
    : config_(config),
      mapping_(register_module("mapping", torch::nn::ModuleList())),
      wave_gains_(register_module("wave_gains", torch::nn::Linear(config.style, std::ssize(kWaves)))),
      levels_(register_module("levels", torch::nn::ModuleList())),
      rgb_affine_(register_module("rgb_affine", torch::nn::Linear(config.style, config.width))) {
  const torch::NoGradGuard no_grad;
  codes_ = register_buffer("codes", torch::zeros({config.swatches, config.global}));
  lattices_ = register_buffer("lattices", torch::zeros({config.swatches, 2, 2}));
  swatch_categories_ = register_buffer("swatch_categories", torch::zeros({config.swatches}, at::kLong));
  embedding_ = register_parameter("embedding", torch::randn({config.categories, config.global}));
  mean_styles_ = register_buffer("mean_styles", torch::zeros({config.categories, config.style}));
  mapping_->push_back(torch::nn::Linear(2 * config.global, config.style));
  mapping_->push_back(torch::nn::Linear(config.style, config.style));
  for (const auto& layer : *mapping_) {
    auto* linear = layer->as<torch::nn::Linear>();
    torch::nn::init::kaiming_normal_(linear->weight, kLeak, torch::kFanIn, torch::kLeakyReLU);
    torch::nn::init::zeros_(linear->bias);
  }
  torch::nn::init::normal_(wave_gains_->weight, 0, 0.3 / std::sqrt(static_cast<double>(config.style)));
  torch::nn::init::ones_(wave_gains_->bias);

  const std::int64_t first = std::int64_t{kChannels[0]} * config.width;
  input_weight_ = register_parameter("input_weight", scaled_normal({first, config.local, 1, 1}, config.local));
  std::int64_t in = first;
  for (std::size_t level = 0; level < kChannels.size(); ++level) {
    const std::int64_t out = std::int64_t{kChannels[level]} * config.width;
    const std::int64_t wave_channels = sees_waves(level) ? kWaveChannels : 0;
    levels_->push_back(StyledConv(in, out, config.style, wave_channels, level > 0));
    in = out;
  }
  torch::nn::init::normal_(rgb_affine_->weight, 0, 0.5 / std::sqrt(static_cast<double>(config.style)));
  torch::nn::init::ones_(rgb_affine_->bias);
  to_rgb_ = register_parameter("to_rgb", scaled_normal({3, in, 1, 1}, in) * 0.25);
  rgb_bias_ = register_parameter("rgb_bias", torch::zeros({3}));
}

at::Tensor TileGeneratorImpl::style(const at::Tensor& global, const at::Tensor& category) {
  // Both halves at length one (pixel norm), so that neither drowns the other.
  const auto normalised = [](const at::Tensor& x) { return x * at::rsqrt(x.square().mean(1, true) + kEpsilon); };
  at::Tensor x = at::cat({normalised(global), normalised(embedding_.index_select(0, category))}, 1);
  for (const auto& layer : *mapping_) x = leaky(layer->as<torch::nn::Linear>()->forward(x));
  return x;
}

at::Tensor TileGeneratorImpl::waves(const at::Tensor& style, const TileField& field, std::int64_t h, std::int64_t w) {
  const at::Tensor size = torch::tensor({field.local.size(2), field.local.size(3)}, style.options());
  const at::Tensor lattice = at::round(field.lattice * size);  // whole cycles a tile
  std::vector<at::Tensor> vectors;
  for (const auto& [first, second] : kWaves) {
    vectors.push_back(first * lattice.select(1, 0) + second * lattice.select(1, 1));
  }
  const at::Tensor cycles = at::stack(vectors, 1);  // (n, waves, 2)
  const auto ramp = [&](std::int64_t length) {
    return (torch::arange(length, style.options()) + 0.5) / static_cast<double>(length);
  };
  const at::Tensor angle = kTwoPi * (per_channel(cycles.select(2, 0)) * ramp(h).view({h, 1}) +
                                     per_channel(cycles.select(2, 1)) * ramp(w).view({1, w}));
  const at::Tensor gain = per_channel(wave_gains_(style));
  return at::cat({at::sin(angle) * gain, at::cos(angle) * gain}, 1);
}

at::Tensor TileGeneratorImpl::forward(const at::Tensor& style, const TileField& field) {
  const std::int64_t rows = field.local.size(2), columns = field.local.size(3);
  at::Tensor x = at::conv2d(field.local, input_weight_);
  for (std::size_t level = 0; level < levels_->size(); ++level) {
    at::Tensor waves_here;
    if (sees_waves(level)) waves_here = waves(style, field, rows << level, columns << level);
    x = levels_[level]->as<StyledConv>()->forward(x, style, waves_here, field.noise.at(level));
  }
  const at::Tensor rgb = at::conv2d(x * per_channel(rgb_affine_(style)), to_rgb_, rgb_bias_);
  return torch::tanh(rgb);
}

void TileGeneratorImpl::set_swatches(const at::Tensor& codes, const at::Tensor& lattices,
                                     const at::Tensor& categories) {
  codes_.copy_(codes);
  lattices_.copy_(lattices);
  swatch_categories_.copy_(categories);
}

void TileGeneratorImpl::track_mean(const at::Tensor& styles, const at::Tensor& category) {
  const torch::NoGradGuard no_grad;
  const at::Tensor member = at::one_hot(category, config_.categories).to(styles.dtype());  // (n, categories)
  const at::Tensor count = member.sum(0).unsqueeze(1);
  const at::Tensor mean = at::matmul(member.t(), styles.detach()) / count.clamp_min(1);
  mean_styles_.copy_(at::where(count > 0, mean_styles_ * kMeanDecay + mean * (1 - kMeanDecay), mean_styles_));
}

}  // namespace toile::nets
