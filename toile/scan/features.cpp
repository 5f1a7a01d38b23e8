#include "toile/scan/features.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/image/oklab.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr float kColour = 1.5F;       ///< how much more a step of colour counts than one of lightness
constexpr float kLeastNoise = 0.01F;  ///< Oklab: changes below this are the camera's
constexpr double kEven = 0.35;        ///< of the whole picture's changes is added to those around

/// Mean around, of what counts.
Plane mean_around(const Plane& plane, const Plane& weight, const Plane& around, double sigma) {
  Plane mean = plane;
  for (std::size_t i = 0; i < mean.values.size(); ++i) mean.values[i] *= weight.values[i];
  mean = image::blur(mean, sigma);
  for (std::size_t i = 0; i < mean.values.size(); ++i) mean.values[i] /= std::max(1e-4F, around.values[i]);
  return mean;
}

}  // namespace

Features features_of(const Image& picture, Plane weight, double broad) {
  const int width = picture.width, height = picture.height;
  if (weight.values.empty()) weight = Plane(width, height, 1);
  Features features{.channels = std::vector<Plane>(3, Plane(width, height)), .weight = std::move(weight)};
  for_rows(height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < width; ++x) {
        const image::Oklab lab = image::oklab_of(picture.at(x, y));
        features.channels[0].row(y)[x] = lab[0];
        features.channels[1].row(y)[x] = kColour * lab[1];
        features.channels[2].row(y)[x] = kColour * lab[2];
      }
    }
  });
  const double sigma = broad * std::max(width, height);
  const Plane counted = image::blur(features.weight, sigma);
  Plane energy(width, height);
  for (Plane& channel : features.channels) {
    const Plane mean = mean_around(channel, features.weight, counted, sigma);
    for (std::size_t i = 0; i < channel.values.size(); ++i) {
      channel.values[i] = features.weight.values[i] * (channel.values[i] - mean.values[i]);
      energy.values[i] += channel.values[i] * channel.values[i];
    }
  }
  double whole = 0;
  for (const float value : energy.values) whole += value;
  whole /= static_cast<double>(energy.values.size());
  const Plane around = mean_around(energy, features.weight, counted, sigma);
  for (std::size_t i = 0; i < energy.values.size(); ++i) {
    const float even = std::sqrt(around.values[i] + static_cast<float>(kEven * whole) + kLeastNoise * kLeastNoise);
    for (Plane& channel : features.channels) channel.values[i] /= even;
  }
  return features;
}

}  // namespace toile::scan
