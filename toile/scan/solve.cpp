#include "toile/scan/solve.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

namespace toile::scan {

std::vector<double> solved(std::vector<double> m, std::vector<double> right) {
  const std::size_t n = right.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t r = k + 1; r < n; ++r) {
      if (std::abs(m[r * n + k]) > std::abs(m[pivot * n + k])) pivot = r;
    }
    if (std::abs(m[pivot * n + k]) < 1e-12) continue;
    if (pivot != k) {
      for (std::size_t c = 0; c < n; ++c) std::swap(m[k * n + c], m[pivot * n + c]);
      std::swap(right[k], right[pivot]);
    }
    for (std::size_t r = 0; r < n; ++r) {
      if (r == k) continue;
      const double times = m[r * n + k] / m[k * n + k];
      if (times == 0) continue;
      for (std::size_t c = k; c < n; ++c) m[r * n + c] -= times * m[k * n + c];
      right[r] -= times * right[k];
    }
  }
  std::vector<double> x(n, 0);
  for (std::size_t k = 0; k < n; ++k) {
    if (std::abs(m[k * n + k]) >= 1e-12) x[k] = right[k] / m[k * n + k];
  }
  return x;
}

}  // namespace toile::scan
