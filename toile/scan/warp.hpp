#pragma once
/// Where each place of the cloth lies in the photo.

#include <array>

#include "toile/image/plane.hpp"
#include "toile/scan/lattice.hpp"

namespace toile::scan {

/// A plane seen by a camera: 3 x 3 numbers by rows, the last one 1.
struct Homography {
  std::array<double, 9> h{1, 0, 0, 0, 1, 0, 0, 0, 1};

  Vector operator()(Vector p) const {
    const double w = h[6] * p.x + h[7] * p.y + h[8];
    return {(h[0] * p.x + h[1] * p.y + h[2]) / w, (h[3] * p.x + h[4] * p.y + h[5]) / w};
  }
  Homography inverse() const;
  /// First `first`, then this one.
  Homography after(const Homography& first) const;
  /// How far the picture of `p` moves with a step in x (a) and one in y (b).
  Lattice steps_at(Vector p) const;
};

/// x times as wide and y times as high, around 0.
Homography scaling(double x, double y);

/// From lattice coordinates (u, v), in cells, to pixels of a picture (the middle of the first one is at 0.5): the
/// plane's view, then by how much the cloth has crept.
struct Warp {
  Homography view;
  image::Plane creep_x, creep_y;  ///< pixels, at each pixel of the picture

  Vector forward(Vector uv) const;
  /// Of a place of the picture.
  Vector back(Vector at) const;
  Vector creep(Vector at) const;
  /// For the same picture with `width` by `height` pixels.
  Warp resized(int width, int height) const;
};

/// Between the pixels' middles; beyond the edge the edge's values.
float bilinear(const image::Plane& plane, Vector at);

}  // namespace toile::scan
