#include "toile/scan/torus_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "toile/image/oklab.hpp"
#include "toile/image/resize.hpp"
#include "toile/scan/fourier.hpp"

namespace toile::scan {
namespace {

constexpr int kSide = 480;         ///< divisible by most numbers of repeats
constexpr int kMostRepeats = 48;   ///< of the finest lattice along a side
constexpr double kStripe = 0.97;   ///< correlation with every move along a stripe
constexpr double kRounding = 1.2;  ///< pixels

/// Correlation with itself at all moves on the torus, 1 at none.
image::Plane circular(const Image& tile) {
  std::vector<image::Plane> channels(3, image::Plane(kSide, kSide));
  std::vector<double> means(3, 0);
  for (std::size_t i = 0; i < tile.pixels(); ++i) {
    const image::Oklab lab = image::oklab_of(&tile.rgb[3 * i]);
    for (std::size_t c = 0; c < 3; ++c) {
      channels[c].values[i] = lab[c];
      means[c] += lab[c] / static_cast<double>(tile.pixels());
    }
  }
  Field power(kSide, kSide);
  for (std::size_t c = 0; c < 3; ++c) {
    for (float& value : channels[c].values) value -= static_cast<float>(means[c]);
    const Field spectrum = transformed(packed(channels[c], nullptr, kSide, kSide), Direction::forward);
    for (std::size_t i = 0; i < power.values.size(); ++i) power.values[i] += std::norm(spectrum.values[i]);
  }
  const Field moved = transformed(power, Direction::inverse);
  image::Plane out(kSide, kSide);
  const float whole = std::max(1e-9F, moved.values[0].real());
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] = moved.values[i].real() / whole;
  return out;
}

float at(const image::Plane& c, int x, int y) {
  return c.row((y % kSide + kSide) % kSide)[(x % kSide + kSide) % kSide];
}

/// The direction of a stripe, in pixels; nothing where there is none.
std::optional<Vector> stripe(const image::Plane& c) {
  for (const auto& [x, y] : {std::pair{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 1}, {1, 2}, {2, -1}, {1, -2}}) {
    double least = 1;
    for (int k = 1; k < kSide; ++k) least = std::min<double>(least, at(c, k * x, k * y));
    if (least > kStripe) return Vector{1.0 * x, 1.0 * y};
  }
  return {};
}

/// `move` as the fraction of the tile that it stands for: of those within rounding the one whose multiples all carry
/// the tile onto itself best.
Vector snapped(const image::Plane& c, Vector move) {
  Vector best = move;
  double most = -1;
  for (int n = 1; n <= kMostRepeats; ++n) {
    const Vector near{std::round(n * move.x / kSide) * kSide / n, std::round(n * move.y / kSide) * kSide / n};
    if (length(near - move) > kRounding) continue;
    double sum = 0;
    for (int k = 1; k <= kMostRepeats; ++k) {
      sum += at(c, static_cast<int>(std::lround(k * near.x)), static_cast<int>(std::lround(k * near.y)));
    }
    if (sum > most + 1e-3) most = sum, best = near;
  }
  return best;
}

}  // namespace

Lattice lattice_of_tile(const Image& tile, double alike) {
  const image::Plane c = circular(image::resize_tile(tile, kSide, kSide));
  std::vector<Vector> moves = {{kSide, 0}, {0, kSide}};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      if (x == 0 && y == 0) continue;
      const float here = at(c, x, y);
      bool highest = here >= alike;
      for (int j = -1; j <= 1 && highest; ++j) {
        for (int i = -1; i <= 1; ++i) highest = highest && at(c, x + i, y + j) <= here;
      }
      if (!highest) continue;
      for (const int wrap_x : {0, kSide}) {
        for (const int wrap_y : {0, kSide}) moves.push_back(snapped(c, {1.0 * x - wrap_x, 1.0 * y - wrap_y}));
      }
    }
  }
  const auto shorter = [](Vector p, Vector q) { return length(p) < length(q) - 1e-6; };
  std::stable_sort(moves.begin(), moves.end(), shorter);
  const double wide = 1.0 / kSide;
  if (const auto along = stripe(c)) {
    const Vector unit = (1 / length(*along)) * *along;
    const auto across = [&](Vector p) { return std::abs(cross(p, unit)); };
    Vector period{};
    for (const Vector& move : moves) {
      if (across(move) > 2 && (length(period) == 0 || across(move) < across(period) - 0.5)) period = move;
    }
    return {wide * period, wide * *along, true};
  }
  Lattice lattice{moves[0], {}, false};
  for (const Vector& move : moves) {
    if (std::abs(cross(lattice.a, move)) > 0.1 * length(lattice.a) * length(move)) {
      lattice.b = move;
      break;
    }
  }
  return {wide * lattice.a, wide * lattice.b, false};
}

}  // namespace toile::scan
