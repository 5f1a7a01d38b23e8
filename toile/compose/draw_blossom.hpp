#pragma once
/// Blossoms. Each is drawn about (0, 0), about `r` cm from the middle to the petals' tips; those seen from the side
/// stand on (0, 0) and grow upwards, `r` being half of their height.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

// Seen from above: few petals around an eye.
void daisy(Drawing& d, Rng& rng, double r);    ///< many narrow petals
void cosmos(Drawing& d, Rng& rng, double r);   ///< 5 to 8 broad, notched ones
void anemone(Drawing& d, Rng& rng, double r);  ///< poppies and anemones: a dark eye, stamens
void sunflower(Drawing& d, Rng& rng, double r);
void blossom5(Drawing& d, Rng& rng, double r);  ///< cherry, forget-me-not: five petals, for ditsies
void hibiscus(Drawing& d, Rng& rng, double r);
void lily(Drawing& d, Rng& rng, double r);  ///< six pointed petals, spots

// Seen from above: full.
void rose(Drawing& d, Rng& rng, double r);
void peony(Drawing& d, Rng& rng, double r);
void camellia(Drawing& d, Rng& rng, double r);
void ranunculus(Drawing& d, Rng& rng, double r);
void dahlia(Drawing& d, Rng& rng, double r);
void chrysanthemum(Drawing& d, Rng& rng, double r);

// Seen from the side.
void tulip(Drawing& d, Rng& rng, double r);
void bell(Drawing& d, Rng& rng, double r);
void bud(Drawing& d, Rng& rng, double r);
void carnation(Drawing& d, Rng& rng, double r);
void lotus(Drawing& d, Rng& rng, double r);
void magnolia(Drawing& d, Rng& rng, double r);
void thistle(Drawing& d, Rng& rng, double r);

}  // namespace toile::compose::draw
