#pragma once
/// Palettes: what inks a print has and what each is for. A bank learnt from cloth and plates, or one's own colours.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "toile/compose/layout.hpp"

namespace toile::compose {

constexpr int kRoles = 11;

struct Palette {
  std::vector<LayoutInk> inks;        ///< the first one is the ground
  std::array<int, kRoles> of_role{};  ///< the ink that plays each role
  int ink_of(Role role) const { return of_role[static_cast<std::size_t>(role)]; }
};

/// Colourways come in families.
enum class Family {
  learnt,        ///< the ground as it was learnt
  light_ground,  ///< nearly white
  dark_ground,   ///< nearly black
  tone_on_tone,  ///< all inks of the ground's hue
};

/// "learnt", "light", "dark", "tonal". Throws `Error{usage}` listing them for another name.
Family family_named(const std::string& name);
std::string name_of(Family family);

/// How many palettes the bank holds.
int palettes_in_bank();

/// A palette of the bank: mostly one learnt from pictures of the kind `hint` ("floral", "leaves", "paisley", "damask",
/// "geometric"; others: of any kind). Every motif ink differs from the ground by at least kLeastContrast in Oklab,
/// mostly by lightness.
Palette palette_from_bank(const std::string& hint, Family family, std::uint64_t seed);
constexpr double kLeastContrast = 0.2;

/// One's own colours: ground, main, leaf, accent, line, centre, shade, light, dark leaf, dark accent, as many as there
/// are; roles left over share an ink. Throws `Error{usage}` for fewer than `least`, more than ten, or two alike.
Palette palette_of(const std::vector<pattern::Rgb>& colours, int least);

/// Inks that say what each is for as a palette; roles left over share an ink.
Palette palette_in(const std::vector<LayoutInk>& inks);

/// Leaves, their darker halves and stems in the green inks of the palette, where it has any; veins stand out from them.
/// For a palette whose inks were given to roles by what comes most, as a designer's own are.
Palette with_green_leaves(Palette palette);

/// One ink on the ground: petals and leaves are ink with the cloth for lines (a block print), or lines and shadows are
/// ink and the rest is cloth (an engraving). `whole_leaves`: the shaded half of a leaf is ink too; for hands that
/// shade, whose leaves would lose it.
Palette block_printed(const Palette& palette, bool whole_leaves = false);
Palette engraved(const Palette& palette);

/// How far two inks of a palette lie apart in Oklab.
double contrast(const Palette& palette, int one, int other);

/// An ink for bands under motifs: the one that motifs stand out from most; the ground where they would drown in all.
int band_ink(const Palette& palette);
/// One for lines on the ground and on bands of ink `band`.
int line_ink(const Palette& palette, int band);

/// The inks of a motif in a palette. `swapped`: main and accent trade places.
enum class Dress { own, swapped, pale };
std::vector<int> dressed(const Motif& motif, const Palette& palette, Dress dress);

}  // namespace toile::compose
