#include "toile/pattern/closed_path.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace toile::pattern {
namespace {

constexpr int kStarts = 24;  ///< places where a closed way may start; more find no better ones

/// Sums of costs from `start` in the first row to each place of each row.
std::vector<float> sums_from(int start, const std::vector<float>& cost, int band, int height) {
  std::vector<float> sums(cost.size(), std::numeric_limits<float>::infinity());
  sums[static_cast<std::size_t>(start)] = cost[static_cast<std::size_t>(start)];
  for (int y = 1; y < height; ++y) {
    const float* above = &sums[static_cast<std::size_t>(y - 1) * band];
    for (int i = 0; i < band; ++i) {
      float least = above[i];
      if (i > 0) least = std::min(least, above[i - 1]);
      if (i + 1 < band) least = std::min(least, above[i + 1]);
      sums[static_cast<std::size_t>(y) * band + i] = least + cost[static_cast<std::size_t>(y) * band + i];
    }
  }
  return sums;
}

/// The place of least value within one of `at`.
int least_beside(const float* row, int at, int band) {
  int best = at;
  for (int i = std::max(0, at - 1); i <= std::min(band - 1, at + 1); ++i) {
    if (row[i] < row[best]) best = i;
  }
  return best;
}

}  // namespace

std::vector<int> closed_path(const std::vector<float>& cost, int band, int height) {
  std::vector<int> path(static_cast<std::size_t>(height), band / 2);
  float best = std::numeric_limits<float>::infinity();
  const int stride = std::max(1, band / kStarts);
  for (int away = 0; away <= band / 2; away += stride) {
    for (const int start : {band / 2 - away, band / 2 + away}) {
      if (start < 0 || start >= band || (away == 0 && best < std::numeric_limits<float>::infinity())) continue;
      const std::vector<float> sums = sums_from(start, cost, band, height);
      // closed: the last row ends beside the place where the first one starts
      const float* last = &sums[static_cast<std::size_t>(height - 1) * band];
      int at = least_beside(last, start, band);
      if (last[at] >= best) continue;
      best = last[at];
      for (int y = height - 1; y >= 0; --y) {
        path[static_cast<std::size_t>(y)] = at;
        if (y > 0) at = least_beside(&sums[static_cast<std::size_t>(y - 1) * band], at, band);
      }
    }
  }
  return path;
}

}  // namespace toile::pattern
