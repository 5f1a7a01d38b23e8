#pragma once
/// Colour ranges as mills and shirt makers show them.

#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/weave/dice.hpp"

namespace toile::weave {

enum class Range {
  tartan,      ///< two fields, a dark, a light, an accent
  shirting,    ///< white or pale ground, then two or three stripe colours
  tweed,       ///< ground, the other yarn, two overchecks
  school,      ///< ground, main, second, accent: strong and few
  printed,     ///< ground and four colours: dots and geometry
  skin,        ///< ground, what rosettes hold, spots
  stripes,     ///< ground and stripe of a zebra
  camouflage,  ///< four tones of one place
  ink,         ///< near white, near black, two overchecks: most of what two yarns make is woven so
};

/// The colours, and should the first two be hard to tell apart, the second one changes places with that which isn't.
std::vector<pattern::Rgb> told_apart(std::vector<pattern::Rgb> colours);

/// `wanted` where it can be told from the ground, else the colour that differs most from it; numbers of `colours`.
int figure_on(const std::vector<pattern::Rgb>& colours, int ground, int wanted);

/// The darkest of the colours becomes the ground; what was the ground takes its place.
std::vector<pattern::Rgb> on_dark(std::vector<pattern::Rgb> colours);

/// One of the range, all its colours a little off, as no dye lot is the last one.
std::vector<pattern::Rgb> palette_from(Range range, Dice& dice);

}  // namespace toile::weave
