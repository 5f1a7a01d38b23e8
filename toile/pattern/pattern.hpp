#pragma once
/// `Pattern`: a seamless tile with its real size. A generated tile, a scanned one and a drawn one are the same thing.

#include "toile/image/image.hpp"

namespace toile {

struct Pattern {
  Image tile;            ///< one repeat, seamless at all four edges
  double width_cm = 20;  ///< the tile's width in fabric
};

}  // namespace toile
