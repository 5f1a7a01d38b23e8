#pragma once
/// A print as vectors.

#include <string>

#include "toile/pattern/print.hpp"

namespace toile::press {

struct Svg {
  std::string text;
  int curves = 0;  ///< Bezier segments in all
};

/// SVG 1.1 of the print's size in fabric: one path an ink, in the inks' order, on a rectangle of ground. Outlines are
/// traced on the torus, so that tiles meet. Where two inks touch, the earlier one goes on under the later one by
/// about a pixel: no ground shows between them, and an ink that isn't there leaves no fringe.
Svg traced(const Print& print);

}  // namespace toile::press
