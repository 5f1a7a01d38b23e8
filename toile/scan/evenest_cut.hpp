#pragma once
/// Where to cut a tile so that its edge tells nothing.

#include "toile/pattern/seam.hpp"

namespace toile::scan {

/// Of all pairs of a column and a row the one along which colours step as much as they do on average: a seamless tile
/// rolled by it (see image::roll) has a seam score of 1, give or take what its number of lines allows.
pattern::Cut evenest_cut(const Image& tile);

}  // namespace toile::scan
