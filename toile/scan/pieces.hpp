#pragma once
/// What of a drawing belongs together.

#include <vector>

#include "toile/image/image.hpp"

namespace toile::scan {

struct Pieces {
  std::vector<int> number;         ///< of each pixel: its piece's, 0 for none; soft edges have that of the nearest
  std::vector<std::size_t> sizes;  ///< pixels of each piece, that of number 0 first
};

/// Connected pixels of `drawn` (above a half), then joined: over gaps of up to `gap` pixels, and specks with what is
/// much larger and near. `reach`: how far, in pixels, soft edges go.
Pieces pieces_of(const Mask& drawn, double gap, int reach);

}  // namespace toile::scan
