#pragma once
/// Exact geometry and skins by name. Every shape is known at each point of its repeat; lengths are shares of the
/// repeat's width.

#include "toile/weave/design.hpp"

namespace toile::weave {

// clang-format off
/// `across` x `down` repeats of the shape; of skins one. Throws `Error{usage}` listing the names for another one.
///
/// | name | what | measures |
/// |---|---|---|
/// | dots | `cells` x `cells` dots | `radius` of a cell, `drop` 1: staggered, `colours` in turn, `open`: the share of the radius that stays ground |
/// | diagonal | stripes of ink 0, 1, ... | `width0`, ... in any unit |
/// | argyle | diamonds in `colours` inks and thin ones over them in the next ink | `line` |
/// | harlequin | touching diamonds of all inks | `line` (0: none) in the last ink |
/// | chevron | bent stripes of ink 0, 1, ... | `width0`, ...; `rise` |
/// | flame | upright stitches of all inks in steps (bargello) | `stitches`, `step`, `bands` |
/// | trellis | a lattice of double lines with a diamond in each field | `line`, `gap`, `diamond` |
/// | quatrefoil | the Moroccan lattice | `line`, `inner` |
/// | ogee | curved lattice with a smaller one within | `line`, `inner` |
/// | key | Greek key bands | none |
/// | blocks | tumbling blocks of three inks | none |
/// | scallops | fish scales of rings | `rings` |
/// | hexagons | honeycomb of all inks but the ground, which is the line | `line` |
/// | lattice | woven ribbons, over and under | `ribbon` |
/// | circles | overlapping circles (shippo) | `line` |
/// | triangles | triangles of all inks | none |
/// | parquet | bricks in herringbone of all inks but the ground, which is the joint | `line` |
/// | stitched | bands of charted motifs, `kStitchesAcross` stitches wide | `chart0`, ... under `plain0`, ... rows, in `ink1` on `ink0`, `ink3` on `ink2`, ... |
/// | rosettes | `count` broken rings of the last ink around ink 1, where there are three, and `small` times as many spots | `seed`; `turn` and `bend` of the hair in radians, over `bends` waves; `stretch` along it; `fill` of the room that each has; `thick` and `open`: the ring's pieces; `uneven` outlines and `brush`: how the hand wavers; `solid`: the share without a middle; `dot`: that with a dot in it |
/// | skin-stripes | `count` stripes of ink 1 that swell, fork and end | `seed`, `turn`, `bend`, `bends`; `broad` and `swell`: how dark, and how differently; `uneven` distances, in powers of 2 |
/// | patches | `count` patches of the last ink, cracked apart by lanes of ground `lane` wide, ink 1 (of three) in their middle | `seed`, `turn`, `bend`, `bends`, `stretch`, `brush`; `lane` and `inner` in half the room that each has |
/// | blotches | blots of each ink but the ground, one over the other | `seed`, `cells` a tile, `ragged`, `share`: what each covers |
// clang-format on
Print drawn(const Shape& shape, const std::vector<Ink>& inks, int width, int height, int across, int down);

constexpr int kStitchesAcross = 16;  ///< of a repeat of the shape "stitched"

/// How many rows of stitches each of its charts has, in the order of their numbers.
std::vector<int> chart_heights();

}  // namespace toile::weave
