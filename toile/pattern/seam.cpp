#include "toile/pattern/seam.hpp"

#include <cstdlib>

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

double seam_score(const Image& tile) {
  Steps seam, inside;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < tile.width; ++x) {
      const int right = (x + 1) % tile.width, below = (y + 1) % tile.height;
      (right == 0 ? seam : inside).add(tile.at(x, y), tile.at(right, y));
      (below == 0 ? seam : inside).add(tile.at(x, y), tile.at(x, below));
    }
  }
  if (seam.mean() == 0) return inside.mean() == 0 ? 1 : 0;
  return inside.mean() == 0 ? 1e3 : seam.mean() / inside.mean();
}

}  // namespace toile::pattern
