#pragma once
/// How good generated tiles are in the eyes of a network that took no part in training.

#include <string>
#include <vector>

#include "toile/evaluate/pattern_report.hpp"

namespace toile::evaluate {

struct OtherEyesReport {
  std::string category;
  double kid = 0;       ///< tiles against held-out swatches, features at mean 0 and deviation 1 over all swatches
  double kid_real = 0;  ///< training against held-out swatches: the floor
  /// Median distance from the mean of all swatches, of tiles and of held-out ones: in deviations, as a quadratic mean
  /// over features. The KID grows with its sixth power where all lie out in one direction.
  double far = 0, far_real = 0;
  double named = 0;       ///< share of the tiles that are taken for their category, 0..1
  double named_real = 0;  ///< the same of held-out swatches
};

/// One report for each of `sets`, in order. Tiles are named among all their categories, by a classifier that learnt the
/// training swatches (naming.hpp). Throws `Error{usage}` for fewer than two sets.
std::vector<OtherEyesReport> other_eyes_report(const std::vector<PatternSets>& sets,
                                               const models::PictureFeatures& eyes,
                                               const OnProgress& progress = no_progress);

Json to_json(const OtherEyesReport& report);

}  // namespace toile::evaluate
