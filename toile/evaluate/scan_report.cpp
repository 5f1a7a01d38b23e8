#include "toile/evaluate/scan_report.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "toile/compose/random.hpp"
#include "toile/evaluate/ssim.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/lab.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/pattern/seam.hpp"
#include "toile/pattern/tile_sampler.hpp"
#include "toile/scan/fourier.hpp"

namespace toile::evaluate {
namespace {

using image::Plane;
using scan::Homography;
using scan::Lattice;
using scan::Vector;

constexpr double kTolerance = 0.02;

/// The truth's lattice where the photo's middle is, in its pixels.
Lattice true_lattice(const Lattice& shares, const Photographed& made) {
  const Vector middle{0.5 * made.photo.width, 0.5 * made.photo.height};
  const Lattice steps = made.view.steps_at(made.view.inverse()(middle));
  return {steps.at(shares.a.x, shares.a.y), steps.at(shares.b.x, shares.b.y), shares.one_way};
}

Plane coded_luminance(const Image& picture) {
  const auto& linear = image::linear_of_srgb();
  Plane out(picture.width, picture.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    const std::uint8_t* p = &picture.rgb[3 * i];
    out.values[i] =
        static_cast<float>(image::srgb_of_linear(image::luminance(linear[p[0]], linear[p[1]], linear[p[2]]))) / 255;
  }
  return out;
}

/// The truth, sampled where the pixels of the found tile are.
Image truth_at(const Image& tile, const Photographed& made, const scan::Cloth& cloth) {
  const Homography to_truth = made.view.inverse().after(cloth.view);
  const int width = cloth.tile.width, height = cloth.tile.height;
  const pattern::TileSampler sampler(tile);
  Image out = Image::filled(width, height, {});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Vector at{(x + 0.5) / width, (y + 0.5) / height};
      const Vector uv = to_truth(at);
      const Lattice step = to_truth.steps_at(at);
      const auto probe = sampler.probe({static_cast<float>(step.a.x / width), static_cast<float>(step.a.y / width),
                                        static_cast<float>(step.b.x / height), static_cast<float>(step.b.y / height)});
      const auto colour = sampler.sample(static_cast<float>(uv.x - std::floor(uv.x)),
                                         static_cast<float>(uv.y - std::floor(uv.y)), probe);
      for (std::size_t c = 0; c < 3; ++c) out.at(x, y)[c] = image::srgb_of_linear(colour[c]);
    }
  }
  return out;
}

/// `truth` rolled to where it is most like `tile`: folds move cloth by what no camera knows.
Image rolled_onto(const Image& truth, const Image& tile) {
  const Plane one = coded_luminance(truth), other = coded_luminance(tile);
  scan::Field a = scan::transformed(scan::packed(one, nullptr, one.width, one.height), scan::Direction::forward);
  const scan::Field b =
      scan::transformed(scan::packed(other, nullptr, one.width, one.height), scan::Direction::forward);
  for (std::size_t i = 1; i < a.values.size(); ++i) a.values[i] = std::conj(a.values[i]) * b.values[i];
  a.values[0] = 0;
  const scan::Field c = scan::transformed(a, scan::Direction::inverse);
  std::size_t best = 0;
  for (std::size_t i = 0; i < c.values.size(); ++i) {
    if (c.values[i].real() > c.values[best].real()) best = i;
  }
  return image::roll(truth, static_cast<int>(best % one.width), static_cast<int>(best / one.width));
}

std::array<double, 3> mean_light(const Image& picture) {
  const auto& linear = image::linear_of_srgb();
  std::array<double, 3> sum{};
  for (std::size_t i = 0; i < picture.rgb.size(); ++i) sum[i % 3] += linear[picture.rgb[i]];
  return sum;
}

/// `tile` in linear light times what gives it the truth's mean: no photo tells bright light from bright cloth.
Image as_bright_as(const Image& tile, const Image& truth) {
  const auto& linear = image::linear_of_srgb();
  const auto is = mean_light(tile), should = mean_light(truth);
  const auto sum = [](const std::array<double, 3>& v) { return image::luminance(v[0], v[1], v[2]); };
  const float gain = static_cast<float>(sum(should) / std::max(1e-9F, sum(is)));
  Image out = tile;
  for (std::uint8_t& value : out.rgb) value = image::srgb_of_linear(gain * linear[value]);
  return out;
}

double mean_difference(const Image& one, const Image& other) {
  const auto& linear = image::linear_of_srgb();
  double sum = 0;
  const std::size_t stride = std::max<std::size_t>(1, one.pixels() / 40000);
  std::size_t count = 0;
  for (std::size_t i = 0; i < one.pixels(); i += stride, ++count) {
    const auto lab = [&](const Image& p) {
      return image::lab_of_linear({linear[p.rgb[3 * i]], linear[p.rgb[3 * i + 1]], linear[p.rgb[3 * i + 2]]});
    };
    sum += image::ciede2000(lab(one), lab(other));
  }
  return sum / static_cast<double>(count);
}

bool straight(const std::string& layout) {
  return layout == "straight";
}

}  // namespace

double fine_power(const Image& tile) {
  const Plane light = coded_luminance(tile);
  const scan::Field spectrum =
      scan::transformed(scan::packed(light, nullptr, light.width, light.height), scan::Direction::forward);
  double sum = 0;
  for (int y = 0; y < light.height; ++y) {
    for (int x = 0; x < light.width; ++x) {
      const double fx = std::min(x, light.width - x) / (0.5 * light.width),
                   fy = std::min(y, light.height - y) / (0.5 * light.height);
      if (std::hypot(fx, fy) > 0.25) sum += std::norm(spectrum.values[spectrum.at(x, y)]);
    }
  }
  return sum / static_cast<double>(light.values.size()) / static_cast<double>(light.values.size());
}

ScanResult try_scan(const ScanTrial& trial) {
  const Photographed made = photographed(trial.tile, trial.camera);
  const Lattice truth = true_lattice(trial.lattice, made);
  ScanResult result;
  result.photo = made.photo;
  const auto begin = std::chrono::steady_clock::now();
  const scan::Cloth cloth = scan::scan_cloth(made.photo);
  ScanFigures& f = result.figures;
  f.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  f.found = cloth.repeat.has_value();
  f.confidence = cloth.confidence;
  f.right = f.found && scan::same_lattice(cloth.lattice, truth, kTolerance);
  f.right_of_three = f.right;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, cloth.candidates.size()); ++i) {
    f.right_of_three = f.right_of_three || scan::same_lattice(cloth.candidates[i].lattice, truth, 2 * kTolerance);
  }
  f.layout_right = f.found && straight(cloth.repeat->layout) == straight(scan::repeat_of(truth).layout);
  f.seam = pattern::seam_score(cloth.tile);
  result.tile = cloth.tile;
  if (!f.right) return result;
  result.truth = rolled_onto(truth_at(trial.tile, made, cloth), cloth.tile);
  const Image level = as_bright_as(cloth.tile, result.truth);
  f.difference = mean_difference(level, result.truth);
  const Plane one = coded_luminance(level), other = coded_luminance(result.truth);
  f.ssim = ssim(one, other, Plane(one.width, one.height, 1));
  f.sharpness = fine_power(level) / std::max(1e-12, fine_power(result.truth));
  return result;
}

}  // namespace toile::evaluate
