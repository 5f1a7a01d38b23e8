#pragma once
/// Seeds: one 64-bit number, and numbers derived from it that are as good as independent.

#include <cstdint>

namespace toile {

/// The `index`-th seed derived from `seed`: SplitMix64 (Steele, Lea, Flood 2014).
constexpr std::uint64_t derive_seed(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace toile
