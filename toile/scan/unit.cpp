#include "toile/scan/unit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/scan/align.hpp"
#include "toile/scan/look.hpp"

namespace toile::scan {
namespace {

using image::Plane;

constexpr int kLightRounds = 3;
constexpr float kDark = 0.004F;  ///< linear, added to both sides of a ratio of light
constexpr float kLeastTrust = 0.25F;
constexpr float kCauchy = 1.5F;           ///< of the median deviation
constexpr float kLeastDeviation = 0.01F;  ///< square root of linear light: the camera's noise
constexpr int kReach = 40;                ///< cells each way from the origin that are looked at

float linear_of(float srgb) {
  const auto& table = image::linear_of_srgb();
  const float value = std::clamp(srgb, 0.0F, 255.0F);
  const int low = std::min(static_cast<int>(value), 254);
  return table[low] + (value - static_cast<float>(low)) * (table[low + 1] - table[low]);
}

struct Sample {
  std::array<float, 3> linear;
  float tone;  ///< square root of luminance: steps that look alike
  float trust;
};

struct Place {
  int i, j;
  double trust;
  float fineness = 1;  ///< squared share of the middle's pixels with which the photo shows it, at most 1
};

/// A step of one cell each way as the photo shows it.
double area_in_photo(const Occurrences& o, Vector uv) {
  const Vector at = o.warp.view(uv);
  const Lattice here = o.warp.view.steps_at(uv), there = o.to_photo.steps_at(at);
  return here.area() * there.area();
}

/// Cells of the lattice that the photo shows, the most trusted first.
std::vector<Place> places_of(const Occurrences& o) {
  const int width = o.trust.width, height = o.trust.height;
  std::vector<Place> places;
  const Vector middle = o.warp.back({0.5 * width, 0.5 * height});
  const double usual = area_in_photo(o, middle);
  const int mid_i = static_cast<int>(std::floor(middle.x)), mid_j = static_cast<int>(std::floor(middle.y));
  for (int j = mid_j - kReach; j <= mid_j + kReach; ++j) {
    for (int i = mid_i - kReach; i <= mid_i + kReach; ++i) {
      double trust = 0;
      for (int s = 0; s < 5; ++s) {
        for (int t = 0; t < 5; ++t) {
          const Vector at = o.warp.forward({i + (s + 0.5) / 5, j + (t + 0.5) / 5});
          if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) continue;
          trust += bilinear(o.trust, at) / 25;
        }
      }
      if (trust <= 0.01) continue;
      const double share = std::min(1.0, area_in_photo(o, {i + 0.5, j + 0.5}) / usual);
      places.push_back({i, j, trust, static_cast<float>(share * share)});
    }
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.trust > b.trust; });
  return places;
}

/// The middle of the samples without what is far off.
std::array<float, 3> robust_mean(std::vector<Sample>& samples) {
  const auto half = samples.begin() + std::ssize(samples) / 2;
  float median = samples[0].tone, deviation = kLeastDeviation;
  if (samples.size() > 2) {
    std::nth_element(samples.begin(), half, samples.end(),
                     [](const Sample& a, const Sample& b) { return a.tone < b.tone; });
    median = half->tone;
    const auto off = [&](const Sample& s) { return std::abs(s.tone - median); };
    std::nth_element(samples.begin(), half, samples.end(),
                     [&](const Sample& a, const Sample& b) { return off(a) < off(b); });
    deviation = std::max(deviation, off(*half));
  }
  std::array<float, 3> sum{};
  float count = 1e-9F;
  for (const Sample& s : samples) {
    const float far = samples.size() > 2 ? (s.tone - median) / (kCauchy * deviation) : 0;
    const float weight = s.trust / (1 + far * far);
    for (std::size_t c = 0; c < 3; ++c) sum[c] += weight * s.linear[c];
    count += weight;
  }
  for (float& value : sum) value /= count;
  return sum;
}

}  // namespace

Gains light_of(const std::array<Plane, 3>& linear, const Warp& warp, const Lattice& lattice, const Plane& trust,
               double window) {
  const int width = linear[0].width, height = linear[0].height;
  const double sigma = std::max(3.0, window * std::sqrt(lattice.area()));
  Gains gains{Plane(width, height, 1), Plane(width, height, 1), Plane(width, height, 1)};
  Features lit{.channels = std::vector<Plane>(linear.begin(), linear.end()), .weight = trust};
  const auto smooth = [&](const Plane& plane) {
    Plane weighted(width, height);
    for (std::size_t i = 0; i < weighted.values.size(); ++i) {
      weighted.values[i] = (trust.values[i] + 1e-3F) * (plane.values[i] + kDark);
    }
    return image::blur(weighted, sigma);
  };
  for (int round = 0; round < kLightRounds; ++round) {
    for (std::size_t c = 0; c < 3; ++c) {
      for (std::size_t i = 0; i < gains[c].values.size(); ++i) {
        lit.channels[c].values[i] = linear[c].values[i] / gains[c].values[i];
      }
    }
    const Features flat = predicted(cell_of(lit, warp, lattice), warp, width, height);
    for (std::size_t c = 0; c < 3; ++c) {
      const Plane photo = smooth(linear[c]), print = smooth(flat.channels[c]);
      for (std::size_t i = 0; i < photo.values.size(); ++i) {
        gains[c].values[i] = std::clamp(photo.values[i] / print.values[i], 0.05F, 8.0F);
      }
    }
  }
  // where the cloth is plainly lit it shows its own colours
  std::vector<float> bright;
  for (std::size_t i = 0; i < trust.values.size(); ++i) {
    if (trust.values[i] > kLeastTrust) {
      bright.push_back(image::luminance(gains[0].values[i], gains[1].values[i], gains[2].values[i]));
    }
  }
  if (bright.empty()) return gains;
  const auto quartile = bright.begin() + static_cast<std::ptrdiff_t>(bright.size() * 3 / 4);
  std::nth_element(bright.begin(), quartile, bright.end());
  for (Plane& gain : gains) {
    for (float& value : gain.values) value /= *quartile;
  }
  return gains;
}

