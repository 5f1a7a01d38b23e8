#pragma once
/// Motifs that are drawn: endless, exact at any size, and the same for ever by their name.

#include <string>
#include <vector>

#include "toile/compose/draw_hand.hpp"
#include "toile/compose/motif.hpp"

namespace toile::compose {

struct DrawnKind {
  std::string name;    ///< "rose", "fern"
  std::string family;  ///< becomes the motif's kind: "blossom", "leaf", "frond", "sprig", "bouquet", "paisley" ...
  double size_cm = 3;  ///< of a usual one
};
const std::vector<DrawnKind>& drawn_kinds();

/// Same kind, seed and hand: same curves. The motif is called
/// "drawn:<kind>:<seed>:<hand>". Throws `Error{usage}` for a kind that isn't one of them.
Motif draw_motif(const std::string& kind, std::uint64_t seed, const Hand& hand);
/// In the hand that the seed chooses.
Motif draw_motif(const std::string& kind, std::uint64_t seed);

/// The motif of that name: "drawn:daisy:17:linocut" or "drawn:daisy:17". Throws `Error{usage}` for another text.
Motif drawn_motif_named(const std::string& name);
bool is_drawn_name(const std::string& name);

}  // namespace toile::compose
