#pragma once
/// How like itself a picture is when it is moved, for all moves at once.

#include <vector>

#include "toile/image/plane.hpp"

namespace toile::scan {

/// What of a picture is compared: channels without slow trends, and where it counts (0 or 1).
struct Features {
  std::vector<image::Plane> channels;
  image::Plane weight;
};

/// Normalised cross-correlation of the picture with itself for lags (dx, dy), -1..1.
struct Correlation {
  int reach_x = 0, reach_y = 0;  ///< lags go from -reach to reach
  image::Plane values;           ///< lag (0, 0) is in the middle; kUnknown where too little overlaps

  static constexpr float kUnknown = -2;
  float at(int dx, int dy) const {
    return dx < -reach_x || dx > reach_x || dy < -reach_y || dy > reach_y ? kUnknown
                                                                          : values.row(dy + reach_y)[dx + reach_x];
  }
};

/// By fast Fourier transforms, without wrapping around; only what both copies show is counted (Padfield, "Masked Object
/// Registration in the Fourier Domain", 2012, for features of mean zero). Lags at which less than `least_overlap` of
/// the weight meets itself are unknown.
Correlation correlation(const Features& features, double least_overlap);

}  // namespace toile::scan
