#pragma once
/// Small things for the gaps: dots, crosses, stars, seeds. `r` is half of their size, about (0, 0).

#include "toile/compose/draw_drawing.hpp"

namespace toile::compose::draw {

void dot(Drawing& d, Rng& rng, double r);
void dots(Drawing& d, Rng& rng, double r);  ///< three or four, or a ring about one
void cross(Drawing& d, Rng& rng, double r);
void star(Drawing& d, Rng& rng, double r);
void drop(Drawing& d, Rng& rng, double r);
void dash(Drawing& d, Rng& rng, double r);
void seedlings(Drawing& d, Rng& rng, double r);  ///< three drops from one point
void lozenge(Drawing& d, Rng& rng, double r);
void floret(Drawing& d, Rng& rng, double r);  ///< a blossom of dots
void leaflet(Drawing& d, Rng& rng, double r);

}  // namespace toile::compose::draw
