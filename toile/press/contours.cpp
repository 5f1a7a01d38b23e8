#include <cstdint>
#include <utility>

#include "toile/press/outline.hpp"

namespace toile::press {
namespace {

/// A field with a rim of what is below around it, and on it the places where a line crosses from one value to the next.
class Grid {
 public:
  Grid(const Field& field, float level) : field_(field), level_(level) {}

  int width() const { return field_.width + 2; }
  int height() const { return field_.height + 2; }
  float at(int x, int y) const {
    const bool inside = x >= 1 && y >= 1 && x <= field_.width && y <= field_.height;
    return inside ? field_.values[static_cast<std::size_t>(y - 1) * field_.width + x - 1] - level_ : -level_;
  }
  bool above(int x, int y) const { return at(x, y) > 0; }

  /// Edges between neighbouring values have numbers: even ones to the right, odd ones down.
  std::int64_t right_of(int x, int y) const { return 2 * (static_cast<std::int64_t>(y) * width() + x); }
  std::int64_t below(int x, int y) const { return right_of(x, y) + 1; }
  Spot crossing(std::int64_t edge) const {
    const int x = static_cast<int>(edge / 2 % width()), y = static_cast<int>(edge / 2 / width());
    const bool down = edge % 2 != 0;
    const float from = at(x, y), to = down ? at(x, y + 1) : at(x + 1, y);
    const double share = from / (from - to);
    return {x - 1 + (down ? 0 : share), y - 1 + (down ? share : 0)};
  }

 private:
  const Field& field_;
  float level_;
};

/// Joins the crossings of one cell, what is above on the left.
void join(const Grid& grid, int x, int y, std::vector<std::int64_t>& next) {
  const bool nw = grid.above(x, y), ne = grid.above(x + 1, y), sw = grid.above(x, y + 1), se = grid.above(x + 1, y + 1);
  const std::int64_t north = grid.right_of(x, y), south = grid.right_of(x, y + 1), west = grid.below(x, y),
                     east = grid.below(x + 1, y);
  const auto line = [&](std::int64_t from, std::int64_t to) { next[static_cast<std::size_t>(from)] = to; };
  const int which = nw | ne << 1 | se << 2 | sw << 3;
  const bool joined = grid.at(x, y) + grid.at(x + 1, y) + grid.at(x, y + 1) + grid.at(x + 1, y + 1) > 0;
  switch (which) {
    case 1:
      return line(north, west);
    case 2:
      return line(east, north);
    case 3:
      return line(east, west);
    case 4:
      return line(south, east);
    case 6:
      return line(south, north);
    case 7:
      return line(south, west);
    case 8:
      return line(west, south);
    case 9:
      return line(north, south);
    case 11:
      return line(east, south);
    case 12:
      return line(west, east);
    case 13:
      return line(north, east);
    case 14:
      return line(west, north);
    case 5:
      joined ? (line(north, east), line(south, west)) : (line(north, west), line(south, east));
      return;
    case 10:
      joined ? (line(west, north), line(east, south)) : (line(west, south), line(east, north));
      return;
    default:
      return;
  }
}

}  // namespace

std::vector<std::vector<Spot>> contours(const Field& field, float level) {
  constexpr std::int64_t kNone = -1;
  const Grid grid(field, level);
  std::vector<std::int64_t> next(2 * static_cast<std::size_t>(grid.width()) * grid.height(), kNone);
  for (int y = 0; y + 1 < grid.height(); ++y) {
    for (int x = 0; x + 1 < grid.width(); ++x) join(grid, x, y, next);
  }
  std::vector<std::vector<Spot>> lines;
  for (std::size_t start = 0; start < next.size(); ++start) {
    if (next[start] == kNone) continue;
    std::vector<Spot> line;
    for (auto edge = static_cast<std::int64_t>(start); next[static_cast<std::size_t>(edge)] != kNone;) {
      line.push_back(grid.crossing(edge));
      edge = std::exchange(next[static_cast<std::size_t>(edge)], kNone);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace toile::press
