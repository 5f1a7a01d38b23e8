#pragma once
/// `Print`: a design in inks. A palette, and for each pixel of one repeat how much of each ink lies there. A `Pattern`
/// is a rendered print; a colourway is another palette; a plate is one plane of shares.

#include <cstdint>
#include <string>
#include <vector>

#include "toile/pattern/palette.hpp"
#include "toile/pattern/pattern.hpp"

namespace toile {

struct Ink {
  pattern::Rgb colour{};
  std::string name = {};  ///< for people and printers; empty: none given
  friend bool operator==(const Ink&, const Ink&) = default;
};

constexpr int kLeastInks = 2, kMostInks = 16;

struct Print {
  int width = 0, height = 0;
  std::vector<Ink> inks;  ///< 2 to 16; the first one is the ground
  /// One plane an ink, row-major, seamless at all four edges. The shares of a pixel sum to 255.
  std::vector<std::uint8_t> shares;
  double width_cm = 20;  ///< the repeat's width in fabric

  double height_cm() const { return width_cm * height / width; }
  std::size_t pixels() const { return static_cast<std::size_t>(width) * height; }
  std::uint8_t* plane(int ink) { return shares.data() + ink * pixels(); }
  const std::uint8_t* plane(int ink) const { return shares.data() + ink * pixels(); }
  /// Nothing but ground. Throws `Error{usage}` for a number of inks outside 2..16 or a size below 1.
  static Print ground(int width, int height, std::vector<Ink> inks);
  friend bool operator==(const Print&, const Print&) = default;
};

namespace pattern {

/// The print's picture: each pixel is the mean of its inks by their shares, in linear light (what the eye sees of
/// coverage from afar).
Image rendered(const Print& print);

/// The print at another size, seamless still. When it grows, shares are enlarged by a cubic kernel on the torus
/// (Mitchell) and sharpened, so that edges are as crisp as those of the small one; when it shrinks they are
/// averaged. Throws `Error{usage}` for a size outside 1..16384.
Print resized(const Print& print, int width, int height);

/// The same design in other colours; nothing else changes. Throws `Error{usage}` unless there are as many as inks.
Print recoloured(Print print, const std::vector<Rgb>& colours);

/// Inks of one colour become the first of them: a print in three colours is printed with three plates. The same print
/// where that would leave less than two.
Print with_distinct_inks(Print print);

}  // namespace pattern
}  // namespace toile
