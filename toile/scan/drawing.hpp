#pragma once
/// From a scanned or photographed drawing to motifs without their paper.

#include <array>
#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::scan {

/// A motif, with alpha, and where the corner of its box lies on the page.
struct Piece {
  Image picture;
  int x = 0, y = 0;
};

struct Drawing {
  std::vector<Piece> pieces;  ///< largest first
  std::array<std::uint8_t, 3> paper{};
  std::vector<Piece> cut_off;      ///< what of motifs that cross the page's edge is in view, largest first
  std::vector<std::string> notes;  ///< what the person should know, a sentence each
};

/// The page's motifs: what is drawn, cut as connected pieces. Specks go with the motif that they lie by, a broken stem
/// stays whole, dust is left out. Alpha is how far a pixel has gone from the paper to the motif beside it, as at
/// watercolour's soft edges, and the colour is the motif's without the paper. Throws `Error{bad_file}` naming the page:
/// it shows no paper, nothing is drawn on it, or all of it crosses the edge.
Drawing motifs_on(const Image& page, const std::string& name);

}  // namespace toile::scan
