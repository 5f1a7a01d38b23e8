#pragma once
/// Training curves as a drawing.

#include <string>
#include <vector>

namespace toile::train {

struct Curve {
  std::string name;
  std::vector<double> values;  ///< one an epoch
};

struct Chart {
  std::string title;
  std::vector<Curve> curves;
};

/// Charts side by side as SVG, 480 x 320 each, the x axis counting epochs from 1.
std::string curves_svg(const std::vector<Chart>& charts);

}  // namespace toile::train
