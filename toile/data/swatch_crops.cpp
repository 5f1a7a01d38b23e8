#include "toile/data/swatch_crops.hpp"

#include <algorithm>

namespace toile::data {
namespace {

/// A centred grid of `columns` x `rows` squares that touch.
std::vector<Square> grid(int width, int height, int side, int columns, int rows) {
  const int left = (width - columns * side) / 2;
  const int top = (height - rows * side) / 2;
  std::vector<Square> squares;
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) squares.push_back({left + c * side, top + r * side, side});
  }
  return squares;
}

/// `count` squares of the short side, spread evenly over the long one, from edge to edge.
std::vector<Square> row_of(int width, int height, int count) {
  const int side = std::min(width, height);
  const int slack = std::max(width, height) - side;
  std::vector<Square> squares;
  for (int i = 0; i < count; ++i) {
    const int at = count == 1 ? slack / 2 : static_cast<int>(static_cast<long long>(slack) * i / (count - 1));
    squares.push_back(width > height ? Square{at, 0, side} : Square{0, at, side});
  }
  return squares;
}

}  // namespace

int smallest_side(int size) {
  return std::max(1, size * 3 / 7);
}

std::vector<Square> squares_of(int width, int height, int size, int most) {
  const int side = std::min(width, height);
  if (side < smallest_side(size)) return {};
  const int half = side / 2;
  if (half >= size) {
    const int columns = width / half;
    const int rows = height / half;
    if (columns * rows <= most) return grid(width, height, half, columns, rows);
  }
  return row_of(width, height, std::clamp(std::max(width, height) / side, 1, std::max(1, most)));
}

}  // namespace toile::data
