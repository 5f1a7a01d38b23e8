#pragma once
/// Where a repeat is cut out of the endless cloth.

#include "toile/compose/layout.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::compose {

/// Pixels of the trial print that a cut is chosen on: a step of it is exact in binary centimetres.
constexpr int kCutPixels = 512;

/// The layout moved by a cut that was found on its print kCutPixels wide: what was at (0, 0) lies `right` and `down` of
/// those pixels further. Printed at that size it has the same bytes as the print, rolled.
Layout cut_at(Layout layout, const pattern::Cut& cut);

/// The print moved by whole pixels.
Print rolled(const Print& print, const pattern::Cut& cut);

}  // namespace toile::compose
