#pragma once
/// What palmettes and damasks are put together of.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

/// The ink of veins on an ornament.
Role vein_of(const Drawing& d);
/// A scrolled stroke that ends in a ball.
void volute(Drawing& d, Role role, const std::vector<V>& line, double first, double last);
/// A curling leaf with pointed lobes.
void acanthus_at(Drawing& d, Role role, Role vein, V foot, double heading, double length, double half, double bend,
                 int lobes);
/// Rays from `foot` upwards, the middle one on top; `spread` radians to either side.
void fan(Drawing& d, V foot, double reach, int rays, double spread, Role role);

}  // namespace toile::compose::draw
