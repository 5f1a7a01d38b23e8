#pragma once
/// How right motifs are cut from drawings of which all is known.

#include "toile/evaluate/drawn_pages.hpp"
#include "toile/scan/drawing.hpp"

namespace toile::evaluate {

/// A motif is cut right when one piece's alpha and its own cover have an IoU (the sum of the lesser over the sum of the
/// greater) of at least this.
constexpr double kCutRight = 0.9;

struct DrawingFigures {
  int motifs = 0, right = 0;
  double iou = 0;  ///< mean over all motifs, each with the piece that fits it best
  int pieces = 0;
  int extra = 0;  ///< pieces that are no motif's best one
};

DrawingFigures judged(const DrawnPage& page, const std::vector<scan::Piece>& pieces);

}  // namespace toile::evaluate
