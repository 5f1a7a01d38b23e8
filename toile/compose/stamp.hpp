#pragma once
/// Motifs stamped on a print: curves are filled and pixels resampled at the very size asked, around the torus.

#include <vector>

#include "toile/compose/motif.hpp"
#include "toile/image/image.hpp"
#include "toile/pattern/print.hpp"

namespace toile::compose {

/// Where and how a motif lies on a picture, in its pixels.
struct Stamp {
  double x = 0, y = 0;         ///< of the middle of the motif's box
  double size = 100;           ///< of the box's longest side
  double angle = 0;            ///< degrees, clockwise
  bool mirrored = false;       ///< left and right exchanged, before it is turned
  std::vector<int> inks = {};  ///< numbers of the print's inks, one for each ink of the motif
};

/// Rows first..last-1 of a print. Bands of one print may be stamped by several threads at a time.
struct Rows {
  int first = 0, last = 0;
};

/// Paints `motif` over what lies in these rows: where it covers a share `a` of a pixel, what was there keeps 1 - a. The
/// shares' sums stay 255, to the bit. A band's bytes don't depend on how the print is cut into
/// bands. Throws
/// `Error{usage}` unless `stamp.inks` are inks of the print, one for each of the motif's.
void stamp(Print& print, const Motif& motif, const Stamp& stamp, Rows rows);

/// How much of each cell the motif covers, whatever the ink: its outline for placing. The stamp is in cells; the mask
/// is the smallest that holds the motif, and its middle cell lies at the stamp's middle (`stamp.x`, `stamp.y` and
/// `stamp.inks` play no part).
Mask outline(const Motif& motif, const Stamp& stamp);

}  // namespace toile::compose
