#pragma once
/// How good learnt motifs of a kind are, beside real ones.

#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"
#include "toile/compose/ink_map.hpp"
#include "toile/models/picture_features.hpp"

namespace toile::evaluate {

struct MotifSets {
  std::string kind;
  std::vector<compose::InkMap> made, held_out, training;  ///< all of one side; held_out: may be empty
};

struct MotifReport {
  std::string kind;
  std::size_t made = 0, held_out = 0, training = 0;
  bool compared = false;                            ///< whether there are enough held-out motifs for the KIDs
  double kid = 0;                                   ///< made against held-out motifs
  double kid_real = 0;                              ///< training against held-out motifs: the floor
  double nearest = 0, nearest_least = 0;            ///< median and least distance of a made motif to the training ones
  double nearest_real = 0, nearest_real_least = 0;  ///< the same of held-out motifs
  double whole = 0, whole_real = 0;                 ///< mean share of the ink that hangs together, of training motifs
  std::vector<int> neighbours;                      ///< for each made motif the nearest training one
};

/// KIDs by features of motifs on white; distances as of `models::nearest_motif`.
MotifReport motif_report(const MotifSets& sets, const models::PictureFeatures& features,
                         const OnProgress& progress = no_progress);

Json to_json(const MotifReport& report);

/// A motif in its own colours on white, enlarged by whole pixels or averaged to `side`.
Image picture_of(const compose::InkMap& map, int side);

}  // namespace toile::evaluate
