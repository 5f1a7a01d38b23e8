#pragma once
/// The few colours that a picture is made of, and the same picture in others: colourways.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::pattern {

using Rgb = std::array<std::uint8_t, 3>;  ///< sRGB

struct Swatch {
  Rgb colour{};
  double share = 0;  ///< of the picture's pixels, 0..1
  friend bool operator==(const Swatch&, const Swatch&) = default;
};

constexpr int kMostSwatches = 16;

/// At most `count` (1 to 16) colours, the most common one first; fewer for a picture that has fewer. k-means in Oklab
/// (Ottosson 2020) on the picture's histogram, started at colours far from each other: same picture, same palette.
/// Throws `Error{usage}` for another count.
std::vector<Swatch> palette(const Image& picture, int count = 6);

/// `tile` with each colour `from[i]` changed to `to[i]`; its texture stays. A pixel follows the colours near it by the
/// inverse square of their distance in Oklab (as palette-based recolouring does: Chang et al., SIGGRAPH 2015), so that
/// soft edges stay soft. What no change reaches keeps its bytes; a tile stays seamless because every pixel is changed
/// by itself. Throws `Error{usage}` unless the two lists are of one length, 1 to 16.
Image recolour(const Image& tile, const std::vector<Rgb>& from, const std::vector<Rgb>& to);

/// Which colours of a tile change into which: for `recolour`.
struct Colourway {
  std::vector<Rgb> from, to;  ///< of one length
};

/// The tile's most common colours and, in the same order, the new ones. A tile that has fewer colours than there are
/// new ones takes the first of them. Throws `Error{usage}` unless there are 1 to 16.
Colourway colourway(const Image& tile, const std::vector<Rgb>& to);

/// At most `count` of the tile's colours, each with that of `picture` which is as light or dark among its own: what is
/// ground stays ground, and contrasts stay what they are.
Colourway colourway_from(const Image& tile, const Image& picture, int count = 6);

/// "#c0ffee" and back. Throws `Error{usage}` for another text.
Rgb colour_from_hex(const std::string& text);
std::string hex_of(const Rgb& colour);

}  // namespace toile::pattern
