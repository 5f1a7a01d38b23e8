#include "toile/train/swatch_codes.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace toile::train {
namespace {

constexpr std::int64_t kQuantiles = 9;
constexpr std::int64_t kChunk = 16;  ///< pictures at a time
constexpr double kTiny = 1e-6;
/// Components whose deviation is below this share of the first one's are noise: they are not blown up to 1.
constexpr double kLeastDeviation = 0.02;

/// The side that the spectrum is computed at: zeros around the picture make its bins finer.
constexpr std::int64_t kSpectrumSide = 256;
constexpr double kMinCycles = 2;       ///< a picture; longer waves are light falling off
constexpr double kMaxFrequency = 0.2;  ///< cycles a pixel; shorter waves are yarn
constexpr double kLeastSine = 0.5;     ///< of the angle between the two waves
/// A peak that is so many times the mean of the spectrum has strength 0, and 1. Measured on 1 623 swatches, medians of
/// the first wave: cheetah 10, zebra 21, tartan 24, houndstooth 32, checkered 35, striped 69.
constexpr double kNoPeak = 9, kFullPeak = 30;
/// A second wave of this share of the first one's power counts nothing, and fully: stripes have one wave (0.01 in the
/// middle), zebra hardly a second (0.2), tartans and houndstooth two (0.5 and more).
constexpr double kNoSecond = 0.1, kFullSecond = 0.4;

at::Tensor colour_part(const at::Tensor& x) {
  const at::Tensor r = x.select(1, 0), g = x.select(1, 1), b = x.select(1, 2);
  const at::Tensor planes = at::stack({(r + g + b) / 3, r - g, (r + g) / 2 - b}, 1).flatten(2);
  const at::Tensor sorted = std::get<0>(planes.sort(2));
  const at::Tensor at = torch::linspace(0.02, 0.98, kQuantiles) * static_cast<double>(sorted.size(2) - 1);
  return sorted.index_select(2, at.round().to(at::kLong)).flatten(1);
}

at::Tensor feature_part(const at::Tensor& x, nets::MobileNetV2& backbone) {
  const std::int64_t side = std::max<std::int64_t>(64, x.size(2) * 3 / 2 / 32 * 32);
  std::vector<at::Tensor> parts;
  for (const at::Tensor& map : backbone->forward(at::upsample_bilinear2d(x, {side, side}, false))) {
    parts.push_back(map.mean({2, 3}));
    parts.push_back(map.flatten(2).std(2));
  }
  return at::cat(parts, 1);
}

/// Each column of mean 0 and deviation 1, all together of deviation 1.
at::Tensor block(const at::Tensor& rows) {
  const at::Tensor centred = rows - rows.mean(0);
  return centred / (centred.square().mean(0).sqrt() + kTiny) / std::sqrt(static_cast<double>(rows.size(1)));
}

}  // namespace

at::Tensor swatch_codes(const at::Tensor& pictures, nets::MobileNetV2& backbone, int length) {
  const torch::NoGradGuard no_grad;
  std::vector<at::Tensor> colours, features;
  for (const at::Tensor& chunk : pictures.split(kChunk)) {
    const at::Tensor x = chunk.to(at::kFloat).div(127.5).sub(1);
    colours.push_back(colour_part(x));
    if (!backbone.is_empty())
      features.push_back(feature_part(x.to(backbone->parameters().front().device()), backbone).cpu());
  }
  at::Tensor rows = block(at::cat(colours));
  if (!features.empty()) rows = at::cat({rows, block(at::cat(features))}, 1);
  const std::int64_t n = rows.size(0), known = std::min({static_cast<std::int64_t>(length), rows.size(1), n - 1});
  at::Tensor codes = torch::zeros({n, length});
  if (known < 1) return codes;
  const auto [values, vectors] = at::linalg_eigh(at::matmul(rows.t(), rows).to(at::kDouble) / static_cast<double>(n));
  // eigh sorts ascending; signs are made definite, so that codes don't depend on the library's mood
  const at::Tensor last = vectors.slice(1, vectors.size(1) - known).flip(1);
  const at::Tensor sign = at::where(last.sum(0) < 0, -1.0, 1.0);
  const at::Tensor deviation = values.slice(0, values.size(0) - known).flip(0).clamp_min(0).sqrt();
  const at::Tensor floor = deviation.select(0, 0) * kLeastDeviation + kTiny;
  codes.slice(1, 0, known).copy_(at::matmul(rows.to(at::kDouble), last * sign) / at::maximum(deviation, floor));
  return codes;
}

SwatchLattices swatch_lattices(const at::Tensor& pictures) {
  const torch::NoGradGuard no_grad;
  const std::int64_t side = pictures.size(2), n = pictures.size(0);
  const at::Tensor hann = torch::hann_window(side);
  const at::Tensor down = at::fft_fftfreq(kSpectrumSide).view({-1, 1}), right = at::fft_rfftfreq(kSpectrumSide);
  const at::Tensor frequency = at::sqrt(down.square() + right.square());
  const at::Tensor wanted = (frequency >= kMinCycles / static_cast<double>(side)) & (frequency <= kMaxFrequency);
  at::Tensor lattices = torch::zeros({n, 2, 2}), peaks = torch::zeros({n, 2}), powers = torch::zeros({n, 2});
  for (std::int64_t i = 0; i < n; ++i) {
    const at::Tensor grey = pictures[i].to(at::kFloat).mean(0);
    const at::Tensor windowed = (grey - grey.mean()) * hann.view({-1, 1}) * hann;
    const at::Tensor power =
        at::fft_rfft2(windowed, std::vector<std::int64_t>{kSpectrumSide, kSpectrumSide}).abs().square();
    at::Tensor flat = power * frequency * wanted, open = wanted;
    for (int wave = 0; wave < 2; ++wave) {
      powers[i][wave] = flat.max();
      peaks[i][wave] = flat.max() / (flat.sum() / open.sum().clamp_min(1) + kTiny);
      const std::int64_t peak = flat.argmax().item<std::int64_t>();
      const double y = down.flatten()[peak / flat.size(1)].item<double>(),
                   x = right[peak % flat.size(1)].item<double>();
      lattices[i][wave][0] = y;
      lattices[i][wave][1] = x;
      const at::Tensor sine = (down * x - right * y).abs() / (frequency * std::hypot(x, y) + kTiny);
      open = open & (sine >= kLeastSine);
      flat = flat * open;
    }
  }
  const at::Tensor strength = (at::log(peaks.clamp_min(kTiny) / kNoPeak) / std::log(kFullPeak / kNoPeak)).clamp(0, 1);
  const at::Tensor share = powers.select(1, 1) / (powers.select(1, 0) + kTiny);
  strength.select(1, 1).mul_(((share - kNoSecond) / (kFullSecond - kNoSecond)).clamp(0, 1));
  return {lattices, strength};
}

}  // namespace toile::train
