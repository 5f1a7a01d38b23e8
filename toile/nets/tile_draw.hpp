#pragma once
/// What is random in a tile of the generator: between which swatches its look lies, and what lies where.

#include <vector>

#include "toile/nets/tile_generator.hpp"

namespace toile::nets {

/// One tile or several: a row of each tensor for each.
struct TileDraw {
  at::Tensor global;  ///< (n, global)
  TileField field;
  TilePalette palette;  ///< of a net with inks
};

/// A tile of `category`, its side in cells. Its look lies between those of two of the net's swatches; lattice and
/// palette are those of the nearer one. Depends on nothing but the seed.
TileDraw draw_tile(const TileGenerator& net, std::int64_t category, std::int64_t cells, std::uint64_t seed);

/// Several draws as one of several tiles: a small tile alone keeps the machine busy with little but calls.
TileDraw together(const std::vector<TileDraw>& draws);

/// `from`, a step towards `to`: 0 stays, 1 arrives, but for the palette, which stays. What is standard normal moves
/// along a great circle, so that it stays so.
TileDraw varied(TileDraw from, const TileDraw& to, double strength);

}  // namespace toile::nets
