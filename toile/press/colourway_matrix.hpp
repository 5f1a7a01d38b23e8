#pragma once
/// Designs by colourways, on one page.

#include <string>
#include <vector>

#include "toile/pattern/print.hpp"

namespace toile::press {

/// The colours for the print's inks, as light and dark as their order: the darkest ink gets the darkest of `colours`,
/// the lightest the lightest. Throws `Error{usage}` for no colours.
std::vector<pattern::Rgb> by_lightness(const Print& print, const std::vector<pattern::Rgb>& colours);

struct Design {
  std::string name;
  Print print;
};

struct ColourwayColumn {
  std::string name;
  std::vector<pattern::Rgb> colours;  ///< laid on the inks `by_lightness`
};

constexpr std::size_t kMostDesigns = 8, kMostColumns = 8;

/// A PDF page, A4 across: a row a design, first as it is, then in each colourway, each picture with its colours. All
/// designs are at one scale. Throws `Error{usage}` for no designs or colourways, or more than eight.
std::string colourway_matrix(const std::vector<Design>& designs, const std::vector<ColourwayColumn>& colourways);

}  // namespace toile::press
