#pragma once
/// The colours that a flat print was drawn in.

#include <optional>
#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/pattern/unmix.hpp"

namespace toile::pattern {

struct FlatPrint {
  std::vector<Swatch> inks;  ///< the one that covers most first
  Unmixed unmixed;           ///< the picture in these inks
  bool lossless = true;      ///< its flats are flat to the byte
};

/// A picture that is drawn in flat colours, in at most `most` (1 to 16) inks; nothing for photos, textures and shaded
/// drawings.
///
/// Flat are blocks of two by two pixels of one colour, give or take what compression left there. Their commonest
/// colours are the inks, but for those that are one of several steps between two commoner ones: soft edges that were
/// enlarged. What is no mixture of two inks is then an ink of its own: lines too thin to be flat. Beyond `most`, inks
/// that are both rare and like another one go first. The picture wraps around; what is clear doesn't count.
std::optional<FlatPrint> flat_print(const Image& picture, int most = kMostSwatches);

}  // namespace toile::pattern
