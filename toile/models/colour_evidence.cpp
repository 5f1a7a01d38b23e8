#include "toile/models/colour_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "toile/image/colour.hpp"
#include "toile/image/lab.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/matte.hpp"

namespace toile::models {
namespace {

using image::Plane;

constexpr int kLongest = 320;
constexpr std::size_t kBins = 24;      ///< of each of the three axes
constexpr float kTrust = 0.7F;         ///< in colour beside the net
constexpr float kMostEvidence = 4;     ///< natural logarithm of how much likelier a colour can be
constexpr double kIsland = 0.3;        ///< of the largest piece: less is not surely cloth
constexpr double kClearlyLiker = 0.2;  ///< of Bhattacharyya coefficients
constexpr double kForeign = 0.5;       ///< of Bhattacharyya coefficients: less, and a piece is of other stuff
constexpr float kSurelySkin = 0.7F;
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

/// The coefficient of two histograms: 0 for nothing in common to 1 for the same.
double bhattacharyya(const Histogram& one, const Histogram& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += std::sqrt(one[i] * other[i]);
  return sum;
}

/// `photo` at `kLongest` samples along its longest side, without alpha; a smaller one as it is.
Image small_of(const Image& photo) {
  const double scale = std::min(1.0, 1.0 * kLongest / std::max(photo.width, photo.height));
  const int width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
  return image::resize(image::on_colour(photo, {255, 255, 255}), width, height);
}

std::vector<std::size_t> bins_of(const Image& small) {
  std::vector<std::size_t> bins(small.pixels());
  for (std::size_t i = 0; i < bins.size(); ++i) bins[i] = bin_of(small.rgb.data() + 3 * i);
  return bins;
}

/// The photo's samples by colour, and the chances there.
struct Samples {
  std::vector<std::size_t> bins;
  Plane chance;
};

Samples sampled(const Image& photo, const Plane& chance) {
  const Image small = small_of(photo);
  return {.bins = bins_of(small), .chance = image::resample(chance, small.width, small.height)};
}

/// How often each colour is seen where the net is sure; nothing when it is sure of too little.
struct Colours {
  Histogram garment, rest;
};
std::optional<Colours> colours_of(const Samples& samples) {
  Colours colours{.garment = Histogram(kBins * kBins * kBins), .rest = Histogram(kBins * kBins * kBins)};
  double surely_garment = 0, surely_rest = 0;
  for (std::size_t i = 0; i < samples.bins.size(); ++i) {
    const double sure = 2.0 * samples.chance.values[i] - 1, weight = sure * sure;
    (sure > 0 ? colours.garment : colours.rest)[samples.bins[i]] += weight;
    (sure > 0 ? surely_garment : surely_rest) += weight;
  }
  if (surely_garment < kLeastSure || surely_rest < kLeastSure) return std::nullopt;
  return Colours{.garment = smoothed(std::move(colours.garment)), .rest = smoothed(std::move(colours.rest))};
}

/// The hues of some samples, whatever their lightness: the histogram of (a*, b*) alone, smoothed, sums to 1.
class Hues {
 public:
  void add(std::size_t bin, double weight) {
    colours_[bin % (kBins * kBins)] += weight;
    sum_ += weight;
  }
  bool few() const { return sum_ < kLeastSure; }
  /// The Bhattacharyya coefficient of two.
  double likeness(const Hues& other) const { return bhattacharyya(smoothed(colours_), smoothed(other.colours_)); }

