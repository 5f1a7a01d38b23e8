#pragma once
/// Swatches out of photos of garments: clean squares of cloth inside the garment's matte.

#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::data {

/// Why a square of cloth makes no swatch.
enum class Blemish { none, plain, shaded, blurred, lone_motif };

/// "is plain cloth", "has folds or shadows", ...
std::string sentence_of(Blemish blemish);

/// What a look at a square finds, all without unit.
struct ClothFigures {
  double contrast = 0;   ///< standard deviation of luminance around its slow course, 0..1
  double shading = 0;    ///< range of its slow course relative to its mean
  double sharpness = 0;  ///< mean step between neighbouring pixels relative to that between pixels 4 apart
  double evenness = 0;   ///< smallest contrast among the 3 x 3 parts relative to the largest: a logo makes it small
};

ClothFigures look_at_cloth(const Image& square);
Blemish blemish_of(const ClothFigures& figures);

struct ClothSquare {
  int x = 0, y = 0, side = 0;  ///< in pixels of the photo
  Blemish blemish = Blemish::none;
};

/// The largest squares that lie wholly inside the matte (254 and more), at most `most`, none overlapping another, none
/// smaller than `least` pixels; each judged.
std::vector<ClothSquare> cloth_squares(const Image& photo, const Mask& matte, int least, int most);

}  // namespace toile::data
