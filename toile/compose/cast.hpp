#pragma once
/// `Cast`: the motifs of one print by the parts they play, before anything is laid.

#include <vector>

#include "toile/compose/layout.hpp"
#include "toile/compose/random.hpp"

namespace toile::compose {

/// A motif dressed in the layout's inks.
struct Part {
  Motif motif;
  Placement placement;  ///< around the actor's middle, (0, 0)
};

/// What is laid as one: a motif, or several that belong together, as a bouquet does.
struct Actor {
  std::vector<Part> parts;  ///< painted in this order
  double size_cm = 5;       ///< of the longest side of all
  Point anchor = {};        ///< where it is held, as shares of its size from its middle

  /// A motif alone.
  static Actor of(Motif motif, std::vector<int> inks, double size_cm);
};

struct Cast {
  std::vector<Actor> heroes;   ///< what one sees first
  std::vector<Actor> seconds;  ///< about half as large
  std::vector<Actor> fillers;  ///< small ones for the gaps
  std::vector<Actor> leaves;   ///< what lies under flowers, and grows on stems
};

/// The ways up of a design: a cutter turns the cloth as its motifs allow.
enum class Way { one, two, four, any };

/// An angle that the way allows, a little loose; degrees.
double angle_by(Way way, Random& random);

/// What every arrangement is told.
struct Brief {
  double width_cm = 20, height_cm = 20;
  double density = 1;  ///< 0.5 airy, 2 packed
  std::uint64_t seed = 1;
  /// Numbers of the layout's inks that play: the ground, what bands and stems are printed in.
  int ground = 0, band = 1, second_band = 1, stem = 1;
  double stem_weight = 1;  ///< widths of stems beside the usual ones
};

/// What an arrangement answers.
struct Laid {
  std::vector<Placement> placements;
  std::vector<Motif> motifs;  ///< made for it: stems, bands, frames
};

}  // namespace toile::compose
