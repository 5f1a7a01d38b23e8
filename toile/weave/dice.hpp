#pragma once
/// What a seed decides in a design, one number after the other.

#include <cstdint>
#include <vector>

#include "toile/base/seed.hpp"

namespace toile::weave {

/// A step towards the design of another seed.
struct Step {
  std::uint64_t seed = 1;
  double strength = 0.3;  ///< 0: nothing changes, 1: the other design
};

/// Each call is the next decision; a design asks in the same order every time. With steps, measures move towards those
/// of the other seed, and choices become the other's as often as the strength says.
class Dice {
 public:
  explicit Dice(std::uint64_t seed, std::vector<Step> steps = {}) : seed_(seed), steps_(std::move(steps)) {}

  double number(double low, double high) {
    double at = unit(seed_, next_);
    for (const Step& step : steps_) at += step.strength * (unit(step.seed, next_) - at);
    ++next_;
    return low + (high - low) * at;
  }

  /// How far the steps lead from where the seed alone would be: from -1 to 1, and 0 without steps.
  double step() {
    Dice still(seed_);
    still.next_ = next_;
    return number(0, 1) - still.number(0, 1);
  }

  /// From 0 to `count` - 1.
  int choice(int count) { return choose(count, 1); }
  /// The same for what makes a design another one: only strong steps change it.
  int kind(int count) { return choose(count, 4); }
  bool chance(double probability) { return choice(1000) < 1000 * probability; }
  template <typename List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(choice(static_cast<int>(list.size())))];
  }

 private:
  static double unit(std::uint64_t seed, std::uint64_t index) {
    return static_cast<double>(derive_seed(seed, index) >> 11U) * 0x1p-53;
  }
  /// `firmness`: how many dice must all say "change".
  int choose(int count, int firmness) {
    double at = unit(seed_, next_);
    for (const Step& step : steps_) {
      bool changes = true;
      for (int i = 0; i < firmness; ++i) changes &= unit(~step.seed, 16 * next_ + i) < step.strength;
      if (changes) at = unit(step.seed, next_);
    }
    ++next_;
    return static_cast<int>(at * count);
  }

  std::uint64_t seed_;
  std::vector<Step> steps_;
  std::uint64_t next_ = 0;
};

}  // namespace toile::weave
