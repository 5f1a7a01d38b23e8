#pragma once
/// Butterflies and birds among the flowers. About (0, 0), `size` cm.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

void butterfly(Drawing& d, Rng& rng, double size);
void bee(Drawing& d, Rng& rng, double size);
void bird(Drawing& d, Rng& rng, double size);

}  // namespace toile::compose::draw
