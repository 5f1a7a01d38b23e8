#include "toile/pattern/seam.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

/// How much more its pixels step over to the next column or row than those of others, in all.
struct Line {
  int place = 0;
  double off = 0;
};

constexpr std::size_t kChoice = 32;  ///< lines of each kind from which a pair is taken
constexpr double kAlone = 0.125;     ///< how much each line's own deviation counts beside that of both together

/// Those nearest the mean.
std::vector<Line> plainest(const std::vector<Steps>& steps) {
  double mean = 0;
  for (const Steps& line : steps) mean += line.sum / static_cast<double>(steps.size());
  std::vector<Line> lines;
  for (const Steps& line : steps) lines.push_back({static_cast<int>(lines.size()), line.sum - mean});
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return std::abs(a.off) < std::abs(b.off); });
  lines.resize(std::min(kChoice, lines.size()));
  return lines;
}

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
  const std::vector<Line> upright = plainest(columns), level = plainest(rows);
  double least = std::numeric_limits<double>::infinity();
  Cut best;
  for (const Line& column : upright) {
    for (const Line& row : level) {
      // what one has too much the other may have too little, where neither is plain by itself
      const double off = std::abs(column.off + row.off) + kAlone * (std::abs(column.off) + std::abs(row.off));
      if (off < least) least = off, best = {-column.place - 1, -row.place - 1};
    }
  }
  return best;
}

}  // namespace toile::pattern
