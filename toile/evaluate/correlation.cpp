#include "toile/evaluate/correlation.hpp"

#include <kissfft/kiss_fftnd.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"

namespace toile::evaluate {
namespace {

using Complex = std::complex<float>;

constexpr int kLatticeSide = 128;
constexpr double kTrend = 16;  ///< standard deviation in pixels of what counts as a slow trend
constexpr int kLeastLag = 5, kMostLag = 64;
constexpr int kSpectrumSide = 64;

/// The transform of a square of `side` x `side` values; the inverse is not divided by their number.
std::vector<Complex> transformed(const std::vector<Complex>& values, int side, bool inverse) {
  static_assert(sizeof(Complex) == sizeof(kiss_fft_cpx));
  const int shape[2] = {side, side};
  const std::unique_ptr<kiss_fftnd_state, decltype(&std::free)> plan(
      kiss_fftnd_alloc(shape, 2, inverse, nullptr, nullptr), &std::free);
  if (!plan) throw std::bad_alloc();
  std::vector<Complex> result(values.size());
  kiss_fftnd(plan.get(), reinterpret_cast<const kiss_fft_cpx*>(values.data()),
             reinterpret_cast<kiss_fft_cpx*>(result.data()));
  return result;
}

/// Correlation of `values`, (kLatticeSide)^2 in the corner of zeros, with themselves at every lag.
std::vector<float> autocorrelation(const std::vector<Complex>& padded, int side) {
  std::vector<Complex> spectrum = transformed(padded, side, false);
  for (Complex& value : spectrum) value = std::norm(value);
  const std::vector<Complex> correlation = transformed(spectrum, side, true);
  std::vector<float> real(correlation.size());
  std::transform(correlation.begin(), correlation.end(), real.begin(), [](const Complex& c) { return c.real(); });
  return real;
}

}  // namespace

double lattice_regularity(const Image& picture) {
  const Image small = image::resize(picture, kLatticeSide, kLatticeSide);
  image::Plane light(kLatticeSide, kLatticeSide);
  for (std::size_t i = 0; i < light.values.size(); ++i) {
    const std::uint8_t* p = &small.rgb[3 * i];
    light.values[i] = 0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2];
  }
  const image::Plane trend = image::blur(light, kTrend);
  const int side = 2 * kLatticeSide;
  std::vector<Complex> padded(static_cast<std::size_t>(side) * side);
  for (int y = 0; y < kLatticeSide; ++y) {
    for (int x = 0; x < kLatticeSide; ++x) {
      padded[static_cast<std::size_t>(y) * side + x] = light.row(y)[x] - trend.row(y)[x];
    }
  }
  std::vector<float> correlation = autocorrelation(padded, side);
  const float whole = correlation[0];
  if (whole <= 0) return 0;  // a flat picture
  const auto at = [&](int dy, int dx) {
    const std::size_t y = static_cast<std::size_t>((dy + side) % side),
                      x = static_cast<std::size_t>((dx + side) % side);
    // fewer pixels overlap at larger lags
    const double overlap = (1 - std::abs(dy) / double{kLatticeSide}) * (1 - std::abs(dx) / double{kLatticeSide});
    return correlation[y * side + x] / whole / overlap;
  };
  double highest = 0;
  for (int dy = 0; dy <= kMostLag; ++dy) {
    for (int dx = -kMostLag; dx <= kMostLag; ++dx) {
      const int squared = dy * dy + dx * dx;
      if (squared < kLeastLag * kLeastLag || squared > kMostLag * kMostLag) continue;
      const double value = at(dy, dx);
      if (value <= highest) continue;
      bool peak = true;
      for (int ny = -1; ny <= 1 && peak; ++ny) {
        for (int nx = -1; nx <= 1; ++nx) peak = peak && at(dy + ny, dx + nx) <= value;
      }
      if (peak) highest = value;
    }
  }
  return std::min(1.0, highest);
}

Spectrum spectrum_of(const Image& picture) {
  const Image small = image::resize(picture, kSpectrumSide, kSpectrumSide);
  constexpr std::size_t pixels = std::size_t{kSpectrumSide} * kSpectrumSide;
  Spectrum spectrum;
  double energy = 0;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    std::vector<Complex> plane(pixels);
    double mean = 0;
    for (std::size_t i = 0; i < pixels; ++i) mean += small.rgb[3 * i + channel];
    mean /= double{pixels};
    for (std::size_t i = 0; i < pixels; ++i) {
      const double value = small.rgb[3 * i + channel] - mean;
      energy += value * value;
      plane[i] = static_cast<float>(value);
    }
    const auto transform = transformed(plane, kSpectrumSide, false);
    spectrum.values.insert(spectrum.values.end(), transform.begin(), transform.end());
  }
  const auto scale = static_cast<float>(energy > 0 ? 1 / std::sqrt(energy) : 0);
  for (Complex& value : spectrum.values) value *= scale;
  return spectrum;
}

double shifted_likeness(const Spectrum& a, const Spectrum& b) {
  constexpr std::size_t pixels = std::size_t{kSpectrumSide} * kSpectrumSide;
  std::vector<Complex> product(pixels);
  for (std::size_t i = 0; i < a.values.size(); ++i) product[i % pixels] += a.values[i] * std::conj(b.values[i]);
  float highest = -1;
  for (const Complex& value : transformed(product, kSpectrumSide, true)) {
    highest = std::max(highest, value.real() / static_cast<float>(pixels));
  }
  return highest;
}

}  // namespace toile::evaluate
