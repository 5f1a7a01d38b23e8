#pragma once
/// Lattices of the torus: sites that all look alike, so that what is done at one is done at all.

#include "toile/compose/fill.hpp"

namespace toile::compose {

struct Site {
  double x_cm = 0, y_cm = 0;
  bool mirrored = false;
};

/// A grid whose sites close around the repeat.
struct Lattice {
  std::vector<Site> sites;
  double cell_width_cm = 0, cell_height_cm = 0;
};

/// `columns` (even) by `rows`, every second column half a cell lower and mirrored.
Lattice half_drop_lattice(const Stage& stage, int columns, int rows);
/// `columns` by `rows` (even), every second row half a cell to the right and mirrored.
Lattice brick_lattice(const Stage& stage, int columns, int rows);

/// Lays an actor at the same spot of every site: `pose` is relative to the site, mirrored where the site is. Takes the
/// room.
void lay_at_all(Stage& stage, const Lattice& lattice, const Actor& actor, const Silhouette& silhouette,
                const Pose& pose, int layer = 0);

/// Whether it would keep the gap to all that lies and to its own likes.
bool fits_at_all(const Stage& stage, const Lattice& lattice, const Silhouette& silhouette, const Pose& pose,
                 double gap_cm);

/// As `fill`, the same at every site: the largest hole gets an actor, and so do its likes.
void fill_alike(Stage& stage, const Lattice& lattice, const std::vector<Actor>& actors, const FillRule& rule,
                Random& random);

}  // namespace toile::compose
