#include "toile/data/swatch_likeness.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

/// Sums over the pixels of interleaved RGB bytes.
struct Moments {
  std::array<double, 3> variance{};

  template <class Bytes>
  explicit Moments(const Bytes& rgb) {
    std::array<std::uint64_t, 3> sum{};
    std::array<std::uint64_t, 3> squares{};
    for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
      for (std::size_t c = 0; c < 3; ++c) {
        const std::uint64_t value = rgb[i + c];
        sum[c] += value;
        squares[c] += value * value;
      }
    }
    const std::size_t count = rgb.size() / 3;
    const auto pixels = static_cast<double>(count);
    for (std::size_t c = 0; c < 3; ++c) {
      const double mean = static_cast<double>(sum[c]) / pixels;
      variance[c] = std::max(0.0, static_cast<double>(squares[c]) / pixels - mean * mean);
    }
  }
};

/// Root mean square difference.
template <class Values>
double distance(const Values& a, const Values& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto d = static_cast<float>(a[i]) - static_cast<float>(b[i]);
    sum += d * d;
  }
  return std::sqrt(sum / static_cast<double>(a.size()));
}

}  // namespace

Likeness likeness_of(const Image& image) {
  const Image small = image::resize(image, Likeness::kSide, Likeness::kSide);
  Likeness likeness;
  std::copy(small.rgb.begin(), small.rgb.end(), likeness.fine.begin());
  constexpr int kBlock = Likeness::kSide / Likeness::kCoarse;
  for (int y = 0; y < Likeness::kSide; ++y) {
    for (int x = 0; x < Likeness::kSide; ++x) {
      const int cell = y / kBlock * Likeness::kCoarse + x / kBlock;
      for (int c = 0; c < 3; ++c) {
        likeness.coarse[static_cast<std::size_t>(3 * cell + c)] += small.at(x, y)[c] / float{kBlock * kBlock};
      }
    }
  }
  const auto variance = Moments(likeness.fine).variance;
  likeness.contrast = std::sqrt((variance[0] + variance[1] + variance[2]) / 3);
  return likeness;
}

double unlikeness(const Likeness& a, const Likeness& b) {
  const double contrast = std::max(1e-6, std::min(a.contrast, b.contrast));
  // block means can't be further apart than the pixels they are made of (Jensen), so this is a lower bound
  const double bound = distance(a.coarse, b.coarse) / contrast;
  return bound > 1 ? bound : distance(a.fine, b.fine) / contrast;
}

double texture(const Image& image) {
  const auto variance = Moments(image.rgb).variance;
  return std::sqrt(*std::max_element(variance.begin(), variance.end()));
}

}  // namespace toile::data
