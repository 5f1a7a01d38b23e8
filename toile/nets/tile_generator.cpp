#include "toile/nets/tile_generator.hpp"

#include <torch/torch.h>

#include <cmath>
#include <numbers>

#include "toile/base/seed.hpp"
#include "toile/nets/modulation.hpp"
#include "toile/nets/transposed_conv.hpp"

namespace toile::nets {
namespace {

constexpr double kTileLeak = 0.2;
constexpr double kTileEpsilon = 1e-8;
constexpr double kTwoPi = 2 * std::numbers::pi;
/// Each wave is so many times the lattice's first and second vector: the lattice, its diagonals, its first harmonics.
constexpr std::array<std::array<double, 2>, 6> kWaves = {{{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 0}, {0, 2}}};
constexpr std::int64_t kWaveChannels = 2 * kWaves.size();
/// How slowly the mean styles follow.
constexpr double kMeanDecay = 0.99;
constexpr std::size_t kLevels = std::tuple_size_v<decltype(TileConfig::channels)>;
/// Width of the layer between an ink's colour and what it looks for.
constexpr std::int64_t kAsking = 64;
/// What a layer is told of an ink: red, green, blue, its place between the darkest and the lightest, and their number.
constexpr std::int64_t kToldOfInk = 5;
/// Levels that see the waves: from two values a cell to eight. At full resolution they would only cost.
constexpr bool sees_waves(std::size_t level) {
  return level >= 1 && level <= 3;
}

at::Tensor leaky(const at::Tensor& x) {
  return at::leaky_relu(x, kTileLeak);
}

}  // namespace

TileField draw_field(const TileConfig& config, std::int64_t n, std::int64_t rows, std::int64_t columns,
                     std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  TileField field{.lattice = torch::zeros({n, 2, 2}),
                  .strength = torch::zeros({n, 2}),
                  .local = torch::randn({n, config.local, rows, columns}, random),
                  .noise = {}};
  for (std::size_t level = 0; level < kLevels; ++level) {
    field.noise.push_back(torch::randn({n, 1, rows << level, columns << level}, random));
  }
  return field;
}

TileField regular(const TileField& field, const at::Tensor& regularity, std::uint64_t seed) {
  auto random = torch::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor r = regularity.view({-1, 1, 1, 1}).to(field.local.device());
  const at::Tensor common = torch::randn({field.local.size(0), field.local.size(1), 1, 1}, random);
  // Stripes have no second wave, and get none; what has neither needs both, or it would be one plain colour.
  const at::Tensor one = field.strength.select(1, 0), other = field.strength.select(1, 1);
  const at::Tensor full = at::stack({at::ones_like(one), at::maximum(other, 1 - one)}, 1);
  TileField result{.lattice = field.lattice,
                   .strength = at::lerp(field.strength, full, r.view({-1, 1})),
                   .local = field.local * at::sqrt(1 - r.square()) + common.to(field.local.device()) * r,
                   .noise = {}};
  for (const at::Tensor& noise : field.noise) result.noise.push_back(noise * (1 - r));
  return result;
}

at::Tensor picture_of(const at::Tensor& shares, const TilePalette& palette) {
  const at::Tensor flat = at::matmul(palette.colours.transpose(1, 2), shares.flatten(2));
  return flat.view({shares.size(0), 3, shares.size(2), shares.size(3)});
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
  const at::Tensor demodulation = at::rsqrt(at::matmul(scale.square(), up_ ? energy : energy.t()) + kTileEpsilon);
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
      refining_(register_module("refining", torch::nn::ModuleList())),
      last_affine_(register_module("last_affine", torch::nn::Linear(config.style, config.channels.back()))),
      asking_(register_module("asking", torch::nn::ModuleList())) {
  const torch::NoGradGuard no_grad;
  codes_ = register_buffer("codes", torch::zeros({config.swatches, config.global}));
  lattices_ = register_buffer("lattices", torch::zeros({config.swatches, 2, 2}));
  strengths_ = register_buffer("strengths", torch::zeros({config.swatches, 2}));
  swatch_categories_ = register_buffer("swatch_categories", torch::zeros({config.swatches}, at::kLong));
  embedding_ = register_parameter("embedding", torch::randn({config.categories, config.global}));
  mean_styles_ = register_buffer("mean_styles", torch::zeros({config.categories, config.style}));
  mapping_->push_back(torch::nn::Linear(2 * config.global, config.style));
  mapping_->push_back(torch::nn::Linear(config.style, config.style));
  for (const auto& layer : *mapping_) {
    auto* linear = layer->as<torch::nn::Linear>();
    torch::nn::init::kaiming_normal_(linear->weight, kTileLeak, torch::kFanIn, torch::kLeakyReLU);
    torch::nn::init::zeros_(linear->bias);
  }
  torch::nn::init::normal_(wave_gains_->weight, 0, 0.3 / std::sqrt(static_cast<double>(config.style)));
  torch::nn::init::ones_(wave_gains_->bias);

  const std::int64_t first = config.channels.front();
  input_weight_ = register_parameter("input_weight", scaled_normal({first, config.local, 1, 1}, config.local));
  std::int64_t in = first;
  for (std::size_t level = 0; level < kLevels; ++level) {
    const std::int64_t out = config.channels[level];
    const std::int64_t wave_channels = sees_waves(level) ? kWaveChannels : 0;
    levels_->push_back(StyledConv(in, out, config.style, wave_channels, level > 0));
    if (config.convolutions > 1 && level + 1 < kLevels) {
      refining_->push_back(StyledConv(out, out, config.style, 0, false));
    }
    in = out;
  }
  torch::nn::init::normal_(last_affine_->weight, 0, 0.5 / std::sqrt(static_cast<double>(config.style)));
  torch::nn::init::ones_(last_affine_->bias);
  if (config.inks > 0) {
    colours_ = register_buffer("colours", torch::zeros({config.swatches, config.inks, 3}));
    used_ = register_buffer("used", torch::zeros({config.swatches, config.inks}, at::kByte));
    asking_->push_back(torch::nn::Linear(kToldOfInk, kAsking));
    asking_->push_back(torch::nn::Linear(kAsking, in + 1));
    auto* last = asking_[1]->as<torch::nn::Linear>();
    torch::nn::init::normal_(last->weight, 0, 1 / std::sqrt(static_cast<double>(kAsking)));
    torch::nn::init::zeros_(last->bias);
  } else {
    to_rgb_ = register_parameter("to_rgb", scaled_normal({3, in, 1, 1}, in) * 0.25);
    rgb_bias_ = register_parameter("rgb_bias", torch::zeros({3}));
  }
}

at::Tensor TileGeneratorImpl::style(const at::Tensor& global, const at::Tensor& category) {
  // Both halves at length one (pixel norm), so that neither drowns the other.
  const auto normalised = [](const at::Tensor& x) { return x * at::rsqrt(x.square().mean(1, true) + kTileEpsilon); };
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
  const at::Tensor one = field.strength.select(1, 0), other = field.strength.select(1, 1), both = one * other;
  const at::Tensor strength = at::stack({one, other, both, both, one, other}, 1);  // as kWaves
  const at::Tensor gain = per_channel(wave_gains_(style) * strength);
  return at::cat({at::sin(angle) * gain, at::cos(angle) * gain}, 1);
}

at::Tensor TileGeneratorImpl::features(const at::Tensor& style, const TileField& field) {
  const std::int64_t rows = field.local.size(2), columns = field.local.size(3);
  at::Tensor x = at::conv2d(field.local, input_weight_);
  for (std::size_t level = 0; level < levels_->size(); ++level) {
    at::Tensor waves_here;
    if (sees_waves(level)) waves_here = waves(style, field, rows << level, columns << level);
    x = levels_[level]->as<StyledConv>()->forward(x, style, waves_here, field.noise.at(level));
    if (level < refining_->size()) {
      x = refining_[level]->as<StyledConv>()->forward(x, style, {}, field.noise.at(level));
    }
  }
  return x * per_channel(last_affine_(style));
}

at::Tensor TileGeneratorImpl::queries(const TilePalette& palette) {
  const at::Tensor used = palette.used.to(palette.colours.dtype());
  const at::Tensor count = used.sum(1, true);
  const at::Tensor place = (used.cumsum(1) - 1) / (count - 1).clamp_min(1) * 2 - 1;
  const at::Tensor number = (count / static_cast<double>(config_.inks)).expand_as(place);
  const at::Tensor told = at::cat({palette.colours, at::stack({place, number}, 2)}, 2);
  return asking_[1]->as<torch::nn::Linear>()->forward(leaky(asking_[0]->as<torch::nn::Linear>()->forward(told)));
}

at::Tensor TileGeneratorImpl::shares(const at::Tensor& style, const TileField& field, const TilePalette& palette) {
  const at::Tensor x = features(style, field);
  const std::int64_t channels = x.size(1);
  const at::Tensor asked = queries(palette);
  const at::Tensor logits =
      at::matmul(asked.slice(2, 0, channels), x.flatten(2)) / std::sqrt(static_cast<double>(channels)) +
      asked.slice(2, channels);
  const at::Tensor masked = at::masked_fill(logits, palette.used.unsqueeze(2).logical_not(), -1e9);
  return at::softmax(masked, 1).view({x.size(0), asked.size(1), x.size(2), x.size(3)});
}

at::Tensor TileGeneratorImpl::picture(const at::Tensor& style, const TileField& field) {
  return torch::tanh(at::conv2d(features(style, field), to_rgb_, rgb_bias_));
}

void TileGeneratorImpl::set_swatches(const at::Tensor& codes, const at::Tensor& lattices, const at::Tensor& strengths,
                                     const TilePalette& palettes, const at::Tensor& categories) {
  codes_.copy_(codes);
  lattices_.copy_(lattices);
  strengths_.copy_(strengths);
  if (config_.inks > 0) {
    colours_.copy_(palettes.colours);
    used_.copy_(palettes.used);
  }
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
