#pragma once
/// `Hand`: the manner in which motifs are drawn, so that those of one print look drawn by one person.

#include <cstdint>
#include <string>
#include <vector>

namespace toile::compose {

/// Lengths in cm, so that a small blossom and a large one are drawn with the same pen; shares are 0..1.
struct Hand {
  std::string name;
  double pen = 0;       ///< width of outlines; 0: none
  double gap = 0;       ///< bare cloth left around every part, as a printing block leaves it
  double shade = 0;     ///< share of petals and leaves that have a dark side
  double light = 0;     ///< share of those that have a light one
  double veins = 0;     ///< how many veins
  double carve = 0;     ///< veins cut out of the ink, so that the cloth shows
  double hatch = 0;     ///< shade by fine parallel lines, as an engraver's burin cuts it
  double bands = 0;     ///< smaller shapes laid in larger ones
  double dots = 0;      ///< dots and drops laid on petals and leaves
  double wobble = 0;    ///< how much an edge strays, of a part's size
  double stem = 1;      ///< how thick stems are
  double bend = 1;      ///< how much leaves and stems swing
  double fullness = 1;  ///< of petals and of leaves on a stem
};

/// flat (cut paper), folk, linocut, block (Indian block print), liberty (pen and wash), nouveau (Morris), gouache,
/// retro.
const std::vector<Hand>& hands();
/// Throws `Error{usage}` for a name that isn't one of them.
const Hand& hand_named(const std::string& name);
/// The hand of those who don't choose one.
const Hand& hand_of(std::uint64_t seed);

}  // namespace toile::compose
