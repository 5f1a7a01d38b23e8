#pragma once
/// How good generated tiles of a category are, beside real swatches.

#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/base/progress.hpp"
#include "toile/image/image.hpp"
#include "toile/models/picture_features.hpp"

namespace toile::evaluate {

struct PatternSets {
  std::string category;
  std::vector<Image> tiles;     ///< generated
  std::vector<Image> held_out;  ///< swatches that training has not seen: two or more
  std::vector<Image> training;  ///< the ones it has: two or more
};

/// Distances are Euclidean, between features.
struct PatternReport {
  std::string category;
  std::size_t tiles = 0, held_out = 0, training = 0;
  double kid = 0;                        ///< tiles against held-out swatches
  double kid_real = 0;                   ///< training against held-out swatches: the floor
  double seam_mean = 0, seam_worst = 0;  ///< seam scores of the tiles, 1 being perfect
  double diversity = 0, diversity_real = 0;
  double nearest = 0;                    ///< median distance of a tile to the nearest training swatch
  double nearest_real = 0;               ///< of a held-out swatch to the nearest training swatch
  double likeness_worst = 0;             ///< largest correlation of a tile with a training swatch under all shifts
  double likeness_real = 0;              ///< the same for held-out swatches
  std::size_t memorised = 0;             ///< tiles that fail the test of `pattern_report`
  double lattice = 0, lattice_real = 0;  ///< mean regularity (see correlation.hpp)
};

/// A tile counts as memorised when its nearest training swatch is nearer than 1 % of the held-out swatches are to
/// theirs, or when it correlates with a training swatch, under some shift, by more than 0.9 and more than any held-out
/// one does.
PatternReport pattern_report(const PatternSets& sets, const models::PictureFeatures& features,
                             const OnProgress& progress = no_progress);

Json to_json(const PatternReport& report);

}  // namespace toile::evaluate
