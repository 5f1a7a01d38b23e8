#include "toile/pattern/grain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/colour.hpp"

namespace toile::pattern {
namespace {

constexpr std::array kGrains = {Grain::none, Grain::yarn, Grain::twill, Grain::jersey, Grain::canvas, Grain::slub};
constexpr int kRepeat = 4;  ///< threads both ways after which every grain repeats, but for uneven threads
constexpr int kFine = 32;   ///< places of a thread's width at which its light is known
constexpr int kSide = kRepeat * kFine;
constexpr double kLeastPixels = 3;  ///< of a thread
constexpr std::uint64_t kThreadSeed = 0x7ea0;

/// How a grain is made.
struct Yarns {
  double a_cm = 22;    ///< threads
  double squat = 1;    ///< height of a row beside the width of a column
  double depth = 0.5;  ///< of light, at strength 1
  double uneven = 0;   ///< how much threads differ from one another
  double slubs = 0;    ///< how much a weft thread differs along itself
};

Yarns yarns_of(Grain grain) {
  switch (grain) {
    case Grain::twill:
      return {.a_cm = 24, .depth = 0.5, .uneven = 0.06};
    case Grain::jersey:
      return {.a_cm = 11, .squat = 0.8, .depth = 0.55, .uneven = 0.04};
    case Grain::canvas:
      return {.a_cm = 11, .depth = 0.6, .uneven = 0.2};
    case Grain::slub:
      return {.a_cm = 18, .depth = 0.5, .uneven = 0.12, .slubs = 0.3};
    default:
      return {.a_cm = 22, .depth = 0.5, .uneven = 0.08};
  }
}

/// The light of a place and which system of threads lies on top there.
struct Place {
  float light = 0;
  float warp = 0;
};

/// A round yarn seen from above, dark where it dives: `across` from its middle, -0.5..0.5; `to_end` to where its float
/// ends, in threads.
double float_light(double across, double to_end) {
  return std::cos(std::numbers::pi * across * 0.9) * (1 - 0.55 * std::exp(-to_end / 0.22));
}

/// Woven: (x, y) in threads, `up(end, pick)`.
template <typename Up>
Place woven(double x, double y, const Up& up) {
  const int end = static_cast<int>(x), pick = static_cast<int>(y);
  const double u = x - end, v = y - pick;
  const bool warp = up(end, pick);
  // As far as the float goes on beyond this crossing, it has no end here.
  const bool before = warp ? up(end, pick + kRepeat - 1) == warp : up(end + kRepeat - 1, pick) == warp;
  const bool after = warp ? up(end, pick + 1) == warp : up(end + 1, pick) == warp;
  const double along = warp ? v : u, across = (warp ? u : v) - 0.5;
  const double to_end = std::min(along + (before ? 1 : 0), 1 - along + (after ? 1 : 0));
  return {static_cast<float>(float_light(across, to_end)), warp ? 1.0F : 0.0F};
}

/// Knitted: every loop shows two legs that lean together at its foot.
Place knitted(double x, double y) {
  double best = 0;
  for (int row = -1; row <= 1; ++row) {
    const double u = x - std::floor(x) - 0.5, v = y - std::floor(y) - 0.5 - row;
    const double lean = 0.26 - 0.2 * v;  // where the middle of a leg is at this height
    const double across = (std::abs(u) - lean) / 0.44;
    const double along = std::abs(v) / 0.85;
    if (std::abs(across) > 0.5 || along > 1) continue;
    best = std::max(best, std::cos(std::numbers::pi * across * 0.95) * (1 - 0.45 * along * along));
  }
  return {static_cast<float>(best), 1};
}

Place place_of(Grain grain, double x, double y) {
  if (grain == Grain::jersey) return knitted(x, y);
  if (grain == Grain::twill) return woven(x, y, [](int end, int pick) { return (end + pick) % 4 < 2; });
  return woven(x, y, [](int end, int pick) { return (end + pick) % 2 == 0; });
}

/// One repeat of the grain, each place averaged over what a pixel covers.
std::vector<Place> repeat_of(Grain grain, double pixel_x, double pixel_y) {
  std::vector<Place> sharp(kSide * kSide), mean(kSide * kSide);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) sharp[y * kSide + x] = place_of(grain, (x + 0.5) / kFine, (y + 0.5) / kFine);
  }
  const auto blur = [](const std::vector<Place>& from, std::vector<Place>& to, double pixel, int step_x, int step_y) {
    const int reach = std::max(0, static_cast<int>(std::lround(pixel * kFine / 2)));
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        Place sum;
        for (int k = -reach; k <= reach; ++k) {
          const int at_x = (x + k * step_x + kSide) % kSide, at_y = (y + k * step_y + kSide) % kSide;
          sum.light += from[at_y * kSide + at_x].light;
          sum.warp += from[at_y * kSide + at_x].warp;
        }
        const auto count = static_cast<float>(2 * reach + 1);
        to[y * kSide + x] = {sum.light / count, sum.warp / count};
      }
    }
  };
  blur(sharp, mean, pixel_x, 1, 0);
  blur(mean, sharp, pixel_y, 0, 1);
  return sharp;
}

