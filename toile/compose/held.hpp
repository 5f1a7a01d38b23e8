#pragma once
/// Actors held by their anchor: a leaf at its foot, a flower at the end of its stalk.

#include "toile/compose/stage.hpp"

namespace toile::compose {

/// The actor with its anchor at a place, growing from there into a direction (degrees clockwise, 0 is up). One whose
/// anchor is its middle, as a blossom seen from above, lies beyond the place, turned by the direction.
Pose held(const Actor& actor, double x_cm, double y_cm, double direction, double scale, bool mirrored);

}  // namespace toile::compose
