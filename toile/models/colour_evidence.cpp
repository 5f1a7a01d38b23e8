#include "toile/models/colour_evidence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "toile/image/colour.hpp"
#include "toile/image/lab.hpp"
#include "toile/image/resize.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kLongest = 320;
constexpr std::size_t kBins = 24;    ///< of each of the three axes
constexpr float kMostEvidence = 4;   ///< natural logarithm of how much likelier a colour can be
constexpr double kUnseen = 1e-6;     ///< share of a colour that neither side shows
constexpr double kLeastSure = 20;    ///< pixels: less teaches nothing
constexpr double kChromaRange = 64;  ///< of a* and b*, both ways; what lies beyond falls into the last bin

using Histogram = std::vector<double>;  ///< (L*, a*, b*)

std::size_t bin_of(const std::uint8_t* rgb) {
  const auto& linear = image::linear_of_srgb();
  const image::Lab lab = image::lab_of_linear({linear[rgb[0]], linear[rgb[1]], linear[rgb[2]]});
  const auto bin = [](double share) { return static_cast<std::size_t>(std::clamp(share * kBins, 0.0, kBins - 1.0)); };
  return (bin(lab.l / 100) * kBins + bin((lab.a + kChromaRange) / (2 * kChromaRange))) * kBins +
         bin((lab.b + kChromaRange) / (2 * kChromaRange));
}

/// Weights 1, 2, 1 along each axis, so that one colour more or less noisy is still one colour; sums to 1.
Histogram smoothed(Histogram histogram) {
  for (const std::size_t stride : {kBins * kBins, kBins, std::size_t{1}}) {
    Histogram out(histogram.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::size_t at = i / stride % kBins;
      const double before = histogram[at > 0 ? i - stride : i], after = histogram[at + 1 < kBins ? i + stride : i];
      out[i] = (before + 2 * histogram[i] + after) / 4;
    }
    histogram = std::move(out);
  }
  const double sum = std::accumulate(histogram.begin(), histogram.end(), 0.0);
  for (double& value : histogram) value /= sum;
  return histogram;
}

/// One pass over `chance`, whose samples have the colours `bins`. Answers whether there was anything to learn from.
bool learn_and_apply(const std::vector<std::size_t>& bins, float trust, Plane& chance) {
  Histogram garment(kBins * kBins * kBins), rest(garment.size());
  double surely_garment = 0, surely_rest = 0;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double sure = 2.0 * chance.values[i] - 1, weight = sure * sure;
    (sure > 0 ? garment : rest)[bins[i]] += weight;
    (sure > 0 ? surely_garment : surely_rest) += weight;
  }
  if (surely_garment < kLeastSure || surely_rest < kLeastSure) return false;
  garment = smoothed(std::move(garment));
  rest = smoothed(std::move(rest));
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const double ratio = std::log((garment[bins[i]] + kUnseen) / (rest[bins[i]] + kUnseen));
    const float evidence = std::clamp(static_cast<float>(ratio), -kMostEvidence, kMostEvidence);
    const float known = std::clamp(chance.values[i], 1e-4F, 1 - 1e-4F);
    chance.values[i] = 1 / (1 + (1 - known) / known * std::exp(-trust * evidence));
  }
  return true;
}

}  // namespace

Plane with_colour_evidence(const Image& photo, const Plane& chance, const ColourTrust& trust) {
  const double scale = std::min(1.0, 1.0 * kLongest / std::max(photo.width, photo.height));
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  const Image small = image::resize(image::on_colour(photo, {255, 255, 255}), width, height);
  Plane out = image::resample(chance, width, height);

  std::vector<std::size_t> bins(out.values.size());
  for (std::size_t i = 0; i < bins.size(); ++i) bins[i] = bin_of(small.rgb.data() + 3 * i);
  for (int pass = 0; pass < trust.passes; ++pass) {
    if (!learn_and_apply(bins, trust.weight, out)) return pass == 0 ? chance : out;
  }
  return out;
}

}  // namespace toile::models
