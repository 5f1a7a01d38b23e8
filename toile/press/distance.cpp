#include "toile/press/distance.hpp"

#include <algorithm>

#include "toile/base/parallel.hpp"

namespace toile::press {
namespace {

/// Distance along the column to the nearest pixel that is set, at most `reach` + 1.
std::vector<std::int32_t> along_columns(const std::vector<std::uint8_t>& set, int width, int height, int reach) {
  std::vector<std::int32_t> far(set.size(), reach + 1);
  const auto pass_on = [&](int from, int to) {
    const std::size_t there = static_cast<std::size_t>(from) * width, here = static_cast<std::size_t>(to) * width;
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
      far[here + x] = set[here + x] != 0 ? 0 : std::min(far[here + x], far[there + x] + 1);
    }
  };
  const int steps = height + std::min(reach, height);
  for (int i = 0; i <= steps; ++i) pass_on((i + height - 1) % height, i % height);
  for (int i = steps; i >= 0; --i) pass_on((i + 1) % height, i % height);
  return far;
}

/// A parabola of the lower envelope: that of column `middle`, lowest from `from` on.
struct Parabola {
  int middle = 0;
  std::int32_t height = 0;
  double from = 0;
};

/// Where the parabola around `right` comes to lie below that around `left`.
double meet(const Parabola& left, int right, std::int32_t height) {
  const double a = left.middle, b = right;
  return ((height + b * b) - (left.height + a * a)) / (2 * (b - a));
}

/// Column distances of a row to distances within the plane.
void along_row(std::int32_t* row, int width, int reach, std::vector<Parabola>& envelope) {
  envelope.clear();
  const int margin = std::min(reach, width);
  for (int x = -margin; x < width + margin; ++x) {
    const std::int32_t far = row[(x + width) % width];
    if (far > reach) continue;
    const std::int32_t height = far * far;
    double from = -1e9;
    while (!envelope.empty()) {
      from = meet(envelope.back(), x, height);
      if (from > envelope.back().from) break;
      envelope.pop_back();
      from = -1e9;
    }
    envelope.push_back({x, height, from});
  }
  std::size_t at = 0;
  for (int x = 0; x < width; ++x) {
    while (at + 1 < envelope.size() && envelope[at + 1].from <= x) ++at;
    const int away = envelope.empty() ? reach + 1 : x - envelope[at].middle;
    row[x] = away * away + (envelope.empty() ? 0 : envelope[at].height);
  }
}

}  // namespace

std::vector<std::int32_t> squared_distances(const std::vector<std::uint8_t>& set, int width, int height, int reach) {
  std::vector<std::int32_t> distances = along_columns(set, width, height, reach);
  for_rows(height, [&](int first, int last) {
    std::vector<Parabola> envelope;
    for (int y = first; y < last; ++y) {
      along_row(distances.data() + static_cast<std::size_t>(y) * width, width, reach, envelope);
    }
  });
  return distances;
}

}  // namespace toile::press
