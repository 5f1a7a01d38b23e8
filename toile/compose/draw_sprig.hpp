#pragma once
/// Stems with leaves and blossoms, and bunches of them. A sprig stands on (0, 0) and grows upwards, `size` cm tall.

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {

void sprig(Drawing& d, Rng& rng, double size);   ///< one blossom on a leafy stem, perhaps a bud beside it
void spray(Drawing& d, Rng& rng, double size);   ///< a stem that branches, a small blossom on every branch
void raceme(Drawing& d, Rng& rng, double size);  ///< bells or buds along an arching stem
void berry_twig(Drawing& d, Rng& rng, double size);
void olive(Drawing& d, Rng& rng, double size);
void holly(Drawing& d, Rng& rng, double size);
void lavender(Drawing& d, Rng& rng, double size);
void wild_flowers(Drawing& d, Rng& rng, double size);   ///< several thin stems from one foot, a blossom on each
void cherry_branch(Drawing& d, Rng& rng, double size);  ///< blossoms on old wood, as chinoiserie draws it
void bouquet(Drawing& d, Rng& rng, double size);
void posy(Drawing& d, Rng& rng, double size);  ///< one large blossom, two small ones, leaves behind

}  // namespace toile::compose::draw
