#pragma once
/// Designs changed by hand: a sett of one's own, the colours of another.

#include <string>

#include "toile/weave/design.hpp"
#include "toile/weave/dice.hpp"

namespace toile::weave {

/// A cloth of one thread count, woven as the kind is: tartans and checks both ways, reflected where the count is
/// unmarked; stripes in the warp, repeated. As many setts a tile as bring it nearest to 256 threads. Of `dice` only the
/// steps matter: they make bands wider and narrower. Throws `Error{usage}` for a category that has no sett.
Design design_of_sett(const std::string& name, const std::string& thread_count, const Dice& dice);

/// The design with some of its colours, `share` of them, from `other`: each takes the one that is as light or dark
/// among its own.
Design with_colours_of(Design design, const Design& other, double share);

}  // namespace toile::weave
