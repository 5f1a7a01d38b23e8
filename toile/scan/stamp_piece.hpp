#pragma once
/// Motifs in full colour laid on a tile.

#include "toile/scan/drawing.hpp"
#include "toile/scan/lattice.hpp"

namespace toile::scan {

struct Turned {
  double scale = 1, angle = 0;  ///< degrees, clockwise
  bool mirrored = false;        ///< left and right exchanged, before it is turned
};

/// Lays a picture with alpha on the tile, around the torus, the middle of its box at `middle`. Neither turned nor
/// scaled it keeps its pixels, moved by whole ones.
void stamp_piece(Image& tile, const Image& picture, Vector middle, const Turned& turned = {});

}  // namespace toile::scan
