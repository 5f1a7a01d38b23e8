#pragma once
/// A picture as what is compared of it: colour without the light's slow changes.

#include "toile/image/image.hpp"
#include "toile/scan/correlation.hpp"

namespace toile::scan {

/// Lightness and the two axes of colour (Oklab), each less its mean around, divided by how much they change around: a
/// shadow then looks like its surroundings. What is a share of `broad` of the longer side or more counts as light. All
/// zero for a picture of one colour, and where `weight` is (empty: it is 1 everywhere).
Features features_of(const Image& picture, image::Plane weight = {}, double broad = 0.2);

}  // namespace toile::scan
