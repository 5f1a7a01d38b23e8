#pragma once
/// How large garments in a photo are in life: a guess, for whoever knows better to put right.

#include <vector>

#include "toile/models/garment_segmenter.hpp"

namespace toile::models {

/// Fills in `width_cm` of each of `found`, which are the garments of one photo of `width` x `height` pixels.
///
/// Lengths of clothes differ less than their widths do, which depend on how sleeves lie: a top is taken to be 66 cm
/// long, a tunic 85, trousers 100, a short skirt 50, a dress 95, a jacket 74, a coat 105 (women's size 40, men's size
/// 50, rounded). What the photo's edge cuts is measured across. All that one person wears has one scale, the median of
/// what each of it says. A garment of no group gets 0: not known.
void guess_widths(std::vector<FoundGarment>& found, int width, int height);

}  // namespace toile::models
