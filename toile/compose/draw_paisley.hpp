#pragma once
/// Botehs: the bent drop of paisley.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

void boteh(Drawing& d, Rng& rng, double size);        ///< borders within borders, a blossom inside
void boteh_sprig(Drawing& d, Rng& rng, double size);  ///< a boteh filled by a growing sprig
void boteh_small(Drawing& d, Rng& rng, double size);  ///< for the gaps between large ones

}  // namespace toile::compose::draw
