#pragma once
/// `InkMap`: a motif as a net makes it, a number of an ink for each pixel, and the motif that comes of it.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "toile/compose/motif.hpp"

namespace toile::compose {

struct InkMap {
  /// Three inks of the leaf family (greens), dark to light, then four of all other colours, dark to light.
  static constexpr int kLeafInks = 3, kInks = 7;
  static constexpr std::uint8_t kNothing = kInks;

  int side = 0;
  std::vector<std::uint8_t> inks;                            ///< (side, side): 0..6, or kNothing
  std::array<std::array<std::uint8_t, 3>, kInks> palette{};  ///< sRGB
  friend bool operator==(const InkMap&, const InkMap&) = default;
};

/// `map` without what is too small to be printed: specks of ink and of nothing take their neighbours' number, and of
/// pieces that don't touch only those remain that are large beside the largest one or lie close to it.
InkMap cleaned(InkMap map);

/// How much of the ink is in the largest connected piece (8 neighbours), 0..1; 0 for a map of nothing.
double wholeness(const InkMap& map);

/// The motif of `map`: its inks' shares with edges softened by a pixel; inks that hardly occur are given to their
/// likest. What an ink is for is guessed from its family, its lightness beside the commonest one, its hue and its
/// place: greens are leaves; the commonest other ink is `main`, darker ones `shade`, lighter ones `light`; other hues
/// `accent`; what is thin and dark `line`, what is small and in the middle of a blossom `centre`. The palette itself is
/// not kept. Throws `Error{bad_file}` for a map of nothing.
Motif motif_of(const InkMap& map, const std::string& kind, const std::string& name);

/// Natural length of a motif of this kind's longest side: a sprig is longer than a blossom.
double natural_size_cm(const std::string& kind);

}  // namespace toile::compose
