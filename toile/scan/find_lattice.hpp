#pragma once
/// Lattices that a picture may repeat by.

#include <vector>

#include "toile/scan/correlation.hpp"
#include "toile/scan/lattice.hpp"

namespace toile::scan {

struct Candidate {
  Lattice lattice;
  double likeness = 0;    ///< mean normalised cross-correlation at the moves that the lattice predicts, -1..1
  double confidence = 0;  ///< 0..1: likeness, less for few repeats in view and for close rivals
};

/// The likeliest first, at most `most`; none where nothing repeats. No two of them are the same lattice.
///
/// Peaks of the correlation pair up to lattices; each is checked against the correlation at all moves that it predicts
/// nearby. Of those that predict about equally well the finest wins, unless some of its moves carry the picture onto
/// itself worse than the others do: then the motifs are not the same, and the coarser lattice of the good moves is
/// tried. `peaks`: how many of the correlation's are looked at.
std::vector<Candidate> find_lattices(const Correlation& correlation, std::size_t most = 6, std::size_t peaks = 40);

}  // namespace toile::scan
