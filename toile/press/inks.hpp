#pragma once
/// A print's inks, put in order for the press.

#include <string>
#include <vector>

#include "toile/pattern/print.hpp"

namespace toile::press {

/// How much of the print each ink covers, 0..1.
std::vector<double> shares_of(const Print& print);

/// What a printer calls the ink: its name, or "Ink 3".
std::string name_of(const Print& print, std::size_t ink);

/// Ink `from` printed in the colour of ink `into`; its plate goes. Both count from 0. Throws `Error{usage}` for inks
/// that aren't there, or when fewer than two would be left.
Print merged(Print print, int from, int into);

/// The shapes of an ink that are no larger than `largest_mm2` in fabric become an ink of their own at the end, in its
/// colour, called after it: small accents that shall be told apart. Shapes hang together over edges and corners, around
/// the torus, where at least half of a pixel is theirs; their soft edges go with them. Throws `Error{usage}` when none
/// or all are so small, or there would be more than sixteen inks.
Print split(Print print, int ink, double largest_mm2);

/// The inks in another order: `order[0]` becomes the first, which is the ground. Throws `Error{usage}` unless each
/// comes once.
Print reordered(const Print& print, const std::vector<int>& order);

/// What to do with the inks, one after the other. Inks are counted as they are when their turn comes, from 0.
struct InkChanges {
  struct Merge {
    int from = 0, into = 0;
  };
  struct Split {
    int ink = 0;
    double largest_mm2 = 0;
  };
  struct Name {
    int ink = 0;
    std::string name;
  };
  std::vector<Merge> merges = {};
  std::vector<Split> splits = {};
  std::vector<int> order = {};  ///< empty: as they are
  std::vector<Name> names = {};
};
Print changed(Print print, const InkChanges& changes);

}  // namespace toile::press
