#pragma once
/// A warp brought to fit a photo to a fraction of a pixel, by what the photo's own repeats predict.

#include "toile/scan/correlation.hpp"
#include "toile/scan/warp.hpp"

namespace toile::scan {

/// One cell of a lattice as a texture on the torus, a row of texels along `a`.
struct Cell {
  std::vector<image::Plane> channels;

  /// At lattice coordinates, bilinear.
  void sample(Vector uv, float* values) const;
};

/// The mean of all occurrences in the photo; for a stripe, along its whole length.
Cell cell_of(const Features& features, const Warp& warp, const Lattice& lattice);

/// What the cell predicts of the whole photo.
Features predicted(const Cell& cell, const Warp& warp, int width, int height);

/// `warp` after `rounds` of: the mean cell, what it predicts, and where the photo lies beside the prediction (Lucas and
/// Kanade 1981, in windows of `window` cells).
Warp aligned(const Features& features, Warp warp, const Lattice& lattice, int rounds, double window);

/// Normalised cross-correlation of photo and prediction around each pixel, -1..1.
image::Plane likeness_around(const Features& features, const Features& prediction, double sigma);

}  // namespace toile::scan