 private:
  Histogram colours_ = Histogram(kBins * kBins * kBins);  ///< all at the first lightness
  double sum_ = 0;
};

std::size_t largest_of(const Regions& regions) {
  return static_cast<std::size_t>(std::max_element(regions.sizes.begin(), regions.sizes.end()) - regions.sizes.begin());
}

/// `chance` with 0 for the pieces smaller than `kIsland` of the largest that are `none_of_it`, asked by their number.
Plane without_pieces(Plane chance, const Regions& regions, const auto& none_of_it) {
  std::vector<bool> gone(regions.sizes.size());
  for (std::size_t i = 0; i < gone.size(); ++i) {
    gone[i] =
        static_cast<double>(regions.sizes[i]) <= kIsland * static_cast<double>(regions.largest()) && none_of_it(i);
  }
  for (std::size_t i = 0; i < chance.values.size(); ++i) {
    if (regions.number[i] >= 0 && gone[static_cast<std::size_t>(regions.number[i])]) chance.values[i] = 0;
  }
  return chance;
}

}  // namespace

Plane with_colour_evidence(const Image& photo, const Plane& chance) {
  Samples samples = sampled(photo, chance);
  const auto colours = colours_of(samples);
  if (!colours) return chance;
  for (std::size_t i = 0; i < samples.bins.size(); ++i) {
    const std::size_t bin = samples.bins[i];
    const double ratio = std::log((colours->garment[bin] + kUnseen) / (colours->rest[bin] + kUnseen));
    const float evidence = std::clamp(static_cast<float>(ratio), -kMostEvidence, kMostEvidence);
    float& value = samples.chance.values[i];
    const float known = std::clamp(value, 1e-4F, 1 - 1e-4F);
    value = 1 / (1 + (1 - known) / known * std::exp(-kTrust * evidence));
  }
  return samples.chance;
}

Plane without_islands_of_skin(const Image& photo, const Plane& chance, const Plane& skin) {
  Samples samples = sampled(photo, chance);
  const Plane body = image::resample(skin, samples.chance.width, samples.chance.height);
  const Regions regions = regions_of(samples.chance, true);
  std::vector<Hues> of_region(regions.sizes.size());
  Hues of_skin;
  for (std::size_t i = 0; i < samples.bins.size(); ++i) {
    if (regions.number[i] >= 0) of_region[static_cast<std::size_t>(regions.number[i])].add(samples.bins[i], 1);
    if (body.values[i] > kSurelySkin) of_skin.add(samples.bins[i], 1);
  }
  if (of_skin.few()) return chance;
  const Hues& cloth = of_region[largest_of(regions)];
  return without_pieces(std::move(samples.chance), regions, [&](std::size_t island) {
    return of_region[island].likeness(of_skin) > of_region[island].likeness(cloth) + kClearlyLiker;
  });
}

Plane without_foreign_islands(const Image& photo, const Plane& chance) {
  Samples samples = sampled(photo, chance);
  const Regions regions = regions_of(samples.chance, true);
  std::vector<Histogram> of_region(regions.sizes.size(), Histogram(kBins * kBins * kBins));
  for (std::size_t i = 0; i < samples.bins.size(); ++i) {
    if (regions.number[i] >= 0) of_region[static_cast<std::size_t>(regions.number[i])][samples.bins[i]] += 1;
  }
  if (regions.sizes.size() < 2) return chance;
  const Histogram cloth = smoothed(of_region[largest_of(regions)]);
  return without_pieces(std::move(samples.chance), regions, [&](std::size_t island) {
    return bhattacharyya(smoothed(of_region[island]), cloth) < kForeign;
  });
}

double ground_likeness(const Image& photo, const Plane& chance) {
  const auto colours = colours_of(sampled(photo, chance));
  return colours ? bhattacharyya(colours->garment, colours->rest) : 1;
}

ClothColours::ClothColours(const Image& photo) {
  const Image small = small_of(photo);
  width_ = small.width;
  height_ = small.height;
  bins_ = bins_of(small);
}

double ClothColours::likeness(const Plane& one, const Plane& other) const {
  const auto histogram_of = [&](const Plane& piece) {
    const Plane there = image::resample(piece, width_, height_);
    Histogram histogram(kBins * kBins * kBins);
    for (std::size_t i = 0; i < bins_.size(); ++i) histogram[bins_[i]] += there.values[i] > 0.5F;
    return histogram;
  };
  const auto few = [](const Histogram& some) { return std::accumulate(some.begin(), some.end(), 0.0) < kLeastSure; };
  const Histogram of_one = histogram_of(one), of_other = histogram_of(other);
  return few(of_one) || few(of_other) ? 1 : bhattacharyya(smoothed(of_one), smoothed(of_other));
}

}  // namespace toile::models
