#pragma once
/// Distances among colours in Oklab.

#include <vector>

#include "toile/image/oklab.hpp"

namespace toile::pattern {

using image::Oklab;
using image::oklab_of;
using image::rgb_of;

/// Squared distance: 0.02 squared is about what is told apart side by side.
float distance(const Oklab& a, const Oklab& b);

/// The place in `centres` of the colour nearest to `colour`.
std::size_t nearest(const std::vector<Oklab>& centres, const Oklab& colour);

}  // namespace toile::pattern
