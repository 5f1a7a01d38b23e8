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
  const std::int64_t side = pictures.size(2);
  const at::Tensor hann = torch::hann_window(side);
  const at::Tensor down = at::fft_fftfreq(kSpectrumSide).view({-1, 1}), right = at::fft_rfftfreq(kSpectrumSide);
  const at::Tensor frequency = at::sqrt(down.square() + right.square());
  const at::Tensor wanted = (frequency >= kMinCycles / static_cast<double>(side)) & (frequency <= kMaxFrequency);
  std::vector<at::Tensor> all_cycles, all_peaks, all_powers;
  for (const at::Tensor& chunk : pictures.split(kChunk)) {
    const at::Tensor grey = chunk.to(at::kFloat).mean(1);
    const at::Tensor windowed = (grey - grey.mean({1, 2}, true)) * hann.view({-1, 1}) * hann;
    const at::Tensor power =
        at::fft_rfft2(windowed, std::vector<std::int64_t>{kSpectrumSide, kSpectrumSide}).abs().square();
    at::Tensor flat = power * frequency * wanted, open = wanted.expand_as(flat);
    std::vector<at::Tensor> cycles, peaks, powers;
    for (int wave = 0; wave < 2; ++wave) {
      const auto [top, peak] = flat.flatten(1).max(1);
      powers.push_back(top);
      peaks.push_back(top / (flat.sum({1, 2}) / open.sum({1, 2}).clamp_min(1) + kTiny));
      const at::Tensor y = down.flatten().index_select(0, at::floor_divide(peak, flat.size(2))),
                       x = right.index_select(0, peak.remainder(flat.size(2)));
      cycles.push_back(at::stack({y, x}, 1));
      const at::Tensor crossed = (down * x.view({-1, 1, 1}) - right * y.view({-1, 1, 1})).abs();
      open = open & (crossed / (frequency * at::hypot(x, y).view({-1, 1, 1}) + kTiny) >= kLeastSine);
      flat = flat * open;
    }
    all_cycles.push_back(at::stack(cycles, 1));
    all_peaks.push_back(at::stack(peaks, 1));
    all_powers.push_back(at::stack(powers, 1));
  }
  const at::Tensor lattices = at::cat(all_cycles), peaks = at::cat(all_peaks), powers = at::cat(all_powers);
  const at::Tensor strength = (at::log(peaks.clamp_min(kTiny) / kNoPeak) / std::log(kFullPeak / kNoPeak)).clamp(0, 1);
  const at::Tensor share = powers.select(1, 1) / (powers.select(1, 0) + kTiny);
  strength.select(1, 1).mul_(((share - kNoSecond) / (kFullSecond - kNoSecond)).clamp(0, 1));
  return {lattices, strength};
}

}  // namespace toile::train
