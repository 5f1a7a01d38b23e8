#pragma once
/// A cut-out picture in few inks: what a motif net learns from.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::data {

/// The inks of a learnt motif, by number: three of the leaf family (greens), dark to light, then four of all other
/// colours, dark to light. A family keeps its numbers whatever the motif, so that between two motifs leaves meet leaves
/// and petals meet petals.
constexpr int kLeafInks = 3, kOtherInks = 4, kMotifInks = kLeafInks + kOtherInks;
/// What is no ink: the ground shows.
constexpr std::uint8_t kNothing = kMotifInks;

struct InkedMotif {
  int side = 0;
  std::vector<std::uint8_t> inks;  ///< (side, side): 0..kMotifInks - 1, or kNothing
  /// sRGB. Inks that the motif doesn't use have colours of their family all the same.
  std::array<std::array<std::uint8_t, 3>, kMotifInks> palette{};
};

/// `picture`, which has an alpha channel, cropped to what is opaque in it, scaled to `side` pixels less a margin of 4
/// all around, centred, and reduced to inks: k-means in OKLab within each family, where rare colours count more than
/// their share, then a majority filter against specks; the outline stays as it is. Throws `Error{bad_file}` when
/// nothing in it is opaque.
InkedMotif inked_motif(const Image& picture, int side);

/// Why a cut-out is no good as a motif, or nothing: "is a fragment: 42 % of its upper edge is a straight cut".
std::string flaw_of(const InkedMotif& motif);

}  // namespace toile::data
