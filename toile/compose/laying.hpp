#pragma once
/// What composing a print and laying it anew have in common: a cast is laid by an arrangement.

#include "toile/compose/cast.hpp"
#include "toile/compose/palettes.hpp"

namespace toile::compose {

/// Throws `Error{usage}` naming `what` when `value` isn't from `low` to `high`.
void check_range(const char* what, double value, double low, double high);

/// Throws `Error{usage}` for a density, scale or width out of range, and for a layout that there isn't. An empty name
/// passes.
void check_laying(const std::string& name, double density, double scale, double width_cm);

/// The cast as a document keeps it. Each actor must be a motif alone.
std::vector<Member> members_of(const Cast& cast);

/// Lays the cast by the arrangement that the layout is called after: placements are replaced, and of the motifs that
/// travel those that arrangements make. Throws `Error{usage}` for a repeat too small for its motifs, saying the least.
Layout laid(Layout layout, const Cast& cast, const Palette& palette);

/// Inks that nothing is printed in leave, and members that would have worn them forget theirs.
Layout without_unused_inks(Layout layout);

}  // namespace toile::compose
