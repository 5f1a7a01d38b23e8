#pragma once
/// `Drop`: the bent drop of a boteh, and what is set in rows along its edges.

#include "toile/compose/draw_drawing.hpp"

namespace toile::compose::draw {

struct Drop {
  std::vector<V> spine = {};  ///< from the round end into the curl
  double size = 5, half = 1.3, bulge = .3, taper = 1.3;

  double width(double t) const;  ///< cm from the spine to the edge, t in 0..1
  V at(double t) const;
  double heading(double t) const;
  /// The edge moved inwards by `inset` cm; further inside it also ends earlier.
  Outline edge(double inset, int knots = 15) const;
};
Drop drop_shape(Rng& rng, double size);

enum class Fringe { scallops, petals, teeth, beads, hooks };
/// A row of them outside a closed edge, `step` cm apart.
void fringe(Drawing& d, const Outline& edge, Role role, double step, Fringe kind);

enum class Row { dots, bars, lozenges, commas };
/// A row of marks on a closed line, within a border `broad` cm broad.
void row(Drawing& d, const Outline& line, Role role, double broad, Row kind);

}  // namespace toile::compose::draw
