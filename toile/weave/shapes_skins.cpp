// The stripes of zebras and tigers, the patches of giraffes, blots of cows and camouflage.

#include <algorithm>
#include <array>
#include <numbers>

#include "toile/base/parallel.hpp"
#include "toile/weave/skin.hpp"

namespace toile::weave {
namespace {

constexpr int kWave = 9, kLeastWave = 7, kMostWave = 12;  ///< heights from stripe to stripe
constexpr int kTurns = 32, kReach = 11, kTaps = 2 * kReach + 1;
using Kernel = std::array<float, static_cast<std::size_t>(kTaps) * kTaps>;

/// What a place gains from those around it, for each distance of stripes and each way of the hair.
std::vector<Kernel> skin_kernels() {
  std::vector<Kernel> kernels;
  for (int wave = kLeastWave; wave <= kMostWave; ++wave) {
    for (int turn = 0; turn < kTurns; ++turn) {
      const double cosine = std::cos(std::numbers::pi * turn / kTurns),
                   sine = std::sin(std::numbers::pi * turn / kTurns);
      const double scale = static_cast<double>(wave) * wave / (kWave * kWave);
      Kernel kernel{}, window{};
      float sum = 0, weight = 0;
      for (int j = -kReach; j <= kReach; ++j) {
        for (int i = -kReach; i <= kReach; ++i) {
          const double along = i * cosine + j * sine, beside = j * cosine - i * sine;
          const int at = (j + kReach) * kTaps + i + kReach;
          window[at] = static_cast<float>(std::exp(-0.5 * (along * along / 12 + beside * beside / 16) / scale));
          kernel[at] = window[at] * static_cast<float>(std::cos(2 * std::numbers::pi * beside / wave));
          sum += kernel[at];
          weight += window[at];
        }
      }
      for (int at = 0; at < kTaps * kTaps; ++at) kernel[at] -= sum * window[at] / weight;
      kernels.push_back(kernel);
    }
  }
  return kernels;
}

/// Stripes that swell, fork and end, as an activator and an inhibitor leave them: what lies along the hair strengthens
/// a place, what lies half a stripe beside it weakens it (Young, "A local activator-inhibitor model of vertebrate skin
/// patterns", 1984; Turing, 1952).
Print skin_stripes(const Sheet& s) {
  constexpr int kRounds = 12;
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int side = kWave * s.count("count", 8);
  const Flow flow(s, derive_seed(seed, 1));
  const TorusNoise nearer(2, derive_seed(seed, 5));
  const double uneven = s.measure("uneven", 0.2);
  static const std::vector<Kernel> kernels = skin_kernels();
  std::vector<const Kernel*> kernel_at(static_cast<std::size_t>(side) * side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double tx = static_cast<double>(x) / side, ty = static_cast<double>(y) / side;
      const int turn = static_cast<int>(fraction(flow.at(tx, ty) / std::numbers::pi) * kTurns) % kTurns;
      const double wide = uneven * nearer.at(static_cast<float>(tx), static_cast<float>(ty));
      const int wave = std::clamp(static_cast<int>(std::lround(kWave * std::exp2(wide))), kLeastWave, kMostWave);
      kernel_at[static_cast<std::size_t>(y) * side + x] = &kernels[(wave - kLeastWave) * kTurns + turn];
    }
  }
  Heights now(side);
  Dice dice(derive_seed(seed, 2));
  for (float& value : now.values) value = static_cast<float>(dice.number(-1, 1));
  const int wide = side + 2 * kReach;
  std::vector<float> padded(static_cast<std::size_t>(wide) * wide);
  for (int round = 0; round < kRounds; ++round) {
    for (int y = 0; y < wide; ++y) {
      for (int x = 0; x < wide; ++x) {
        padded[static_cast<std::size_t>(y) * wide + x] = now.at(modulo(x - kReach, side), modulo(y - kReach, side));
      }
    }
    double square = 0;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const Kernel& kernel = *kernel_at[static_cast<std::size_t>(y) * side + x];
        float sum = 0;
        for (int j = 0; j < kTaps; ++j) {
          const float* const row = &padded[static_cast<std::size_t>(y + j) * wide + x];
          for (int i = 0; i < kTaps; ++i) sum += kernel[j * kTaps + i] * row[i];
        }
        now.at(x, y) = sum;
        square += static_cast<double>(sum) * sum;
      }
    }
    const auto deviation = static_cast<float>(std::sqrt(square / static_cast<double>(now.values.size())));
    // the last round stays as round as it is: how broad a stripe is lies in its heights
    for (float& value : now.values)
      value = round + 1 < kRounds ? std::tanh(0.8F * value / deviation) : value / deviation;
  }
  // how broad the dark stripes are, here and there
  const double broad = s.measure("broad", 0), swell = s.measure("swell", 0.3);
  const TorusNoise slow(3, derive_seed(seed, 3)), quick(s.count("count", 8), derive_seed(seed, 4));
  Layer stripes{.ink = 1, .heights = std::move(now)};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const float tx = static_cast<float>(x) / side, ty = static_cast<float>(y) / side;
      stripes.heights.at(x, y) += static_cast<float>(broad + swell * (0.6 * slow.at(tx, ty) + 0.5 * quick.at(tx, ty)));
    }
  }
  return laid_over(s.width, s.height, s.inks, {stripes});
}

