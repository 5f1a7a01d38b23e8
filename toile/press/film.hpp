#pragma once
/// Films for screens: a plate as dots.

#include <string>

#include "toile/press/plates.hpp"

namespace toile::press {

enum class Dot { round, ellipse, line, square };

/// "round", "ellipse", "line", "square". Throws `Error{usage}` for another name.
Dot dot_named(const std::string& name);

struct Screen {
  double lines_per_inch = 45;  ///< 10 to 200
  double angle = 22.5;         ///< degrees
  Dot dot = Dot::round;
  double dpi = 720;  ///< of the film, 72 to 2540
};

/// The plate as a 1-bit TIFF, CCITT group 4, black where light must not pass: its size in fabric at the film's
/// resolution, within a margin of 1 cm with a registration mark in the middle of each side, and the ink's name. Solid
/// areas stay solid: only what is neither ink nor ground becomes dots. Throws `Error{usage}` for a screen out of range,
/// or whose dots would be finer than four pixels of the film.
std::string film(const Plate& plate, double width_cm, const Screen& screen);

}  // namespace toile::press
