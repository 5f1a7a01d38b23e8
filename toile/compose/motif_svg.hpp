#pragma once
/// A drawn motif as SVG: its own curves, nothing traced.

#include <array>
#include <string>
#include <vector>

#include "toile/compose/motif.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::compose {

/// The motif alone on nothing, in its natural size. `colours`: one for each of `motif.roles`. Throws `Error{usage}` for
/// another number of them, or for a motif of pixels.
std::string svg_of(const Motif& motif, const std::vector<pattern::Rgb>& colours);

constexpr int kRoles = 11;
using RoleColours = std::array<pattern::Rgb, kRoles>;  ///< in the order of `Role`

/// Motifs side by side, `columns` a row, each in a square of `side` px, on the ground's colour: a sheet to look at.
std::string sheet_svg(const std::vector<Motif>& motifs, const RoleColours& colours, int columns, int side);

}  // namespace toile::compose