/// Patches that fill the skin but for lanes between them, as if cracked: each ends where another place is as near.
Print patches(const Sheet& s) {
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int count = s.count("count", 40);
  const double size = 0.5 / std::sqrt(count), lane = s.measure("lane", 0.16) * size,
               inner = s.measure("inner", 0.5) * size;
  const Flow flow(s, derive_seed(seed, 1));
  Scattered scattered(flow, s.measure("stretch", 1.2), derive_seed(seed, 2));
  scattered.add(count, size, 0.35);
  scattered.push_apart(0.9);
  const Hand hand(static_cast<int>(std::lround(3 * std::sqrt(count))), s.measure("brush", 0.1) * size,
                  derive_seed(seed, 3));
  Layer patch{.ink = s.ink_count() - 1, .heights = Heights(kSkinFine)};
  Layer middle{.ink = 1, .heights = Heights(kSkinFine)};
  for_rows(kSkinFine, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      for (int x = 0; x < kSkinFine; ++x) {
        const double px = static_cast<double>(x) / kSkinFine + hand.right.at(x, y);
        const double py = static_cast<double>(y) / kSkinFine + hand.down.at(x, y);
        double nearest = 4, second = 4;
        for (const Place& place : scattered.places()) {
          const double far = std::hypot(apart(px - place.x), apart(py - place.y)) + size - place.size;
          second = std::min(second, std::max(far, nearest));
          nearest = std::min(nearest, far);
        }
        patch.heights.at(x, y) = static_cast<float>((second - nearest) / 2 - lane);
        middle.heights.at(x, y) = static_cast<float>((second - nearest) / 2 - lane - inner);
      }
    }
  });
  std::vector<Layer> layers = {std::move(patch)};
  if (s.ink_count() > 2) layers.push_back(std::move(middle));
  return laid_over(s.width, s.height, s.inks, layers);
}

/// Blots of every ink but the ground, one over the other: cows with one, camouflage with three.
Print blotches(const Sheet& s) {
  const auto seed = static_cast<std::uint64_t>(s.measure("seed", 1));
  const int cells = s.count("cells", 4);
  const double ragged = s.measure("ragged", 0.4), share = s.measure("share", 0.4);
  std::vector<Layer> layers;
  for (int ink = 1; ink < s.ink_count(); ++ink) {
    const std::uint64_t own = derive_seed(seed, static_cast<std::uint64_t>(ink));
    const TorusNoise coarse(cells, derive_seed(own, 1)), middle(2 * cells, derive_seed(own, 2));
    const TorusNoise fine(5 * cells, derive_seed(own, 3));
    Layer layer{.ink = ink, .heights = Heights(kSkinFine)};
    for_rows(kSkinFine, [&](int first, int last) {
      for (int y = first; y < last; ++y) {
        const auto at = static_cast<float>(y) / kSkinFine;
        coarse.add_row(at, 1, layer.heights.row(y));
        middle.add_row(at, 0.55F, layer.heights.row(y));
        fine.add_row(at, static_cast<float>(0.5 * ragged), layer.heights.row(y));
      }
    });
    // so high that its share lies above
    std::vector<float> sorted = layer.heights.values;
    const auto edge = sorted.begin() + std::lround((1 - share) * (static_cast<double>(sorted.size()) - 1));
    std::nth_element(sorted.begin(), edge, sorted.end());
    for (float& value : layer.heights.values) value -= *edge;
    layers.push_back(std::move(layer));
  }
  return laid_over(s.width, s.height, s.inks, layers);
}

}  // namespace

std::map<std::string, Drawer> skin_drawers() {
  return {{"skin-stripes", skin_stripes}, {"patches", patches}, {"blotches", blotches}};
}

}  // namespace toile::weave
