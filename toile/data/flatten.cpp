#include "toile/data/flatten.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "toile/image/colour.hpp"
#include "toile/image/oklab.hpp"
#include "toile/image/plane.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

using image::Oklab, image::Plane;

constexpr int kDetail = 2;            ///< work is done at so many times the side
constexpr int kLightRounds = 3;       ///< of colours and light in turns
constexpr int kLightColours = 4;      ///< told apart while the light is looked for
constexpr double kLightReach = 0.12;  ///< standard deviation of the light's smoothing, as a share of the side
constexpr float kMostLight = 0.5F;    ///< natural logarithm of the brightest light over the mean
constexpr float kDark = 0.02F;        ///< luminance below which a ratio says little about the light
constexpr int kGrainRadius = 2;       ///< of the smoothing along edges, in pixels
/// Variance of what counts as grain, in each of Oklab's channels: yarn varies in light, accents in colour.
constexpr std::array<float, 3> kGrain = {8e-4F, 1e-4F, 1e-4F};
constexpr float kEven = 0.75F;  ///< share of the pixels, the evenest ones, that the colours are taken from
constexpr int kFirstColours = 14;
constexpr float kSameInk = 0.075F;      ///< unlikeness below which two clusters are one ink in two lights
constexpr float kHue = 2;               ///< what light does is a matter of lightness: other colours count for more
constexpr double kLeastShare = 0.0015;  ///< of the pixels, below which a cluster is a speck
constexpr int kVoteRadius = 1, kVotes = 2;

struct Ink {
  Oklab colour{};
  double share = 0;
};

using Planes = std::array<Plane, 3>;

Planes linear_planes(const Image& picture) {
  Planes planes;
  planes.fill(Plane(picture.width, picture.height));
  const auto& linear = image::linear_of_srgb();
  for (std::size_t i = 0; i < picture.rgb.size(); ++i) planes[i % 3].values[i / 3] = linear[picture.rgb[i]];
  return planes;
}

Image picture_of(const Planes& linear) {
  Image picture = Image::filled(linear[0].width, linear[0].height, {0, 0, 0});
  for (std::size_t i = 0; i < picture.rgb.size(); ++i) {
    picture.rgb[i] = image::srgb_of_linear(linear[i % 3].values[i / 3]);
  }
  return picture;
}

Oklab oklab_at(const Planes& linear, std::size_t i) {
  return image::oklab_of_linear(linear[0].values[i], linear[1].values[i], linear[2].values[i]);
}

float brightness(float red, float green, float blue) {
  return std::log(image::luminance(red, green, blue) + kDark);
}

/// Of each colour.
std::vector<float> brightnesses(const std::vector<Ink>& inks) {
  const auto& linear = image::linear_of_srgb();
  std::vector<float> all;
  for (const Ink& ink : inks) {
    const auto rgb = image::rgb_of(ink.colour);
    all.push_back(brightness(linear[rgb[0]], linear[rgb[1]], linear[rgb[2]]));
  }
  return all;
}

std::vector<Ink> clusters(const Image& picture, int count) {
  std::vector<Ink> inks;
  for (const pattern::Swatch& swatch : pattern::palette(picture, count)) {
    inks.push_back({image::oklab_of(swatch.colour.data()), swatch.share});
  }
  return inks;
}

std::size_t nearest(const std::vector<Ink>& inks, const Oklab& colour) {
  const auto closer = [&](const Ink& a, const Ink& b) {
    return image::difference(a.colour, colour) < image::difference(b.colour, colour);
  };
  return static_cast<std::size_t>(std::min_element(inks.begin(), inks.end(), closer) - inks.begin());
}

