#pragma once
/// Leaves and fronds. A leaf stands on (0, 0) and grows upwards, `size` cm long.

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

/// What all leaves of a plant have in common.
struct LeafKind {
  Blade like = {};  ///< of length 1
  enum class Rim { smooth, toothed, lobed } rim = Rim::smooth;
  int teeth = 7;
  double depth = .2;
  LeafLook look = LeafLook::plain;
};
LeafKind ovate(const Hand& hand, Rng& rng);
LeafKind lanceolate(const Hand& hand, Rng& rng);
LeafKind rounded(const Hand& hand, Rng& rng);
LeafKind any_leaf(const Hand& hand, Rng& rng);
/// One leaf of the kind: foot, heading, length; it bends away from its stem (`side` 1: it turns right).
void leaf_at(Drawing& d, Rng& rng, const LeafKind& kind, V foot, double heading, double length, double side);

void ovate_leaf(Drawing& d, Rng& rng, double size);
void lance_leaf(Drawing& d, Rng& rng, double size);
void rose_leaf(Drawing& d, Rng& rng, double size);  ///< leaflets on a rib
void oak(Drawing& d, Rng& rng, double size);
void maple(Drawing& d, Rng& rng, double size);
void ginkgo(Drawing& d, Rng& rng, double size);
void ivy(Drawing& d, Rng& rng, double size);
void monstera(Drawing& d, Rng& rng, double size);
void banana(Drawing& d, Rng& rng, double size);
void palm(Drawing& d, Rng& rng, double size);
void fan_palm(Drawing& d, Rng& rng, double size);
void fern(Drawing& d, Rng& rng, double size);
void willow(Drawing& d, Rng& rng, double size);
void eucalyptus(Drawing& d, Rng& rng, double size);
void grass(Drawing& d, Rng& rng, double size);
void twig(Drawing& d, Rng& rng, double size);  ///< a stem with leaves on both sides
void acanthus(Drawing& d, Rng& rng, double size);

}  // namespace toile::compose::draw
