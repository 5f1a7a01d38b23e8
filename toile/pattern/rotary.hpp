#pragma once
/// Repeats around a roller.

#include <vector>

namespace toile::pattern {

/// So many repeats go around once.
struct Round {
  double circumference_cm = 0;
  int repeats = 1;
  double height_cm() const { return circumference_cm / repeats; }
};

/// The roller, and the whole number of repeats, at which a repeat of this height changes least. Throws `Error{usage}`
/// without rollers, or for a circumference outside 1 to 1000 cm.
Round nearest_round(double height_cm, const std::vector<double>& circumferences_cm);

}  // namespace toile::pattern
