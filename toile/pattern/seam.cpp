#include "toile/pattern/seam.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace toile::pattern {
namespace {

struct Steps {
  double sum = 0;
  double count = 0;
  void add(const std::uint8_t* a, const std::uint8_t* b) {
    for (int channel = 0; channel < 3; ++channel) sum += std::abs(a[channel] - b[channel]);
    ++count;
  }
  double mean() const { return count > 0 ? sum / count : 0; }
};

}  // namespace

double seam_score(const Image& tile, int drop, int aside) {
  Steps seam, inside;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < tile.width; ++x) {
      const int right = (x + 1) % tile.width, below = (y + 1) % tile.height;
      const int lower = right == 0 ? (y + tile.height - drop) % tile.height : y;
      const int further = below == 0 ? (x + tile.width - aside) % tile.width : x;
      (right == 0 ? seam : inside).add(tile.at(x, y), tile.at(right, lower));
      (below == 0 ? seam : inside).add(tile.at(x, y), tile.at(further, below));
    }
  }
  if (seam.mean() == 0) return inside.mean() == 0 ? 1 : 0;
  return inside.mean() == 0 ? 1e3 : seam.mean() / inside.mean();
}

Cut plainest_cut(const Image& tile) {
  // The step between column x and the next one is columns[x]; rows likewise.
  std::vector<Steps> columns(static_cast<std::size_t>(tile.width)), rows(static_cast<std::size_t>(tile.height));
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < tile.width; ++x) {
      columns[static_cast<std::size_t>(x)].add(tile.at(x, y), tile.at((x + 1) % tile.width, y));
      rows[static_cast<std::size_t>(y)].add(tile.at(x, y), tile.at(x, (y + 1) % tile.height));
    }
  }
  const auto plainest = [](const std::vector<Steps>& lines) {
    double mean = 0;
    for (const Steps& line : lines) mean += line.mean() / static_cast<double>(lines.size());
    const auto nearer = [&](const Steps& a, const Steps& b) {
      return std::abs(a.mean() - mean) < std::abs(b.mean() - mean);
    };
    return static_cast<int>(std::min_element(lines.begin(), lines.end(), nearer) - lines.begin());
  };
  return {-plainest(columns) - 1, -plainest(rows) - 1};
}

}  // namespace toile::pattern
