#pragma once
/// Larger tiles with edges as sharp as those of the small ones.

#include "toile/image/image.hpp"

namespace toile::pattern {

/// The tile at another size, seamless still. When it grows its edges are steepened: Lanczos enlargement plus what an
/// unsharp mask of the small tile adds, held within the range of the small pixels around (so no halo can appear). A
/// tile with an alpha channel, or one that shrinks, is only resampled.
Image enlarge(const Image& tile, int width, int height);

}  // namespace toile::pattern
