#pragma once
/// A drawn motif as SVG: its own curves, nothing traced.

#include <string>
#include <vector>

#include "toile/compose/palettes.hpp"

namespace toile::compose {

/// The motif alone on nothing, in its natural size. `colours`: one for each of `motif.roles`. Throws `Error{usage}` for
/// another number of them, or for a motif of pixels.
std::string svg_of(const Motif& motif, const std::vector<pattern::Rgb>& colours);
/// Its colours in a palette: for `svg_of`.
std::vector<pattern::Rgb> colours_of(const Motif& motif, const Palette& palette);

/// Motifs side by side, `columns` a row, each in a square of `side` px, on the palette's ground: a sheet to look at.
std::string sheet_svg(const std::vector<Motif>& motifs, const Palette& palette, int columns, int side);

}  // namespace toile::compose