/// Divides out the smooth part of what pixels are brighter or darker than their colour.
void take_light_out(Planes& linear) {
  const double reach = kLightReach * linear[0].width;
  for (int round = 0; round < kLightRounds; ++round) {
    const std::vector<Ink> colours = clusters(picture_of(linear), kLightColours);
    const std::vector<float> bright = brightnesses(colours);
    Plane excess(linear[0].width, linear[0].height);
    for (std::size_t i = 0; i < excess.values.size(); ++i) {
      const std::size_t own = nearest(colours, oklab_at(linear, i));
      const float here = brightness(linear[0].values[i], linear[1].values[i], linear[2].values[i]);
      excess.values[i] = std::clamp(here - bright[own], -1.0F, 1.0F);
    }
    const Plane light = image::blur(excess, reach);
    for (std::size_t i = 0; i < light.values.size(); ++i) {
      const float divisor = std::exp(std::clamp(light.values[i], -kMostLight, kMostLight));
      for (Plane& plane : linear) plane.values[i] = std::clamp(plane.values[i] / divisor, 0.0F, 1.0F);
    }
  }
}

Planes oklab_planes(const Planes& linear) {
  Planes lab = linear;
  for (std::size_t i = 0; i < lab[0].values.size(); ++i) {
    const Oklab colour = oklab_at(linear, i);
    for (std::size_t c = 0; c < 3; ++c) lab[c].values[i] = colour[c];
  }
  return lab;
}

/// Each channel smoothed along the edges of lightness and of itself.
void smooth_grain(Planes& lab) {
  for (std::size_t c = 0; c < 3; ++c) lab[c] = image::guided_filter(lab[c], lab[c], kGrainRadius, kGrain[c]);
}

/// The picture with all but its evenest pixels clear.
Image even_part(const Planes& lab) {
  const int width = lab[0].width, height = lab[0].height;
  std::vector<float> slope(lab[0].values.size());
  for (int y = 0; y < height; ++y) {
    const int up = std::max(0, y - 1), down = std::min(height - 1, y + 1);
    for (int x = 0; x < width; ++x) {
      const int left = std::max(0, x - 1), right = std::min(width - 1, x + 1);
      float sum = 0;
      for (const Plane& plane : lab) {
        const float dx = plane.row(y)[right] - plane.row(y)[left], dy = plane.row(down)[x] - plane.row(up)[x];
        sum += dx * dx + dy * dy;
      }
      slope[static_cast<std::size_t>(y) * width + x] = sum;
    }
  }
  std::vector<float> sorted = slope;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(kEven * static_cast<float>(sorted.size() - 1));
  std::nth_element(sorted.begin(), middle, sorted.end());
  Image picture = Image::filled(width, height, {0, 0, 0});
  for (std::size_t i = 0; i < slope.size(); ++i) {
    const auto rgb = image::rgb_of({lab[0].values[i], lab[1].values[i], lab[2].values[i]});
    std::copy(rgb.begin(), rgb.end(), picture.rgb.data() + 3 * i);
  }
  picture.alpha.resize(slope.size());
  for (std::size_t i = 0; i < slope.size(); ++i) picture.alpha[i] = slope[i] <= *middle ? 255 : 0;
  return picture;
}

void merge(std::vector<Ink>& inks, std::size_t a, std::size_t b) {
  const double all = inks[a].share + inks[b].share;
  for (std::size_t c = 0; c < 3; ++c) {
    inks[a].colour[c] =
        static_cast<float>((inks[a].colour[c] * inks[a].share + inks[b].colour[c] * inks[b].share) / all);
  }
  inks[a].share = all;
  inks.erase(inks.begin() + static_cast<std::ptrdiff_t>(b));
}

/// Their distance in Oklab, with more of the colour in it.
float unlikeness(const Ink& one, const Ink& other) {
  return std::hypot(one.colour[0] - other.colour[0], kHue * (one.colour[1] - other.colour[1]),
                    kHue * (one.colour[2] - other.colour[2]));
}

