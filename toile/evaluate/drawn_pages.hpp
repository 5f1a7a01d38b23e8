#pragma once
/// Drawings on paper made by our own code, of which all is known: what motifs are to be cut from.

#include <cstdint>
#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::evaluate {

/// A motif of a page: how much of each pixel of its box it covers. Paper seen through its holes is not covered.
struct DrawnMotif {
  int x = 0, y = 0;  ///< of the box's corner, on the page
  Mask cover;
};

struct DrawnPage {
  std::string name;  ///< what it is drawn with and on
  Image page;
  std::vector<DrawnMotif> motifs;
};

/// Ten pages: gouache, watercolour with soft edges and specks, pencil and ink on white, shaded, grained, lined and
/// checked paper, some as a camera sees them. Same seed, same pages.
std::vector<DrawnPage> drawn_pages(std::uint64_t seed);

}  // namespace toile::evaluate
