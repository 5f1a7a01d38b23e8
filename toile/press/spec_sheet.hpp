#pragma once
/// One page that goes with a design to the mill.

#include <string>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/pattern/print.hpp"
#include "toile/press/named_colour.hpp"

namespace toile::press {

struct SpecSheet {
  std::string design;                                 ///< its name
  std::string repeat;                                 ///< "straight", "half-drop", ...
  std::string date;                                   ///< as it shall stand there
  std::vector<std::vector<pattern::Rgb>> colourways;  ///< others of the design: a colour for each of the print's inks
  std::vector<Ink> book = {};                         ///< named colours to look the inks up in; empty: none
  Image garment = {};                                 ///< how it looks on one; empty: left out
};

/// A PDF page, A4: the repeat at its size in fabric or, when that is too large for the page, at a scale that is stated;
/// each ink with its name, sRGB, CIELAB (D65), share of the cloth and the nearest named colour with the difference; the
/// colourways as strips and small pictures. Same sheet, same bytes.
std::string spec_sheet(const Print& print, const SpecSheet& sheet);

}  // namespace toile::press
