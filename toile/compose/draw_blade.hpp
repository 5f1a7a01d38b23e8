#pragma once
/// `Blade`: a petal or a leaf. A spine from foot to tip, bent evenly, with a width on either side; whatever decorates
/// it is placed in its own coordinates and follows its bend.

#include "toile/compose/draw_curve.hpp"

namespace toile::compose::draw {

struct Blade {
  V foot = {};
  double angle = kUp;            ///< heading at the foot
  double length = 1, half = .3;  ///< cm along the spine, cm from the spine to the edge where it is widest
  double bend = 0;               ///< radians that the heading turns by from foot to tip
  /// The width runs as t^rise (1 - t)^fall: rise below 1 makes a round foot, above 1 a narrow one; fall below 1 a round
  /// tip, from 1 on a pointed one. It is widest at rise / (rise + fall).
  double rise = 1, fall = .5;
  double lean = 0;    ///< -1..1: how much wider the right side is than the left one
  double notch = 0;   ///< how deep the tip is cut in, of the length
  double point = 0;   ///< how far a round tip is drawn out into a point, of the length
  double ruffle = 0;  ///< height of the waves along the rim, of the length
  int ruffles = 0;
  double phase = 0;  ///< of the waves

  V spine(double t) const;
  double heading(double t) const { return angle + bend * t; }
  double width(double t, double side) const;  ///< cm from the spine to the edge on that side (-1 left, 1 right)
  /// t: 0 at the foot, 1 at the tip; s: -1 at the left edge, 0 on the spine, 1 at the right edge.
  V at(double t, double s) const;
  V tip() const { return rim(0); }
  /// u: -1 at the foot, along the left edge, 0 at the tip, down the right edge to 1 at the foot.
  V rim(double u) const;
  Outline outline() const;  ///< with as many knots as its size needs
  Outline outline(int knots_a_side) const;
  Outline toothed(int teeth, double depth) const;  ///< serrated, as a rose's leaf
  /// Waves deep into the blade on either side, as an oak's leaf (`sharp`: pointed, as a thistle's or a
  /// chrysanthemum's).
  Outline lobed(int lobes, double depth, bool sharp) const;

  struct TS {
    double t, s;
  };
  /// A smooth line through places of the blade.
  std::vector<V> line(const std::vector<TS>& places, int count = 7) const;
  /// From `t0` to `t1` between two lines s(t), pointed where they meet.
  Outline region(double t0, double t1, const std::function<double(double)>& from,
                 const std::function<double(double)>& to, int knots = 7) const;
  /// A sickle inside the rim from `u0` to `u1`, at most `depth` of the way to the blade's middle broad. It keeps to
  /// notches and ruffles.
  Outline sickle(double u0, double u1, double depth, int knots = 9) const;
  /// The same blade, smaller by `share` about its `at_t`.
  Blade within(double share, double at_t = .4) const;
};

}  // namespace toile::compose::draw
