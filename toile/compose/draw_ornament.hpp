#pragma once
/// Ornaments: mirrored or turned about (0, 0), `size` cm tall.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

void palmette(Drawing& d, Rng& rng, double size);      ///< a fan on two volutes, as Greek vases have it
void medallion(Drawing& d, Rng& rng, double size);     ///< damask: a pomegranate among acanthus leaves
void scroll(Drawing& d, Rng& rng, double size);        ///< an S with leaves in its bends
void mandala(Drawing& d, Rng& rng, double size);       ///< ring about ring, as block printers cut them
void ogival_tulip(Drawing& d, Rng& rng, double size);  ///< Ottoman: a tulip in a pointed frame
void folk_tree(Drawing& d, Rng& rng, double size);     ///< a mirrored plant of hearts, leaves and tulips

}  // namespace toile::compose::draw
