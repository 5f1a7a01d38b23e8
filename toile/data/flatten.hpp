#pragma once
/// From a photo of cloth to the few inks it was printed or woven in.

#include <cstdint>
#include <vector>

#include "toile/image/image.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::data {

/// A swatch in inks: what `toile prepare --inks` packs.
struct FlatSwatch {
  int side = 0;                       ///< in pixels
  std::vector<std::uint8_t> ink;      ///< of each pixel, row-major: an index into `palette`
  std::vector<pattern::Rgb> palette;  ///< 1 or more, the darkest first

  Image picture() const;
};

constexpr int kLeastFlatInks = 2, kMostFlatInks = 8;

/// Flattens a square swatch to `side` pixels in at most `most_inks` inks (2 to 8). Light and folds are taken out (what
/// the pixels of one colour have in common with their neighbours, in turns with the colours: Wells et al., "Adaptive
/// Segmentation of MRI Data", 1996, with hard classes), grain is smoothed along edges, colours are clustered in Oklab
/// where the picture is even, so that edges make no colours of their own and small accents keep theirs, and specks that
/// their neighbourhood outvotes are given to it. Same swatch, same bytes.
FlatSwatch flatten(const Image& swatch, int side, int most_inks);

}  // namespace toile::data
