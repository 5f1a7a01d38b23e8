#pragma once
/// Which inks of a print its motifs wear, so that a motif that joins them is dressed alike.

#include "toile/compose/palettes.hpp"

namespace toile::compose {

/// The layout's inks as a palette. Which ink plays a role is read off the motifs that lie there - so a block print
/// stays one -, and for roles that nobody plays it is the ink's own role that counts. Throws what `find` throws.
Palette worn_palette(const Layout& layout, const FindMotif& find);

/// Those placements and members that don't say their inks get them. Throws what `find` throws.
Layout dressed(Layout layout, const FindMotif& find);

/// The layout in another palette, ink by ink what its role is there. Colours that a designer's own motif brought along
/// change with their roles, too.
Layout in_palette(Layout layout, const Palette& palette);

}  // namespace toile::compose
