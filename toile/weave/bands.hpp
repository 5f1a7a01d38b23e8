#pragma once
/// How the families of cloth are written down.

#include <vector>

#include "toile/weave/design.hpp"

namespace toile::weave {

/// A yarn and how wide its band is beside the others.
struct Weight {
  int yarn = 0;
  double width = 1;
};

/// Bands of whole pairs of threads, `total` in all, as wide as the weights say and each at least `least`.
std::vector<Band> in_proportion(const std::vector<Weight>& weights, int total, int least = 2);

/// The same for half a sett that is reflected at the middle of its first and its last band.
std::vector<Band> reflected(const std::vector<Weight>& half, int total, int least = 2);

/// Inks of these colours.
std::vector<Ink> inks_of(const std::vector<pattern::Rgb>& colours);

/// The design with the inks that its bands use and no others, in the order in which they are met. Not for a shape
/// without bands.
Design with_used_inks(Design design);

/// A shape made of bands (see shapes.hpp).
Shape striped_shape(const char* name, const std::vector<Weight>& bands);

}  // namespace toile::weave
