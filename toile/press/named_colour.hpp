#pragma once
/// The nearest colour of a book: a dye house's own, a fan of papers, a computed grid.

#include <vector>

#include "toile/image/lab.hpp"
#include "toile/pattern/print.hpp"

namespace toile::press {

/// CIELAB under D65 of a colour in sRGB.
image::Lab lab_of(const pattern::Rgb& colour);

struct Nearest {
  Ink colour;
  double difference = 0;  ///< CIEDE2000
};

/// The book's colour nearest to `colour`, the first of several. Throws `Error{usage}` for an empty book.
Nearest nearest(const pattern::Rgb& colour, const std::vector<Ink>& book);

/// A free book: colours in even steps of hue (10 degrees), lightness (10) and chroma (15) of CIELAB, those that sRGB
/// has, called by the three: "H030 L60 C45", greys "L60".
std::vector<Ink> computed_book();

}  // namespace toile::press
