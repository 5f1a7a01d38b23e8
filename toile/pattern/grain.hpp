#pragma once
/// What cloth a print lies on: the light and shade of its threads.

#include <string>

#include "toile/image/image.hpp"

namespace toile::pattern {

enum class Grain {
  none,
  yarn,    ///< plain weave, 22 threads a centimetre
  twill,   ///< 2/2 twill, 24 threads
  jersey,  ///< knitted loops, 11 wales
  canvas,  ///< heavy plain weave of uneven threads, 11 threads
  slub,    ///< plain weave whose weft is thick and thin, 18 threads
};

/// "none", "yarn", "twill", "jersey", "canvas", "slub", and back. Throws `Error{usage}` listing them for another name.
std::string name_of(Grain grain);
Grain grain_named(const std::string& name);

/// The tile in the light of its threads: each pixel's linear light times a factor whose mean over the tile is 1 (what
/// would be brighter than white stays white). A whole number of threads lies on the tile, so that it stays seamless; on
/// a tile of so few pixels that a thread has fewer than three, threads are drawn that wide. `width_cm`: the tile's
/// width in cloth; `strength`: 0 nothing, 0.5 as seen at arm's length, 1 as under a lens. Same arguments, same bytes.
/// Throws `Error{usage}` for a strength outside 0..1.
Image with_grain(const Image& tile, Grain grain, double width_cm, double strength = 0.5);

}  // namespace toile::pattern
