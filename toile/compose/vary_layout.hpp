#pragma once
/// Neighbours of a print of which nothing is known but its layout: one that was changed by hand, or holds own motifs.

#include "toile/compose/composer.hpp"

namespace toile::compose {

/// One aspect of the layout made anew, the others kept: drawn motifs make room for others of their family in the same
/// hand, and a designer's own trade places; or all are laid anew, from a strength of 0.5 on by another arrangement of
/// the category; or the palette is another one of the bank. Same change, same layout. Throws `Error{usage}` for a
/// strength outside 0..1, and what `find` throws.
Layout varied(Layout layout, const Change& change, const FindMotif& find);

}  // namespace toile::compose
