#pragma once
/// The best of many motifs that a net makes, chosen by what can be measured, not by eye.

#include <string>
#include <vector>

#include "toile/base/progress.hpp"
#include "toile/models/motif_maker.hpp"

namespace toile::models {

struct ChooseMotifs {
  int count = 48;            ///< motifs wanted
  int candidates = 4;        ///< motifs made for each that is wanted
  double least_apart = 0.3;  ///< distance (see `NearestMotif`) that two chosen motifs have at least
  double least_new = 0.2;    ///< and from what the net gives back of any motif it was trained on
  int side = 256;            ///< of the ink maps
  std::uint64_t seed = 1;

  /// Throws `Error{usage}`.
  void check() const;
};

/// Motifs of `kind`, those of the greatest merit first; fewer than wanted when too few are far enough apart. Throws
/// `Error{cancelled}`.
std::vector<MadeMotif> choose_motifs(const MotifMaker& maker, const std::string& kind, const ChooseMotifs& wanted,
                                     const OnProgress& progress = no_progress);

}  // namespace toile::models
