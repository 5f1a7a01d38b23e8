#pragma once
/// Shells, starfish, coral. About (0, 0), `size` cm tall.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

void scallop(Drawing& d, Rng& rng, double size);
void whelk(Drawing& d, Rng& rng, double size);
void starfish(Drawing& d, Rng& rng, double size);
void coral(Drawing& d, Rng& rng, double size);
void seaweed(Drawing& d, Rng& rng, double size);

}  // namespace toile::compose::draw
