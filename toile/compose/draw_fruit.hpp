#pragma once
/// Fruit and mushrooms. They hang from or stand about (0, 0); `size` cm tall.

#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {

void lemon(Drawing& d, Rng& rng, double size);
void cherries(Drawing& d, Rng& rng, double size);
void strawberry(Drawing& d, Rng& rng, double size);
void pomegranate(Drawing& d, Rng& rng, double size);
void pear(Drawing& d, Rng& rng, double size);
void orange(Drawing& d, Rng& rng, double size);  ///< cut through
void mushroom(Drawing& d, Rng& rng, double size);
void acorn(Drawing& d, Rng& rng, double size);

}  // namespace toile::compose::draw
