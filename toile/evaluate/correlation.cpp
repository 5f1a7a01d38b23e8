#include "toile/evaluate/correlation.hpp"

#include <kissfft/kiss_fftnd.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

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

InkSpectra ink_spectra_of(const std::vector<std::uint8_t>& ink, int inks) {
  InkSpectra spectra{.inks = {}, .shares = std::vector<double>(static_cast<std::size_t>(inks))};
  for (std::size_t k = 0; k < spectra.shares.size(); ++k) {
    std::vector<Complex> places(ink.size());
    for (std::size_t i = 0; i < ink.size(); ++i) places[i] = ink[i] == k ? 1.0F : 0.0F;
    spectra.shares[k] = static_cast<double>(std::count(ink.begin(), ink.end(), k)) / static_cast<double>(ink.size());
    spectra.inks.push_back(transformed(places, kSpectrumSide, false));
  }
  return spectra;
}

namespace {

/// `overlap(a, b)`: what the pair of inks has in common. The largest kappa over all pairings; an ink may have none.
template <class Overlap>
double best_kappa(const InkSpectra& a, const InkSpectra& b, const Overlap& overlap) {
  struct Agreement {
    double seen = 0, chance = 0;
    double kappa() const { return chance < 1 ? (seen - chance) / (1 - chance) : 0; }
  };
  // best[m]: of the inks looked at so far, paired with the inks of b in the bits of m
  std::vector<Agreement> best(std::size_t{1} << b.shares.size());
  for (std::size_t i = 0; i < a.shares.size(); ++i) {
    std::vector<Agreement> next = best;
    for (std::size_t taken = 0; taken < best.size(); ++taken) {
      for (std::size_t j = 0; j < b.shares.size(); ++j) {
        if ((taken >> j & 1) != 0) continue;
        const Agreement with{best[taken].seen + overlap(i, j), best[taken].chance + a.shares[i] * b.shares[j]};
        Agreement& held = next[taken | std::size_t{1} << j];
        if (with.seen - with.chance > held.seen - held.chance) held = with;
      }
    }
    best = std::move(next);
  }
  double kappa = 0;
  for (const Agreement& agreement : best) kappa = std::max(kappa, agreement.kappa());
  return kappa;
}

}  // namespace

double inks_likeness(const InkSpectra& a, const InkSpectra& b) {
  constexpr std::size_t pixels = std::size_t{kSpectrumSide} * kSpectrumSide, kShifts = 8;
  std::vector<std::vector<std::vector<Complex>>> overlaps(a.inks.size());
  std::vector<float> at_most(pixels);  // were several inks of one picture allowed the same of the other
  for (std::size_t i = 0; i < a.inks.size(); ++i) {
    std::vector<float> most(pixels, 0);
    for (const auto& other : b.inks) {
      std::vector<Complex> product(pixels);
      for (std::size_t k = 0; k < pixels; ++k) product[k] = a.inks[i][k] * std::conj(other[k]);
      overlaps[i].push_back(transformed(product, kSpectrumSide, true));
      for (std::size_t k = 0; k < pixels; ++k) most[k] = std::max(most[k], overlaps[i].back()[k].real());
    }
    for (std::size_t k = 0; k < pixels; ++k) at_most[k] += most[k];
  }
  std::vector<std::size_t> shifts(pixels);
  std::iota(shifts.begin(), shifts.end(), std::size_t{0});
  std::partial_sort(shifts.begin(), shifts.begin() + kShifts, shifts.end(),
                    [&](std::size_t x, std::size_t y) { return at_most[x] > at_most[y]; });
  double highest = 0;
  for (std::size_t s = 0; s < kShifts; ++s) {
    const auto overlap = [&](std::size_t i, std::size_t j) {
      return overlaps[i][j][shifts[s]].real() / (double{pixels} * double{pixels});  // the transform isn't divided
    };
    highest = std::max(highest, best_kappa(a, b, overlap));
  }
  return highest;
}

}  // namespace toile::evaluate