namespace {

/// Where the photo shows a place of a cell, and how.
struct Look {
  Vector at;        ///< pixels of the photo
  float trust = 0;  ///< 0: not at all
  std::array<float, 3> gain{};
};

Look look_at(const Occurrences& o, const Place& place, Vector inside) {
  const int width = o.trust.width, height = o.trust.height;
  const Vector at = o.warp.forward({inside.x + place.i, inside.y + place.j});
  if (at.x < 0.5 || at.y < 0.5 || at.x >= width - 0.5 || at.y >= height - 0.5) return {};
  Look look{.at = o.to_photo(at), .trust = place.fineness * bilinear(o.trust, at)};
  const Vector light{at.x * o.gains[0].width / width, at.y * o.gains[0].height / height};
  for (std::size_t c = 0; c < 3; ++c) look.gain[c] = bilinear(o.gains[c], light);
  return look;
}

Look between(const Look& one, const Look& other, float t) {
  const auto mixed = [t](auto p, auto q) { return p + t * (q - p); };
  Look look{.at = one.at + static_cast<double>(t) * (other.at - one.at), .trust = mixed(one.trust, other.trust)};
  for (std::size_t c = 0; c < 3; ++c) look.gain[c] = mixed(one.gain[c], other.gain[c]);
  return look;
}

Vector floor_of(Vector uv) {
  return {std::floor(uv.x), std::floor(uv.y)};
}

/// A row of the tile, where all places show it. Between every kStride-th pixel what bends the cloth is as good as
/// straight.
class Row {
 public:
  Row(const Occurrences& o, const std::vector<Place>& places, Vector begin, Vector step, int width)
      : o_(o), places_(places), begin_(begin), step_(step), knots_(static_cast<std::size_t>(width / kStride) + 2) {
    for (const Place& place : places) {
      for (std::size_t k = 0; k < knots_; ++k) looks_.push_back(direct(place, kStride * static_cast<int>(k)));
    }
  }

  Look look(std::size_t place, int x) const {
    const int k = x / kStride;
    const Look *before = &looks_[place * knots_ + static_cast<std::size_t>(k)], *after = before + 1;
    const bool one_cell = floor_of(uv(kStride * k)) == floor_of(uv(kStride * (k + 1)));
    if (!one_cell || before->trust <= 0 || after->trust <= 0) return direct(places_[place], x);
    return between(*before, *after, static_cast<float>(x % kStride) / kStride);
  }

 private:
  static constexpr int kStride = 8;

  Vector uv(int x) const { return begin_ + (x + 0.5) * step_; }
  Look direct(const Place& place, int x) const { return look_at(o_, place, uv(x) - floor_of(uv(x))); }

  const Occurrences& o_;
  const std::vector<Place>& places_;
  Vector begin_, step_;
  std::size_t knots_;
  std::vector<Look> looks_;
};

Sample sample_of(const Image& photo, const Look& look) {
  const std::array<float, 3> srgb = colour_at(photo, look.at);
  Sample sample{{}, 0, look.trust};
  for (std::size_t c = 0; c < 3; ++c) sample.linear[c] = linear_of(srgb[c]) / look.gain[c];
  sample.tone = std::sqrt(std::max(0.0F, image::luminance(sample.linear[0], sample.linear[1], sample.linear[2])));
  return sample;
}

}  // namespace

Image unit_of(const Occurrences& o, Vector across, Vector down, int width, int height, std::size_t most) {
  std::vector<Place> places = places_of(o);
  if (places.size() > most) places.resize(most);
  Image out = Image::filled(width, height, {});
  for_rows(height, [&](int first, int last) {
    std::vector<Sample> samples;
    for (int y = first; y < last; ++y) {
      const Row row(o, places, ((y + 0.5) / height) * down, (1.0 / width) * across, width);
      for (int x = 0; x < width; ++x) {
        samples.clear();
        for (std::size_t p = 0; p < places.size(); ++p) {
          const Look look = row.look(p, x);
          if (look.trust >= 0.01F) samples.push_back(sample_of(o.photo, look));
        }
        if (samples.empty()) continue;
        const std::array<float, 3> linear = robust_mean(samples);
        for (std::size_t c = 0; c < 3; ++c) out.at(x, y)[c] = image::srgb_of_linear(linear[c]);
      }
    }
  });
  return out;
}

int occurrences_of(const Occurrences& o) {
  int count = 0;
  for (const Place& place : places_of(o)) count += place.trust > 0.5 ? 1 : 0;
  return count;
}

}  // namespace toile::scan