/// Merges what is one ink in two lights, specks with their likes, and then whatever is least missed.
std::vector<Ink> merged(std::vector<Ink> inks, int most) {
  while (inks.size() > kLeastFlatInks) {
    std::size_t one = 0, other = 1;
    double least = 1e9;
    for (std::size_t a = 0; a < inks.size(); ++a) {
      for (std::size_t b = a + 1; b < inks.size(); ++b) {
        const double d = unlikeness(inks[a], inks[b]), small = std::min(inks[a].share, inks[b].share);
        double cost = d * std::pow(small, 0.25);
        if (d < kSameInk) cost = d - 3;
        if (small < kLeastShare) cost = d - 6;
        if (cost < least) {
          least = cost;
          one = a;
          other = b;
        }
      }
    }
    if (least > 0 && std::ssize(inks) <= most) break;
    merge(inks, one, other);
  }
  std::sort(inks.begin(), inks.end(), [](const Ink& a, const Ink& b) { return a.colour < b.colour; });
  return inks;
}

/// Each pixel given to the ink that most of its neighbourhood has; the pixel's own vote counts threefold.
void vote(std::vector<std::uint8_t>& ink, int side, std::size_t inks) {
  const std::vector<std::uint8_t> before = ink;
  std::vector<int> votes(inks);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      std::fill(votes.begin(), votes.end(), 0);
      std::uint8_t& own = ink[static_cast<std::size_t>(y) * side + x];
      votes[own] += 2;
      for (int v = std::max(0, y - kVoteRadius); v <= std::min(side - 1, y + kVoteRadius); ++v) {
        for (int u = std::max(0, x - kVoteRadius); u <= std::min(side - 1, x + kVoteRadius); ++u) {
          ++votes[before[static_cast<std::size_t>(v) * side + u]];
        }
      }
      const auto most = std::max_element(votes.begin(), votes.end());
      if (*most > votes[own]) own = static_cast<std::uint8_t>(most - votes.begin());
    }
  }
}

/// Half the side: of four pixels the ink that most have, or the rarest of equals, so that fine lines stay.
std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& ink, int side, const std::vector<Ink>& inks) {
  std::vector<std::uint8_t> small;
  for (int y = 0; y + 1 < side; y += 2) {
    for (int x = 0; x + 1 < side; x += 2) {
      const std::size_t first = static_cast<std::size_t>(y) * side + x;
      const std::array<std::uint8_t, 4> four = {ink[first], ink[first + 1], ink[first + side], ink[first + side + 1]};
      const auto less = [&](std::uint8_t a, std::uint8_t b) {
        const auto votes_a = std::count(four.begin(), four.end(), a), votes_b = std::count(four.begin(), four.end(), b);
        return votes_a != votes_b ? votes_a < votes_b : inks[a].share > inks[b].share;
      };
      small.push_back(*std::max_element(four.begin(), four.end(), less));
    }
  }
  return small;
}

}  // namespace

Image FlatSwatch::picture() const {
  Image image = Image::filled(side, side, {0, 0, 0});
  for (std::size_t i = 0; i < ink.size(); ++i) std::copy_n(palette[ink[i]].data(), 3, image.rgb.data() + 3 * i);
  return image;
}

FlatSwatch flatten(const Image& swatch, int side, int most_inks) {
  if (side < 1 || most_inks < kLeastFlatInks || most_inks > kMostFlatInks) {
    throw std::invalid_argument("a swatch flattened to nothing");
  }
  const int detail = kDetail * side;
  Planes linear = linear_planes(image::resize(swatch, detail, detail));
  take_light_out(linear);
  Planes lab = oklab_planes(linear);
  smooth_grain(lab);
  const std::vector<Ink> inks = merged(clusters(even_part(lab), kFirstColours), most_inks);
  std::vector<std::uint8_t> ink(lab[0].values.size());
  for (std::size_t i = 0; i < ink.size(); ++i)
    ink[i] = static_cast<std::uint8_t>(nearest(inks, {lab[0].values[i], lab[1].values[i], lab[2].values[i]}));
  for (int round = 0; round < kVotes; ++round) vote(ink, detail, inks.size());
  FlatSwatch flat{.side = side, .ink = halved(ink, detail, inks), .palette = {}};
  for (const Ink& known : inks) flat.palette.push_back(image::rgb_of(known.colour));
  return flat;
}

}  // namespace toile::data
