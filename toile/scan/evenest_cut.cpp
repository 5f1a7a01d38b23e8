#include "toile/scan/evenest_cut.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace toile::scan {
namespace {

double step(const std::uint8_t* a, const std::uint8_t* b) {
  return std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
}

}  // namespace

pattern::Cut evenest_cut(const Image& tile) {
  // sums of steps across each line: columns[x] lies between x and the next column
  std::vector<double> columns(static_cast<std::size_t>(tile.width), 0);
  std::vector<std::pair<double, int>> rows;
  double all = 0;
  for (int y = 0; y < tile.height; ++y) {
    double row = 0;
    for (int x = 0; x < tile.width; ++x) {
      columns[static_cast<std::size_t>(x)] += step(tile.at(x, y), tile.at((x + 1) % tile.width, y));
      row += step(tile.at(x, y), tile.at(x, (y + 1) % tile.height));
    }
    rows.emplace_back(row, y);
    all += row;
  }
  for (const double column : columns) all += column;
  std::sort(rows.begin(), rows.end());
  // an edge of a column and a row should have its share of all steps
  const double share = all * (tile.width + tile.height) / (2.0 * tile.width * tile.height);
  double least = -1;
  pattern::Cut best;
  for (int x = 0; x < tile.width; ++x) {
    const double wanted = share - columns[static_cast<std::size_t>(x)];
    auto row = std::lower_bound(rows.begin(), rows.end(), std::pair{wanted, 0});
    if (row == rows.end() || (row != rows.begin() && wanted - (row - 1)->first < row->first - wanted)) --row;
    const double off = std::abs(row->first - wanted);
    if (least >= 0 && off >= least) continue;
    least = off;
    best = {-x - 1, -row->second - 1};
  }
  return best;
}

}  // namespace toile::scan
