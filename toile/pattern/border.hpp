#pragma once
/// Cloth with a border along its selvedges.

#include <string>

#include "toile/image/rows.hpp"

namespace toile::pattern {

enum class Sides { left, right, both };

/// "left", "right", "both". Throws `Error{usage}` for another name.
Sides sides_named(const std::string& name);

struct Border {
  Image tile;  ///< seamless from top to bottom
  double width_cm = 10;
  Sides sides = Sides::both;  ///< on the right it lies turned over, left for right
};

/// The sheet with the border on it, at the sheet's dpi. Its height is changed a little, so that a whole number of its
/// repeats lies in one of the sheet's, or of the sheet's in one of its. Throws `Error{usage}` when it is wider than the
/// sheet, or larger than 100 million pixels.
image::Rows bordered(const image::Rows& sheet, const Border& border);

}  // namespace toile::pattern
