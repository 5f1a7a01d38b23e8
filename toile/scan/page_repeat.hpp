#pragma once
/// From a whole page of drawings to a repeat.

#include <cstdint>
#include <string>
#include <vector>

#include "toile/pattern/layout.hpp"
#include "toile/scan/drawing.hpp"

namespace toile::scan {

struct PageOptions {
  /// How one page lies beside the next: straight, half-drop or half-brick.
  pattern::Layout layout = pattern::Layout::straight;
  std::uint64_t seed = 1;  ///< what is put into holes, and how it is turned
};

struct PageRepeat {
  Image tile;         ///< repeats straight: of a half-drop or half-brick two pages
  int whole = 0;      ///< motifs that lay whole on the page and stay where they are
  int joined = 0;     ///< parts at the edge that are another part's other half across it
  int completed = 0;  ///< motifs cut off by the edge in whose place a whole one lies now
  int left_out = 0;   ///< those for which there was no room
  int filled = 0;     ///< motifs of the page laid once more, into holes
  std::vector<std::string> notes;
};

/// The page with its motifs laid around a torus on plain paper. Bare margins are cut to half of what lies between two
/// motifs. Parts at an edge stay when the opposite edge goes on with them; the others are completed: a whole motif of
/// the page, the likest, takes their place, across the edge. Holes wider than what lies between motifs are filled with
/// motifs of the page, whose like is farthest first. Same page and options, same bytes. Throws what motifs_on does, and
/// `Error{usage}` for another layout.
PageRepeat repeat_of_page(const Image& page, const std::string& name, const PageOptions& options = {});

}  // namespace toile::scan
