#include "toile/pattern/oklab.hpp"

namespace toile::pattern {

float distance(const Oklab& a, const Oklab& b) {
  float sum = 0;
  for (std::size_t i = 0; i < 3; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

std::size_t nearest(const std::vector<Oklab>& centres, const Oklab& colour) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < centres.size(); ++i) {
    if (distance(centres[i], colour) < distance(centres[best], colour)) best = i;
  }
  return best;
}

}  // namespace toile::pattern
