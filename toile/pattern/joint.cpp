#include "toile/pattern/joint.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "toile/pattern/closed_path.hpp"

namespace toile::pattern {
namespace {

constexpr int kBandShare = 4;            ///< the joint may run through this part of a tile's width
constexpr int kFeather = 2;              ///< pixels each side of a costly joint over which the two columns mix
constexpr float kTie = 1e-3F;            ///< what a pixel further from the edge costs: less than any visible step
constexpr float kFree = 3 * 9;           ///< squared step below which two columns are the same: three levels a channel
constexpr int kClimb = 2;                ///< rows that an outline may climb between two columns
constexpr double kPlainNoise = 3 * 36;   ///< squared step that compression leaves on plain ground
constexpr double kOneRow = 3 * 60 * 60;  ///< one cut pixel is not seen yet
constexpr double kMostOfInside = 2;      ///< how much larger than inside steps across the edge may be
constexpr double kClearlyBetter = 0.25;  ///< of the unmoved edge's steps
constexpr int kProbes = 64;              ///< columns inside that are looked at

int wrapped(int value, int length) {
  return (value % length + length) % length;
}

double step(const std::uint8_t* a, const std::uint8_t* b) {
  int sum = 0;
  for (int c = 0; c < 3; ++c) sum += (a[c] - b[c]) * (a[c] - b[c]);
  return sum;
}

/// The least step from (x, y) to column `to_x` within kClimb rows of `to_y`.
double least_step(const Image& tile, int x, int y, int to_x, int to_y) {
  double least = std::numeric_limits<double>::infinity();
  for (int k = -kClimb; k <= kClimb; ++k) {
    least = std::min(least, step(tile.at(x, y), tile.at(to_x, wrapped(to_y + k, tile.height))));
  }
  return least;
}

/// What of the steps from column `left` to column `right`, lowered by `drop`, neither noise nor a slant explains.
double steps_across(const Image& tile, int left, int right, int drop) {
  double sum = 0;
  for (int y = 0; y < tile.height; ++y) {
    const int there = wrapped(y - drop, tile.height);
    const double worst = std::max(least_step(tile, left, y, right, there), least_step(tile, right, there, left, y));
    sum += std::max(0.0, worst - kPlainNoise);
  }
  return sum;
}

double steps_inside(const Image& tile) {
  const int stride = std::max(1, tile.width / kProbes);
  double sum = 0;
  int count = 0;
  for (int x = 0; x + 1 < tile.width; x += stride, ++count) sum += steps_across(tile, x, x + 1, 0);
  return count > 0 ? sum / count : 0;
}

/// A closed way down the band around the tile's edge: for each row the offset from the edge, and whether the two
/// columns differ there.
struct Joint {
  std::vector<int> offset;
  std::vector<char> costs;
};

std::vector<float> costs_of(const Image& tile, const Move& move, int band) {
  std::vector<float> cost(static_cast<std::size_t>(tile.height) * band);
  for (int y = 0; y < tile.height; ++y) {
    for (int i = 0; i < band; ++i) {
      const int x = wrapped(i - band / 2, tile.width);
      const std::uint8_t* moved = tile.at(wrapped(x - move.aside, tile.width), wrapped(y - move.drop, tile.height));
      cost[static_cast<std::size_t>(y) * band + i] =
          static_cast<float>(step(tile.at(x, y), moved)) + kTie * static_cast<float>(std::abs(i - band / 2));
    }
  }
  return cost;
}

Joint joint(const Image& tile, const Move& move, int band) {
  const int height = tile.height;
  const std::vector<float> cost = costs_of(tile, move, band);
  const std::vector<int> path = closed_path(cost, band, height);
  Joint result{.offset = path, .costs = std::vector<char>(path.size(), 0)};
  for (int y = 0; y < height; ++y) {
    result.offset[static_cast<std::size_t>(y)] -= band / 2;
    if (cost[static_cast<std::size_t>(y) * band + path[static_cast<std::size_t>(y)]] < kFree) continue;
    for (int k = -kFeather; k <= kFeather; ++k) result.costs[static_cast<std::size_t>(wrapped(y + k, height))] = 1;
  }
  return result;
}

}  // namespace

bool fits_plainly(const Image& tile, int drop) {
  const int last = tile.width - 1;
  const double across = steps_across(tile, last, 0, drop);
  return across <= kMostOfInside * steps_inside(tile) + kOneRow ||
         across < kClearlyBetter * steps_across(tile, last, 0, 0);
}

Image laid_plainly(const Image& tile, const Move& move) {
  Image out = Image::filled(move.columns * tile.width, tile.height, {});
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      const int column = x / tile.width;
      std::copy_n(tile.at(wrapped(x - column * move.aside, tile.width), wrapped(y - column * move.drop, tile.height)),
                  3, out.at(x, y));
    }
  }
  return out;
}

Image laid_along_a_cut(const Image& tile, const Move& move) {
  const int width = tile.width, height = tile.height;
  const Joint there = joint(tile, move, std::max(2, width / kBandShare));
  Image out = Image::filled(move.columns * width, height, {});
  const auto column_at = [&](int column, int x, int y) {
    return tile.at(wrapped(x - column * move.aside, width), wrapped(y - column * move.drop, height));
  };
  // Where columns are the first one lowered, their joints are the first one as far down, so that all have one shape.
  const auto row_of_joint = [&](int column, int y) {
    return static_cast<std::size_t>(move.aside == 0 ? wrapped(y - column * move.drop, height) : y);
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      // the nearer joint lies between the columns `left` and `left + 1`
      const int left = (x + width / 2) / width - 1;
      const std::size_t row = row_of_joint(left, y);
      const int beyond = x - (left + 1) * width - there.offset[row];
      const float soft = std::clamp((static_cast<float>(beyond) + 0.5F + kFeather) / (2.0F * kFeather), 0.0F, 1.0F);
      const float share = there.costs[row] != 0 ? soft : beyond >= 0 ? 1.0F : 0.0F;
      const std::uint8_t *before = column_at(left, x, y), *after = column_at(left + 1, x, y);
      for (int c = 0; c < 3; ++c) {
        const float mixed = static_cast<float>(before[c]) + share * static_cast<float>(after[c] - before[c]);
        out.at(x, y)[c] = static_cast<std::uint8_t>(mixed + 0.5F);
      }
    }
  }
  return out;
}

}  // namespace toile::pattern
