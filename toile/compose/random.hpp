#pragma once
/// Chance that is the same on every machine: the standard's distributions are not.

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "toile/base/seed.hpp"

namespace toile::compose {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(derive_seed(seed, 0)) {}

  std::uint64_t bits() { return engine_(); }
  /// In [0, 1).
  double unit() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// In 0..count-1.
  int whole(int count) { return static_cast<int>(unit() * count); }
  bool chance(double share) { return unit() < share; }
  template <class T>
  const T& pick(const std::vector<T>& of) {
    return of[static_cast<std::size_t>(whole(static_cast<int>(of.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace toile::compose
