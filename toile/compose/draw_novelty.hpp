#pragma once
/// Conversationals: what prints tell stories with. About (0, 0), `size` cm tall.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

void feather(Drawing& d, Rng& rng, double size);
void fish(Drawing& d, Rng& rng, double size);
void heart(Drawing& d, Rng& rng, double size);
void bow_tie(Drawing& d, Rng& rng, double size);  ///< a bow of ribbon
void sun(Drawing& d, Rng& rng, double size);
void moon(Drawing& d, Rng& rng, double size);
void cactus(Drawing& d, Rng& rng, double size);
void succulent(Drawing& d, Rng& rng, double size);
void fir(Drawing& d, Rng& rng, double size);  ///< a twig with a cone

}  // namespace toile::compose::draw
