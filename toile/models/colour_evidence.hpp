#pragma once
/// What the photo's own colours say about where the garment is.

#include <cstddef>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/image/plane.hpp"

namespace toile::models {

/// `chance` (0..1, any size) corrected by colour, at 320 samples along the longest side. Where the net is sure it shows
/// which colours are the garment's and which are not: two smoothed histograms in CIELAB. The logarithm of their ratio,
/// at most 4 and weighted by 0.7, is added to the chance's own odds: one step of GrabCut (Rother, Kolmogorov, Blake
/// 2004) without its cut. It takes the ground between arms and body, or between trouser legs, out of the garment. A
/// chance that is sure nowhere comes back as it is.
image::Plane with_colour_evidence(const Image& photo, const image::Plane& chance);

/// `chance`, at 320 samples along the longest side, with 0 for pieces of garment smaller than 0.3 of the largest one
/// whose hues are those of `skin` (the chance of skin and hair, any size) rather than its own: an elbow that the net
/// mistakes is told by the face. Only pieces apart: a garment's edge beside skin is the net's to judge. A photo without
/// skin leaves the chance as it is.
image::Plane without_islands_of_skin(const Image& photo, const image::Plane& chance, const image::Plane& skin);

/// The same for what lies or hangs: pieces smaller than 0.3 of the largest whose colours (the coefficient below) are
/// less than half like its own are a tile of the floor or a fold of the bed.
image::Plane without_foreign_islands(const Image& photo, const image::Plane& chance);

/// How alike garment and ground are where the net is sure: the Bhattacharyya coefficient of their two histograms, 0 (no
/// colour in common) to 1 (the same colours equally often). Garments that lie or hang came out below 0.65; 1 when the
/// net is sure nowhere, and on a blank wall.
double ground_likeness(const Image& photo, const image::Plane& chance);

/// The colours of a photo at 320 samples along the longest side, by which pieces of cloth are compared.
class ClothColours {
 public:
  explicit ClothColours(const Image& photo);
  /// How alike two pieces are, of which `one` and `other` (any size) are above one half: the same coefficient. 1 when
  /// either is too small to tell.
  double likeness(const image::Plane& one, const image::Plane& other) const;

 private:
  int width_, height_;
  std::vector<std::size_t> bins_;  ///< of each sample, row-major
};

}  // namespace toile::models
