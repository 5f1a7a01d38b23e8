#pragma once
/// What sprigs, twigs and bouquets are put together of.

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_garden.hpp"
#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {

using Blossom = void (*)(Drawing&, Rng&, double);

/// Those that look at us, those that stand on their stem, and those that are a bouquet's first.
const std::vector<Blossom>& faces();
const std::vector<Blossom>& profiles();
const std::vector<Blossom>& heroes();

/// A blossom seen from above at the end of a stem, tilted back a little.
void face(Drawing& d, Rng& rng, Blossom draw, V at, double heading, double r);
/// A blossom seen from the side that goes on in the stem's heading.
void profile(Drawing& d, Rng& rng, Blossom draw, V at, double heading, double r);

/// A gentle S from (0, 0) upwards, `size` cm tall, as 31 points.
std::vector<V> stalk(Rng& rng, const Hand& h, double size);
double heading_at(const std::vector<V>& line, int i);
/// Alternate leaves between two places of a line, the lower ones longer.
void leaves_along(Drawing& d, Rng& rng, const std::vector<V>& line, const LeafKind& kind, int from, int to, int count,
                  double length);
/// A round berry.
void berry(Drawing& d, V at, double r);

}  // namespace toile::compose::draw
