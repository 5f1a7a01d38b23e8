#pragma once
/// Smooth chance on a torus: what a hand wavers by, where a tile has no edge.

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "toile/weave/dice.hpp"

namespace toile::weave {

/// The four weights of a uniform cubic B-spline at `t` of the way from the second knot to the third.
inline void spline_weights(float t, float (&weights)[4]) {
  const float s = 1 - t;
  weights[0] = s * s * s / 6;
  weights[1] = (4 + t * t * (3 * t - 6)) / 6;
  weights[2] = (4 + s * s * (3 * s - 6)) / 6;
  weights[3] = t * t * t / 6;
}

/// `cells` x `cells` chance values of a tile, joined by cubic B-splines; a deviation of about 0.5, seldom beyond 1.
class TorusNoise {
 public:
  TorusNoise(int cells, std::uint64_t seed) : cells_(cells), values_(static_cast<std::size_t>(cells) * cells) {
    Dice dice(seed);
    for (float& value : values_) value = static_cast<float>(dice.number(-1.8, 1.8));
  }
  /// At a place in tiles; whole tiles make no difference.
  float at(float x, float y) const {
    float across[4], down[4];
    const int column = knot(x, across), row = knot(y, down);
    float sum = 0;
    for (int j = 0; j < 4; ++j) {
      const float* const values = &values_[static_cast<std::size_t>((row + j) % cells_) * cells_];
      float line = 0;
      for (int i = 0; i < 4; ++i) line += across[i] * values[(column + i) % cells_];
      sum += down[j] * line;
    }
    return sum;
  }

  /// `line[i]` grows by `amount` times the value at (i / size of the line, y).
  void add_row(float y, float amount, std::span<float> line) const {
    float down[4], across[4];
    const int row = knot(y, down);
    std::vector<float> level(static_cast<std::size_t>(cells_));
    for (int j = 0; j < 4; ++j) {
      const float* const values = &values_[static_cast<std::size_t>((row + j) % cells_) * cells_];
      for (int i = 0; i < cells_; ++i) level[i] += amount * down[j] * values[i];
    }
    for (std::size_t x = 0; x < line.size(); ++x) {
      const int column = knot(static_cast<float>(x) / static_cast<float>(line.size()), across);
      for (int i = 0; i < 4; ++i) line[x] += across[i] * level[(column + i) % cells_];
    }
  }

 private:
  int knot(float at, float (&weights)[4]) const {
    const float place = (at - std::floor(at)) * static_cast<float>(cells_);
    const int first = static_cast<int>(place);
    spline_weights(place - static_cast<float>(first), weights);
    return first;
  }
  int cells_;
  std::vector<float> values_;
};

}  // namespace toile::weave
