#include "toile/pattern/unmix.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/oklab.hpp"

namespace toile::pattern {
namespace {

using Point = std::array<float, 3>;  ///< a colour in the numbers that are mixed, 0..1

constexpr int kReach = 2;                ///< pixels around in which an edge's two inks are looked for
constexpr float kPure = 0.02F * 0.02F;   ///< squared Oklab distance below which a pixel is the ink itself
constexpr float kFits = 0.05F * 0.05F;   ///< squared distance from a line at which a mixture is believed
constexpr float kOff = 0.08F * 0.08F;    ///< and at which it isn't
constexpr float kAlien = 0.05F * 0.05F;  ///< how much better inks from elsewhere must fit
constexpr double kTelling = 0.5;         ///< of the other's misses: then colours tell in which numbers edges were mixed
constexpr double kEdge = 3 * 4 * 4;  ///< squared levels within which a pixel between two inks is mixed of them alone
constexpr std::uint8_t kNone = 255;

Point point_of(const std::uint8_t* rgb, MixedIn mixed_in) {
  const auto& linear = image::linear_of_srgb();
  Point point{};
  for (std::size_t c = 0; c < 3; ++c) {
    point[c] = mixed_in == MixedIn::light ? linear[rgb[c]] : static_cast<float>(rgb[c]) / 255;
  }
  return point;
}

struct Fit {
  std::uint8_t ink = 0, other = 0;
  float share = 0;
  float off = std::numeric_limits<float>::infinity();  ///< squared distance from the line
};

Fit fit_between(const Point& pixel, const std::vector<Point>& inks, std::size_t a, std::size_t b) {
  float along = 0, length = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const float step = inks[b][c] - inks[a][c];
    along += step * (pixel[c] - inks[a][c]);
    length += step * step;
  }
  const float share = length > 0 ? std::clamp(along / length, 0.0F, 1.0F) : 0;
  float off = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const float miss = inks[a][c] + share * (inks[b][c] - inks[a][c]) - pixel[c];
    off += miss * miss;
  }
  return {static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b), share, off};
}

/// The best pair of the inks in `beside` (a bit each).
Fit best_local_fit(const Point& pixel, const std::vector<Point>& inks, std::uint32_t beside) {
  Fit best;
  for (std::size_t a = 0; a < inks.size(); ++a) {
    if ((beside >> a & 1) == 0) continue;
    for (std::size_t b = a + 1; b < inks.size(); ++b) {
      if ((beside >> b & 1) == 0) continue;
      const Fit fit = fit_between(pixel, inks, a, b);
      if (fit.off < best.off) best = fit;
    }
  }
  return best;
}

/// The best pair of all inks where it fits much better than `local`, the best one of those beside the pixel.
Fit best_fit(const Point& pixel, const std::vector<Point>& inks, const Fit& local) {
  if (local.off < kFits) return local;
  const Fit any = best_local_fit(pixel, inks, ~std::uint32_t{0});
  return local.off < any.off + kAlien ? local : any;
}

Mixture mixture_of(const Fit& fit) {
  return {fit.ink, fit.other, static_cast<std::uint8_t>(std::lround(255 * fit.share))};
}

/// Which pixels are an ink itself: its place, or kNone.
std::vector<std::uint8_t> pure_pixels(const Image& picture, const std::vector<Rgb>& inks) {
  std::vector<Oklab> labs;
  for (const Rgb& ink : inks) labs.push_back(oklab_of(ink.data()));
  std::vector<std::uint8_t> pure(picture.pixels());
  for_rows(picture.height, [&](int first, int last) {
    std::array<std::uint8_t, 3> seen{};
    std::uint8_t label = kNone;
    bool any = false;
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        const std::uint8_t* rgb = picture.at(x, y);
        if (!any || !std::equal(seen.begin(), seen.end(), rgb)) {  // flat prints have long runs of one colour
          std::copy_n(rgb, 3, seen.begin());
          const Oklab lab = oklab_of(rgb);
          const std::size_t ink = nearest(labs, lab);
          label = distance(labs[ink], lab) < kPure ? static_cast<std::uint8_t>(ink) : kNone;
          any = true;
        }
        pure[static_cast<std::size_t>(y) * picture.width + x] = label;
      }
    }
  });
  return pure;
}

/// A bit for each ink that is pure within `reach` pixels.
std::uint32_t inks_beside(const std::vector<std::uint8_t>& pure, int width, int height, int x, int y, int reach) {
  std::uint32_t beside = 0;
  for (int v = y - reach; v <= y + reach; ++v) {
    const std::size_t row = static_cast<std::size_t>((v + height) % height) * width;
    for (int u = x - reach; u <= x + reach; ++u) {
      const std::uint8_t ink = pure[row + static_cast<std::size_t>((u + width) % width)];
      if (ink != kNone) beside |= 1U << ink;
    }
  }
  return beside;
}

/// Whether a pure pixel has none of its kind beside it: an edge that happens to look like a third ink.
bool is_lonely(const std::vector<std::uint8_t>& pure, int width, int height, int x, int y) {
  const std::uint8_t own = pure[static_cast<std::size_t>(y) * width + x];
  for (int v = y - 1; v <= y + 1; ++v) {
    const std::size_t row = static_cast<std::size_t>((v + height) % height) * width;
    for (int u = x - 1; u <= x + 1; ++u) {
      if ((u != x || v != y) && pure[row + static_cast<std::size_t>((u + width) % width)] == own) return false;
    }
  }
  return true;
}

