#pragma once
/// What the photo's own colours say about where the garment is.

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"

namespace toile::models {

/// How far colour is believed.
struct ColourTrust {
  float weight = 0.6F;  ///< of colour beside the net
  int passes = 1;       ///< each learns the colours anew from what the one before has found
};

/// A garment that lies or hangs by itself: there is less around it to be confused with, and the net is less sure.
constexpr ColourTrust kAlone{.weight = 1, .passes = 3};

/// `chance` (0..1, any size) corrected by colour, at 320 samples along the longest side. Where the net is sure it shows
/// which colours are the garment's and which are not: two smoothed histograms in CIELAB. The logarithm of their ratio,
/// at most 4 and weighted by 0.6, is added to the chance's own odds: one step of GrabCut (Rother, Kolmogorov, Blake
/// 2004) without its cut. It takes the ground between arms and body, or between trouser legs, out of the garment. A
/// chance that is sure nowhere comes back as it is.
image::Plane with_colour_evidence(const Image& photo, const image::Plane& chance, const ColourTrust& trust = {});

}  // namespace toile::models
