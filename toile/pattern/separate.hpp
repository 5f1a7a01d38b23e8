#pragma once
/// A tile from outside becomes a print.

#include "toile/pattern/print.hpp"

namespace toile::pattern {

/// `tile` in `inks` inks (2 to 16), or in as many as it was drawn in (0), the one that covers most as the ground. Soft
/// edges are shares of the two inks beside them. A photo or a texture is drawn in its palette, each pixel in the
/// nearest ink. Specks of what compression left and inks that cover less than a five-hundredth are dropped, unless
/// asked for by number. A tile of one colour gets white as the second ink. Seamless where the tile is. Throws
/// `Error{usage}` for another number.
Print separated(const Image& tile, int inks = 0);

}  // namespace toile::pattern
