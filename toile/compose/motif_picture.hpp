#pragma once
/// Motifs as pictures on nothing, in the inks of a print: to be chosen from, and to be found under a finger.

#include "toile/compose/layout.hpp"
#include "toile/image/image.hpp"

namespace toile::compose {

/// The motif in a square of `side` px that its longest side fills, with alpha. `colours`: one for each of its roles.
/// Throws `Error{usage}` for another number of them.
Image picture_of(const Motif& motif, const std::vector<pattern::Rgb>& colours, int side);

/// Motifs side by side, `columns` a row, each in a square of `side` px, in the inks in which the layout wears them or
/// would. Throws what `find` throws, and `Error{usage}` for no motifs.
Image motif_sheet(const Layout& layout, const std::vector<std::string>& names, int columns, int side,
                  const FindMotif& find);

}  // namespace toile::compose
