#pragma once
/// A layout that was worked on, made ready to be kept and printed.

#include "toile/compose/layout.hpp"

namespace toile::compose {

/// All say their inks, inks of one colour are one, those that nothing is printed in are gone, places lie inside the
/// repeat, and every motif that can't be drawn by its name travels with the document. It prints the same picture.
/// Throws `Error{usage}` for a layout with nothing on it, and what `find` throws.
Layout finished(Layout layout, const FindMotif& find);

/// Inks of one colour are one; those that nothing is printed in are gone.
Layout in_fewest_inks(Layout layout);

}  // namespace toile::compose
