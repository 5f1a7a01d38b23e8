#pragma once
/// What of a photo is looked at, from where it repeats most clearly, and the same small enough for looking quickly.

#include <vector>

#include "toile/image/image.hpp"
#include "toile/scan/features.hpp"
#include "toile/scan/find_lattice.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

struct Window {
  Homography to_photo;                ///< from the pixels of `small` to the whole photo's
  Image small;                        ///< without perspective, at most kSmallSide pixels a side
  Features features;                  ///< of `small`; what the photo doesn't show has no weight
  std::vector<Candidate> candidates;  ///< in pixels of `small`

  /// A lattice of `small` as it lies at its middle in the photo's pixels, and the other way round.
  Lattice in_photo(const Lattice& lattice) const;
  Lattice from_photo(const Lattice& lattice) const;
  /// Pixels of the photo beside one of `small`, at its middle.
  double scale() const;
};

constexpr int kSmallSide = 448;

/// All of the photo, unless it is much clearer without a perspective, or in its middle half or quarter, seen more
/// closely. Its candidates may be none.
Window clearest_window(const Image& photo);

/// The same view with `enlarge` times as many pixels a side.
Image looked_at_closer(const Window& window, const Image& photo, double enlarge);

}  // namespace toile::scan
