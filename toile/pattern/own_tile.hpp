#pragma once
/// A tile that somebody else drew: laid as it is, its seams told and, when asked, mended.

#include "toile/pattern/repeat.hpp"

namespace toile::pattern {

/// The smallest pattern whose straight repeat is `pattern` in this layout, its tiles moved as they are, with whatever
/// seam they have. As `repeat_unit` for layouts other than drops and bricks.
Pattern plain_unit(const Pattern& pattern, Layout layout);

/// Whether the tile, laid as it is, shows no seam in straight repeat, a drop, a brick or mirror, by the rule of
/// `fits_plainly`; in other layouts: whether it shows none in straight repeat.
bool meets_itself(const Image& tile, Layout layout);

/// `tile` made to meet itself in `layout`: where it doesn't, an eighth of it is laid over its opposite edge and the two
/// are joined along the line on which they differ least (Efros and Freeman, SIGGRAPH 2001), so the tile becomes
/// narrower, or lower, by as much. Edges that meet already stay as they are, and so does everything else. Throws
/// `Error{usage}` for a tile with a side below 32 pixels.
Image mended_seam(const Image& tile, Layout layout);

}  // namespace toile::pattern
