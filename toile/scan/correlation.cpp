#include "toile/scan/correlation.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/scan/fourier.hpp"

namespace toile::scan {
namespace {

using Complex = std::complex<float>;

image::Plane energy_of(const Features& features) {
  image::Plane energy(features.weight.width, features.weight.height);
  for (const image::Plane& channel : features.channels) {
    for (std::size_t i = 0; i < energy.values.size(); ++i) energy.values[i] += channel.values[i] * channel.values[i];
  }
  return energy;
}

/// Pairs of real planes share a transform: channels first, then weight and energy.
std::vector<Field> spectra_of(const Features& features, int width, int height) {
  const image::Plane energy = energy_of(features);
  std::vector<Field> fields;
  for (std::size_t c = 0; c < features.channels.size(); c += 2) {
    const image::Plane* second = c + 1 < features.channels.size() ? &features.channels[c + 1] : nullptr;
    fields.push_back(packed(features.channels[c], second, width, height));
  }
  fields.push_back(packed(features.weight, &energy, width, height));
  for_rows(static_cast<int>(fields.size()), [&](int first, int last) {
    for (int f = first; f < last; ++f) fields[f] = transformed(fields[f], Direction::forward);
  });
  return fields;
}

}  // namespace

Correlation correlation(const Features& features, double least_overlap) {
  const int width = features.weight.width, height = features.weight.height;
  const int reach_x = static_cast<int>(width * (1 - least_overlap)),
            reach_y = static_cast<int>(height * (1 - least_overlap));
  const std::vector<Field> spectra =
      spectra_of(features, quick_size(width + reach_x + 1), quick_size(height + reach_y + 1));
  const Field& last = spectra.back();
  // one inverse transform brings back the products of channels (real) and of weight with energy (imaginary), another
  // one the overlap
  std::vector<Field> sums(2, Field(last.width, last.height));
  for (int y = 0; y < last.height; ++y) {
    for (int x = 0; x < last.width; ++x) {
      const std::size_t at = last.at(x, y), there = last.opposite(x, y);
      float power = 0;
      for (std::size_t f = 0; f + 1 < spectra.size(); ++f) {
        power += std::norm(spectra[f].values[at]) + std::norm(spectra[f].values[there]);
      }
      const Complex weight = 0.5F * (last.values[at] + std::conj(last.values[there]));
      const Complex energy = Complex(0, -0.5F) * (last.values[at] - std::conj(last.values[there]));
      sums[0].values[at] = 0.5F * power + Complex(0, 1) * std::conj(weight) * energy;
      sums[1].values[at] = std::norm(weight);
    }
  }
  for_rows(2, [&](int first, int end) {
    for (int f = first; f < end; ++f) sums[f] = transformed(sums[f], Direction::inverse);
  });
  Correlation result{reach_x, reach_y, image::Plane(2 * reach_x + 1, 2 * reach_y + 1, Correlation::kUnknown)};
  const Field &products = sums[0], &overlaps = sums[1];
  for (int dy = -reach_y; dy <= reach_y; ++dy) {
    for (int dx = -reach_x; dx <= reach_x; ++dx) {
      const int x = (dx + last.width) % last.width, y = (dy + last.height) % last.height;
      const std::size_t at = last.at(x, y), there = last.opposite(x, y);
      if (overlaps.values[at].real() < least_overlap * overlaps.values[0].real()) continue;
      const float here = std::max(0.0F, products.values[at].imag()),
                  moved = std::max(0.0F, products.values[there].imag());
      const float whole = std::sqrt(here * moved);
      const float value = whole > 1e-9F * products.values[0].imag() ? products.values[at].real() / whole : 0;
      result.values.row(dy + reach_y)[dx + reach_x] = std::clamp(value, -1.0F, 1.0F);
    }
  }
  return result;
}

}  // namespace toile::scan
