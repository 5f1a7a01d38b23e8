#pragma once
/// The finest lattice of a tile that is known to be seamless.

#include "toile/image/image.hpp"
#include "toile/scan/lattice.hpp"

namespace toile::scan {

/// The moves that carry the tile, laid endlessly, onto itself, up to what rounding to pixels leaves: correlation above
/// `alike`. In shares of the tile's width and height.
Lattice lattice_of_tile(const Image& tile, double alike = 0.985);

}  // namespace toile::scan
