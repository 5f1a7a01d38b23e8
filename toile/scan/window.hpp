#pragma once
/// What of a photo is looked at, from where it repeats most clearly, and the same small enough for looking quickly.

#include <vector>

#include "toile/image/image.hpp"
#include "toile/scan/features.hpp"
#include "toile/scan/find_lattice.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

struct Window {
  Image photo;                        ///< the part, without perspective, at full size
  Homography to_photo;                ///< from its pixels to the whole photo's
  Image small;                        ///< the same with at most kSmallSide pixels a side
  Features features;                  ///< of `small`; what the photo doesn't show has no weight
  std::vector<Candidate> candidates;  ///< in pixels of `small`

  double scale() const { return 1.0 * photo.width / small.width; }
};

constexpr int kSmallSide = 448;

/// All of the photo, unless it is much clearer without a perspective, or in its middle half or quarter, seen more
/// closely. Its candidates may be none.
Window clearest_window(const Image& photo);

}  // namespace toile::scan
