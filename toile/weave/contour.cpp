#include "toile/weave/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "toile/base/parallel.hpp"
#include "toile/weave/cover.hpp"
#include "toile/weave/torus_noise.hpp"

namespace toile::weave {
namespace {

/// Where a pixel lies among the heights of one direction: four of them, with weights for the height and for its slope.
struct Tap {
  std::array<int, 4> index;
  float value[4], slope[4];
};

std::vector<Tap> taps_of(int pixels, int side) {
  std::vector<Tap> taps(static_cast<std::size_t>(pixels));
  for (int pixel = 0; pixel < pixels; ++pixel) {
    Tap& tap = taps[static_cast<std::size_t>(pixel)];
    const double place = (pixel + 0.5) * side / pixels;
    const int first = static_cast<int>(place);
    const auto t = static_cast<float>(place - first);
    const float per_pixel = static_cast<float>(side) / static_cast<float>(pixels);
    for (int i = 0; i < 4; ++i) tap.index[i] = (first - 1 + i + side) % side;
    spline_weights(t, tap.value);
    const float s = 1 - t;
    const float slope[4] = {-s * s / 2, t * (3 * t - 4) / 2, s * (4 - 3 * s) / 2, t * t / 2};
    for (int i = 0; i < 4; ++i) tap.slope[i] = slope[i] * per_pixel;
  }
  return taps;
}

/// How much of each pixel in a row lies above 0.
void cover_row(const Heights& heights, const Tap& down, const std::vector<Tap>& across, std::vector<float>& cover) {
  const auto side = static_cast<std::size_t>(heights.side);
  std::vector<float> level(side), steep(side);
  for (int j = 0; j < 4; ++j) {
    const float* const row = &heights.values[static_cast<std::size_t>(down.index[j]) * side];
    for (std::size_t x = 0; x < side; ++x) {
      level[x] += down.value[j] * row[x];
      steep[x] += down.slope[j] * row[x];
    }
  }
  for (std::size_t x = 0; x < across.size(); ++x) {
    const Tap& tap = across[x];
    float value = 0, right = 0, downwards = 0;
    for (int i = 0; i < 4; ++i) {
      const auto at = static_cast<std::size_t>(tap.index[i]);
      value += tap.value[i] * level[at];
      right += tap.slope[i] * level[at];
      downwards += tap.value[i] * steep[at];
    }
    const float slope = std::sqrt(right * right + downwards * downwards) + 1e-9F;
    cover[x] = std::clamp(0.5F + value / slope, 0.0F, 1.0F);
  }
}

}  // namespace

Print laid_over(int width, int height, std::vector<Ink> inks, const std::vector<Layer>& layers) {
  Print print = Print::ground(width, height, std::move(inks));
  const int count = static_cast<int>(print.inks.size());
  std::vector<std::vector<Tap>> across, down;
  for (const Layer& layer : layers) {
    across.push_back(taps_of(width, layer.heights.side));
    down.push_back(taps_of(height, layer.heights.side));
  }
  for_rows(height, [&](int first, int last) {
    std::vector<std::vector<float>> covers(layers.size(), std::vector<float>(static_cast<std::size_t>(width)));
    for (int y = first; y < last; ++y) {
      for (std::size_t i = 0; i < layers.size(); ++i) {
        cover_row(layers[i].heights, down[i][static_cast<std::size_t>(y)], across[i], covers[i]);
      }
      for (int x = 0; x < width; ++x) {
        std::array<float, kMostInks> areas{};
        areas[0] = 1;
        for (std::size_t i = 0; i < layers.size(); ++i) {
          const float cover = covers[i][static_cast<std::size_t>(x)];
          if (cover == 0) continue;
          for (int ink = 0; ink < count; ++ink) areas[ink] *= 1 - cover;
          areas[layers[i].ink] += cover;
        }
        to_shares(areas, count, print, static_cast<std::size_t>(y) * width + x);
      }
    }
  });
  return print;
}

}  // namespace toile::weave
