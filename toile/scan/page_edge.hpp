#pragma once
/// Motifs that the edge of a drawn page cuts in two.

#include <vector>

#include "toile/image/file.hpp"
#include "toile/pattern/layout.hpp"
#include "toile/scan/drawing.hpp"

namespace toile::scan {

/// Which of the `parts`, pieces that touch the edge of the page, go on in another one at the opposite edge when pages
/// lie by `layout`, on every side that they meet: their outlines agree along the edge (IoU above one half), and so do
/// their colours.
std::vector<bool> joined_across(const std::vector<Piece>& parts, const image::Size& page, pattern::Layout layout);

}  // namespace toile::scan
