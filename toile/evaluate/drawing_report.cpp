#include "toile/evaluate/drawing_report.hpp"

#include <algorithm>
#include <vector>

namespace toile::evaluate {
namespace {

/// Of a motif's cover and a piece's alpha, each 0 outside its box.
double iou(const DrawnMotif& motif, const scan::Piece& piece) {
  const int left = std::min(motif.x, piece.x), top = std::min(motif.y, piece.y);
  const int right = std::max(motif.x + motif.cover.width, piece.x + piece.picture.width),
            bottom = std::max(motif.y + motif.cover.height, piece.y + piece.picture.height);
  double both = 0, either = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const int mx = x - motif.x, my = y - motif.y, px = x - piece.x, py = y - piece.y;
      const bool in_motif = mx >= 0 && my >= 0 && mx < motif.cover.width && my < motif.cover.height,
                 in_piece = px >= 0 && py >= 0 && px < piece.picture.width && py < piece.picture.height;
      const int cover = in_motif ? motif.cover.at(mx, my) : 0,
                alpha = in_piece ? piece.picture.alpha[static_cast<std::size_t>(py) * piece.picture.width + px] : 0;
      both += std::min(cover, alpha);
      either += std::max(cover, alpha);
    }
  }
  return either > 0 ? both / either : 0;
}

bool apart(const DrawnMotif& motif, const scan::Piece& piece) {
  return motif.x >= piece.x + piece.picture.width || piece.x >= motif.x + motif.cover.width ||
         motif.y >= piece.y + piece.picture.height || piece.y >= motif.y + motif.cover.height;
}

}  // namespace

DrawingFigures judged(const DrawnPage& page, const std::vector<scan::Piece>& pieces) {
  DrawingFigures out{.motifs = static_cast<int>(page.motifs.size()), .pieces = static_cast<int>(pieces.size())};
  std::vector<bool> someones(pieces.size(), false);
  for (const DrawnMotif& motif : page.motifs) {
    double best = 0;
    std::size_t its = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (apart(motif, pieces[i])) continue;
      const double share = iou(motif, pieces[i]);
      if (share > best) best = share, its = i;
    }
    if (best > 0) someones[its] = true;
    out.right += best >= kCutRight;
    out.iou += best / std::max(1, out.motifs);
  }
  out.extra = static_cast<int>(std::count(someones.begin(), someones.end(), false));
  return out;
}

}  // namespace toile::evaluate
