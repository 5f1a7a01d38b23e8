#pragma once
/// Arrangements by the trade's names: a cast in, a layout's placements out.

#include <string>
#include <vector>

#include "toile/compose/cast.hpp"

namespace toile::compose {

// Tossed: scattered evenly; the way says how a cutter may turn the cloth.
Laid tossed(const Cast& cast, const Brief& brief, Way way);
/// Small motifs close together, without a hero.
Laid ditsy(const Cast& cast, const Brief& brief);
/// Large flowers with leaves growing from under them, small ones between.
Laid chintz(const Cast& cast, const Brief& brief);
/// Bunches of flowers, every second column half a step lower.
Laid bouquet(const Cast& cast, const Brief& brief);
/// One motif on a lattice, every second column half a step lower; small ones in the middle of each gap.
Laid half_drop(const Cast& cast, const Brief& brief);
/// The same with every second row half a step to the right.
Laid brick(const Cast& cast, const Brief& brief);
/// Pointed ovals that nest, each with a motif in it.
Laid ogee(const Cast& cast, const Brief& brief);
/// Mirrored ornaments on a half-drop, framed by leaves.
Laid damask(const Cast& cast, const Brief& brief);
/// Columns of motifs between bands and lines.
Laid stripe(const Cast& cast, const Brief& brief);
/// Rows of motifs between bands and lines.
Laid border(const Cast& cast, const Brief& brief);
/// Stems that climb around the repeat, with flowers in their bays and leaves at their nodes.
Laid trailing_vine(const Cast& cast, const Brief& brief);
/// Squares, each with a ground and a pattern of its own.
Laid patchwork(const Cast& cast, const Brief& brief);

/// "tossed-one-way", "tossed-two-way", "tossed-four-way", "tossed", "ditsy", "chintz", "bouquet", "half-drop", "brick",
/// "ogee", "damask", "stripe", "border", "trailing-vine", "patchwork".
std::vector<std::string> arrangement_names();

/// By its name. Throws `Error{usage}` listing them for another one.
Laid arranged(const std::string& name, const Cast& cast, const Brief& brief);

}  // namespace toile::compose
