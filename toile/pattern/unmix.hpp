#pragma once
/// Soft edges taken apart: which two inks a pixel is mixed of.

#include <cstdint>
#include <vector>

#include "toile/pattern/palette.hpp"

namespace toile::pattern {

/// In which numbers a picture's edges were mixed: most programs mix sRGB values, ours and renderers mix light.
enum class MixedIn { srgb, light };

/// A pixel of two inks. A pure one has share 0.
struct Mixture {
  std::uint8_t ink = 0, other = 0;  ///< places in the list of inks
  std::uint8_t share = 0;           ///< of the other one, 0..255
};

struct Unmixed {
  MixedIn mixed_in = MixedIn::srgb;
  std::vector<Mixture> pixels;           ///< row-major
  std::vector<std::size_t> unexplained;  ///< places of pixels that are no mixture of two inks
  std::vector<std::size_t> far_fetched;  ///< and of those that are no mixture of inks beside them
};

/// Each pixel of a flat print as a mixture of two of `inks` (1 to 16): one that is near an ink is that ink; another one
/// is what lies between two inks found beside it, or between any two where that fits much better. Wraps around.
Unmixed unmixed(const Image& picture, const std::vector<Rgb>& inks);

/// So much of `other` mixed into `ink`.
Rgb mixed(const Rgb& ink, const Rgb& other, double share, MixedIn mixed_in);

}  // namespace toile::pattern
