#pragma once
/// What keeps plates from gaping when they are printed a little apart: spreading, choking, trapping, underbase. All on
/// the torus, so that plates stay seamless.

#include <vector>

#include "toile/press/plates.hpp"

namespace toile::press {

/// The most, and the least, of the values within `radius` pixels (a disc; fractions count). Throws `Error{usage}` for a
/// radius outside 0..64.
Mask spread(const Mask& cover, double radius);
Mask choked(const Mask& cover, double radius);

/// Each ink spread by `radius` pixels under those that are darker: where they meet there is both. The look stays that
/// of the darker one. Throws `Error{usage}` when an ink is nowhere wider than the trap: it would vanish in it.
std::vector<Plate> trapped(std::vector<Plate> plates, double radius);

/// White to print first on dark cloth: all that the plates cover, choked by `radius` pixels so that none shows.
Plate underbase(const std::vector<Plate>& plates, double radius);

/// Half the width, in pixels, of the finest lines and dots of a plate: a disc of this radius fits into all but one in
/// two hundred of its inked pixels. 0 for a plate without ink; at most `most` (0.5 to 32.5): finer is all that matters.
double finest_radius(const Mask& cover, double most = 32.5);

}  // namespace toile::press
