#pragma once
/// Between a motif's own units and the pixels it is stamped on.

#include <cmath>
#include <numbers>

#include "toile/compose/stamp.hpp"

namespace toile::compose {

/// x' = xx x + xy y + x0, y' = yx x + yy y + y0.
struct Affine {
  double xx = 1, xy = 0, yx = 0, yy = 1, x0 = 0, y0 = 0;

  double x(double px, double py) const { return xx * px + xy * py + x0; }
  double y(double px, double py) const { return yx * px + yy * py + y0; }
};

/// Motif units to pixels.
inline Affine affine_of(const Stamp& stamp) {
  const double turn = stamp.angle * std::numbers::pi / 180, side = stamp.mirrored ? -1 : 1;
  const double c = std::cos(turn) * stamp.size, s = std::sin(turn) * stamp.size;
  return {side * c, -s, side * s, c, stamp.x, stamp.y};
}

inline Affine inverse_of(const Affine& m) {
  const double d = m.xx * m.yy - m.xy * m.yx;
  return {m.yy / d, -m.xy / d, -m.yx / d, m.xx / d, (m.xy * m.y0 - m.yy * m.x0) / d, (m.yx * m.x0 - m.xx * m.y0) / d};
}

/// A box of pixels: left and top inside, right and bottom outside.
struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool empty() const { return right <= left || bottom <= top; }
};

}  // namespace toile::compose