/// How an edge between two inks looks that was mixed in one kind of numbers; or many, their sum.
struct Edge {
  double missed = 0;  ///< squared levels by which mixtures of the two miss the pixel
  double bright = 0;  ///< the brighter ink's share
};

Edge edge_of(MixedIn mixed_in, const std::vector<Point>& points, const std::uint8_t* pixel,
             const std::vector<Rgb>& inks, std::uint8_t dark, std::uint8_t bright) {
  const Fit fit = fit_between(point_of(pixel, mixed_in), points, dark, bright);
  const Rgb guess = mixed(inks[dark], inks[bright], fit.share, mixed_in);
  Edge edge{.missed = 0, .bright = fit.share};
  for (std::size_t c = 0; c < 3; ++c) edge.missed += (guess[c] - pixel[c]) * (guess[c] - pixel[c]);
  return edge;
}

/// The numbers in which mixtures hit the pixels; where colours don't tell (of greys), those in which the two inks of
/// edges have equal parts, as they have at any angle and offset.
MixedIn mixed_in_what(const Image& picture, const std::vector<std::uint8_t>& pure, const std::vector<Rgb>& inks) {
  Edge srgb, light;
  std::vector<Point> srgb_points, light_points;
  for (const Rgb& ink : inks) {
    srgb_points.push_back(point_of(ink.data(), MixedIn::srgb));
    light_points.push_back(point_of(ink.data(), MixedIn::light));
  }
  double count = 0;
  for (int y = 0; y < picture.height; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * picture.width;
    for (int x = 1; x + 1 < picture.width; ++x) {
      if (pure[row + x] != kNone) continue;
      const std::uint8_t left = pure[row + x - 1], right = pure[row + x + 1];
      if (left == kNone || right == kNone || left == right) continue;
      const auto brightness = [&](std::uint8_t ink) { return inks[ink][0] + 2 * inks[ink][1] + inks[ink][2]; };
      const std::uint8_t dark = brightness(left) < brightness(right) ? left : right,
                         bright = dark == left ? right : left;
      const Edge one = edge_of(MixedIn::srgb, srgb_points, picture.at(x, y), inks, dark, bright),
                 other = edge_of(MixedIn::light, light_points, picture.at(x, y), inks, dark, bright);
      if (std::min(one.missed, other.missed) > kEdge) continue;  // a third ink has to do with it
      srgb.missed += one.missed, srgb.bright += one.bright;
      light.missed += other.missed, light.bright += other.bright;
      ++count;
    }
  }
  if (count == 0) return MixedIn::srgb;
  if (light.missed < kTelling * srgb.missed) return MixedIn::light;
  if (srgb.missed < kTelling * light.missed) return MixedIn::srgb;
  return std::abs(light.bright / count - 0.5) < std::abs(srgb.bright / count - 0.5) ? MixedIn::light : MixedIn::srgb;
}

}  // namespace

Unmixed unmixed(const Image& picture, const std::vector<Rgb>& inks) {
  const std::vector<std::uint8_t> pure = pure_pixels(picture, inks);
  Unmixed result{.mixed_in = mixed_in_what(picture, pure, inks),
                 .pixels = std::vector<Mixture>(picture.pixels()),
                 .unexplained = {},
                 .far_fetched = {}};
  std::vector<Point> points;
  for (const Rgb& ink : inks) points.push_back(point_of(ink.data(), result.mixed_in));
  std::vector<std::vector<std::size_t>> unexplained(static_cast<std::size_t>(picture.height)),
      far_fetched = unexplained;
  const int reach = std::min({kReach, picture.width - 1, picture.height - 1});
  for_rows(picture.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        const std::size_t at = static_cast<std::size_t>(y) * picture.width + x;
        const bool lonely = pure[at] != kNone && is_lonely(pure, picture.width, picture.height, x, y);
        if (pure[at] != kNone) result.pixels[at] = {pure[at], pure[at], 0};
        if (pure[at] != kNone && !lonely) continue;
        const Point pixel = point_of(picture.at(x, y), result.mixed_in);
        std::uint32_t beside = inks_beside(pure, picture.width, picture.height, x, y, reach);
        if (lonely) {
          beside &= ~(1U << pure[at]);
          const Fit fit = best_local_fit(pixel, points, beside);
          if (fit.off < kFits) result.pixels[at] = mixture_of(fit);
          continue;
        }
        const Fit local = best_local_fit(pixel, points, beside),
                  fit = inks.size() < 2 ? Fit{} : best_fit(pixel, points, local);
        if (local.off > kFits) far_fetched[static_cast<std::size_t>(y)].push_back(at);
        if (fit.off > kOff) unexplained[static_cast<std::size_t>(y)].push_back(at);
        result.pixels[at] = mixture_of(fit);
      }
    }
  });
  for (const auto& row : unexplained) result.unexplained.insert(result.unexplained.end(), row.begin(), row.end());
  for (const auto& row : far_fetched) result.far_fetched.insert(result.far_fetched.end(), row.begin(), row.end());
  return result;
}

Rgb mixed(const Rgb& ink, const Rgb& other, double share, MixedIn mixed_in) {
  const auto& linear = image::linear_of_srgb();
  Rgb result{};
  for (std::size_t c = 0; c < 3; ++c) {
    if (mixed_in == MixedIn::light) {
      result[c] =
          image::srgb_of_linear(linear[ink[c]] + static_cast<float>(share) * (linear[other[c]] - linear[ink[c]]));
    } else {
      result[c] = static_cast<std::uint8_t>(std::lround(ink[c] + share * (other[c] - ink[c])));
    }
  }
  return result;
}

}  // namespace toile::pattern
