#pragma once
/// Shapes without a formula: each lies where a height on the torus is above 0, and has a sharp edge at any size.

#include <span>
#include <vector>

#include "toile/pattern/print.hpp"

namespace toile::weave {

/// Heights of a whole tile, `side` x `side`, row-major; the value at (0, 0) stands for the corner.
struct Heights {
  explicit Heights(int side_of_tile, float value = 0)
      : side(side_of_tile), values(static_cast<std::size_t>(side) * side, value) {}
  float& at(int x, int y) { return values[static_cast<std::size_t>(y) * side + x]; }
  std::span<float> row(int y) { return std::span(values).subspan(static_cast<std::size_t>(y) * side, side); }
  float at(int x, int y) const { return values[static_cast<std::size_t>(y) * side + x]; }

  int side;
  std::vector<float> values;
};

struct Layer {
  int ink = 1;
  Heights heights;
};

/// The layers one over the other on the first ink. Between the heights lie cubic B-splines; a pixel on an outline is
/// covered as far as the height there and its slope say.
Print laid_over(int width, int height, std::vector<Ink> inks, const std::vector<Layer>& layers);

}  // namespace toile::weave
