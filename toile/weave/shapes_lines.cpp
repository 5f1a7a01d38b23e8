// Dots, diamonds and bent stripes.

#include <numbers>

#include "toile/weave/sheet.hpp"

namespace toile::weave {
namespace {

Print dots(const Sheet& s) {
  const int cells = s.count("cells", 1), colours = s.count("colours", 1);
  const bool drop = s.count("drop", 0) == 1;
  const double radius = s.measure("radius", 0.25), hole = radius * s.measure("open", 0);
  return s.cover([=](double x, double y) {
    const auto dot_at = [&](double u, double v, int shift) {
      const double du = fraction(u) - 0.5, dv = fraction(v) - 0.5;
      const double r = std::sqrt(du * du + dv * dv);
      if (r > radius || r < hole) return 0;
      const int column = static_cast<int>(std::floor(u)), row = static_cast<int>(std::floor(v));
      return 1 + modulo(column + 2 * row + shift, colours);
    };
    const int one = dot_at(x * cells, y * cells, 0);
    if (one != 0 || !drop) return one;
    return dot_at(x * cells + 0.5, y * cells + 0.5, colours / 2);
  });
}

Print diagonal(const Sheet& s) {
  const Bands bands(s);
  return s.cover([=](double x, double y) { return bands.at(fraction(x + y)); });
}

Print chevron(const Sheet& s) {
  const Bands bands(s);
  const double rise = s.measure("rise", 0.5);
  return s.cover([=](double x, double y) { return bands.at(fraction(y + rise * tent(x))); });
}

Print argyle(const Sheet& s) {
  const int colours = s.count("colours", 2);
  const double line = s.measure("line", 0.03);
  const bool stitched = s.count("stitched", 0) == 1;
  return s.cover([=](double x, double y) {
    const double u = x * colours;
    const double falling = u - y, rising = u + y;
    if (std::min(to_whole(falling), to_whole(rising)) < line) {
      const double along = to_whole(falling) < line ? rising : falling;
      if (!stitched || fraction(6 * along + 0.3) < 0.6) return colours + 1;
    }
    const bool inside = std::abs(fraction(u) - 0.5) + std::abs(y - 0.5) < 0.5;
    return inside ? 1 + static_cast<int>(u) : 0;
  });
}

Print harlequin(const Sheet& s) {
  const double line = s.measure("line", 0);
  const int colours = s.ink_count() - (line > 0 ? 1 : 0);
  return s.cover([=](double x, double y) {
    // Diamonds lie on a lattice of (x + y, x - y), each a whole step of both.
    const int in_row = colours == 2 ? 1 : colours;
    const double a = in_row * x + y, b = in_row * x - y;
    if (std::min(to_whole(a), to_whole(b)) < line / 2) return colours;
    const int i = static_cast<int>(std::floor(a)), j = static_cast<int>(std::floor(b));
    return modulo(i + j, 2 * colours) % colours;
  });
}

/// Upright stitches; every stitch hangs a step from its neighbour, up and down again.
Print flame(const Sheet& s) {
  const int stitches = s.count("stitches", 16), bands = s.count("bands", s.ink_count());
  const double step = s.measure("step", 0.3);
  const bool round = s.count("round", 0) == 1, twice = s.count("twice", 0) == 1;
  const Bands widths(s);
  return s.cover([=](double x, double y) {
    const int column = static_cast<int>(x * stitches);
    const double at = (column + 0.5) / stitches;
    double wave = round ? 0.5 - 0.5 * std::cos(2 * std::numbers::pi * at) : tent(at);
    if (twice) wave = at < 0.625 ? tent(at / 0.625) : 0.6 * tent((at - 0.625) / 0.375);  // a tall peak, a low one
    const double moved = std::round(wave * stitches / 2) * step / bands;
    return widths.at(fraction(y + moved));
  });
}

}  // namespace

std::map<std::string, Drawer> line_drawers() {
  return {{"dots", dots},           {"diagonal", diagonal}, {"argyle", argyle},
          {"harlequin", harlequin}, {"chevron", chevron},   {"flame", flame}};
}

}  // namespace toile::weave