double unit(std::uint64_t seed, std::uint64_t index) {
  return static_cast<double>(derive_seed(seed, index) >> 11U) * 0x1p-53;
}

/// How light each thread of a system is, and with `slubs` along it: (threads, places).
std::vector<float> thread_lights(int threads, int places, double uneven, double slubs, std::uint64_t seed) {
  constexpr int kWaves = 5;
  std::vector<float> lights(static_cast<std::size_t>(threads) * places, 1.0F);
  for (int t = 0; t < threads; ++t) {
    const std::uint64_t own = derive_seed(seed, static_cast<std::uint64_t>(t));
    const double level = 1 + uneven * (unit(own, 0) + unit(own, 1) - 1);
    for (int p = 0; p < places; ++p) {
      double along = 0;
      for (int wave = 0; slubs > 0 && wave < kWaves; ++wave) {
        const double cycles = 1 + std::floor(9 * unit(own, 10 + wave));
        along += std::sin(2 * std::numbers::pi * (cycles * p / places + unit(own, 20 + wave)));
      }
      const double slub = std::max(0.0, along / kWaves - 0.15);  // thin for the most part, thick here and there
      lights[static_cast<std::size_t>(t) * places + p] = static_cast<float>(level + 2 * slubs * slub);
    }
  }
  return lights;
}

/// A multiple of four, so that the weave meets itself.
int threads_on(double cm, double a_cm, int pixels) {
  const double wished = std::min(cm * a_cm, pixels / kLeastPixels);
  return kRepeat * std::max(1, static_cast<int>(std::lround(wished / kRepeat)));
}

}  // namespace

std::string name_of(Grain grain) {
  static constexpr std::array kNames = {"none", "yarn", "twill", "jersey", "canvas", "slub"};
  return kNames[static_cast<std::size_t>(grain)];
}

Grain grain_named(const std::string& name) {
  for (const Grain grain : kGrains) {
    if (name_of(grain) == name) return grain;
  }
  throw Error(ErrorKind::usage, "grain is " + name + "; it must be none, yarn, twill, jersey, canvas or slub");
}

Image with_grain(const Image& tile, Grain grain, double width_cm, double strength) {
  if (!(strength >= 0 && strength <= 1)) {
    throw Error(ErrorKind::usage, "the grain's strength is " + std::to_string(strength) + "; it must be from 0 to 1");
  }
  if (grain == Grain::none || strength == 0) return tile;
  const Yarns yarns = yarns_of(grain);
  const int ends = threads_on(width_cm, yarns.a_cm, tile.width);
  const int picks = threads_on(width_cm * tile.height / tile.width / yarns.squat, yarns.a_cm, tile.height);
  const double step_x = 1.0 * ends / tile.width, step_y = 1.0 * picks / tile.height;
  const std::vector<Place> repeat = repeat_of(grain, step_x, step_y);
  const int places = yarns.slubs > 0 ? tile.width : 1;
  const auto warp = thread_lights(ends, 1, yarns.uneven, 0, kThreadSeed);
  const auto weft = thread_lights(picks, places, yarns.uneven, yarns.slubs, kThreadSeed + 1);
  const auto light_at = [&](int x, int y) {
    const double at_x = (x + 0.5) * step_x, at_y = (y + 0.5) * step_y;
    const Place& place =
        repeat[static_cast<int>(at_y * kFine) % kSide * kSide + static_cast<int>(at_x * kFine) % kSide];
    const float lying = weft[static_cast<std::size_t>(at_y) * places + (places > 1 ? x : 0)];
    return place.light * (place.warp * warp[static_cast<std::size_t>(at_x)] + (1 - place.warp) * lying);
  };
  double sum = 0;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < tile.width; ++x) sum += light_at(x, y);
  }
  const auto mean = static_cast<float>(sum / static_cast<double>(tile.pixels()));
  const auto depth = static_cast<float>(strength * yarns.depth);
  Image lit = tile;
  const auto& linear = image::linear_of_srgb();
  for_rows(tile.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < tile.width; ++x) {
        const float light = 1 + depth * (light_at(x, y) / mean - 1);
        std::uint8_t* const pixel = lit.at(x, y);
        for (int channel = 0; channel < 3; ++channel) {
          pixel[channel] = image::srgb_of_linear(linear[pixel[channel]] * light);
        }
      }
    }
  });
  return lit;
}

}  // namespace toile::pattern
