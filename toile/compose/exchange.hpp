#pragma once
/// Motifs that join a layout: in the place of others, or beside them.

#include <optional>

#include "toile/compose/layout.hpp"

namespace toile::compose {

/// The motif `to` in all places of `from`, and in its part of the cast: no larger than that was, in `inks`, or (empty)
/// in those that its roles wear in this print. Throws `Error{usage}` for a motif that doesn't lie there, and what
/// `find` throws.
Layout exchanged(Layout layout, const std::string& from, const std::string& to, const std::vector<int>& inks,
                 const FindMotif& find);

/// The same in the place of the placement number `at` alone; the cast stays. Throws `Error{usage}` for a number that
/// there isn't.
Layout exchanged_at(Layout layout, std::size_t at, const std::string& to, const std::vector<int>& inks,
                    const FindMotif& find);

/// One more motif, on top of the others: about a hero's size when that is not given, and part of the cast from now on.
Layout with_motif(Layout layout, const std::string& motif, double x_cm, double y_cm, std::optional<double> size_cm,
                  const std::vector<int>& inks, const FindMotif& find);

/// Half the diagonal of the motif's box, its longest side being 1.
double reach_of(const Motif& motif);

/// A layout with more inks, and the number of each of those that were asked for.
struct Inked {
  Layout layout;
  std::vector<int> inks;
};

/// The layout's inks and those of `colours` that none of them looks like, as long as there is room: up to 12, since
/// each ink is a screen to be engraved. The others get the likest one.
Inked with_inks(Layout layout, const std::vector<LayoutInk>& colours);

}  // namespace toile::compose
