#pragma once
/// More blossoms: of the garden, of the tropics. About (0, 0), `r` half of their size; those from the side stand on it.

#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {

// Seen from above.
void pansy(Drawing& d, Rng& rng, double r);
void narcissus(Drawing& d, Rng& rng, double r);
void hydrangea(Drawing& d, Rng& rng, double r);
void cornflower(Drawing& d, Rng& rng, double r);
void bold_poppy(Drawing& d, Rng& rng, double r);  ///< the great uneven poppy of the sixties
void frangipani(Drawing& d, Rng& rng, double r);
void orchid(Drawing& d, Rng& rng, double r);

// Seen from the side.
void iris(Drawing& d, Rng& rng, double r);
void poppy(Drawing& d, Rng& rng, double r);
void allium(Drawing& d, Rng& rng, double r);
void artichoke(Drawing& d, Rng& rng, double r);
void protea(Drawing& d, Rng& rng, double r);
void strelitzia(Drawing& d, Rng& rng, double r);
void heliconia(Drawing& d, Rng& rng, double r);
void pineapple(Drawing& d, Rng& rng, double r);

}  // namespace toile::compose::draw
