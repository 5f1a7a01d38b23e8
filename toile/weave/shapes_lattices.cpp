// Lattices of lines: trellis, quatrefoil, ogee, Greek key.

#include <array>
#include <numbers>

#include "toile/weave/sheet.hpp"

namespace toile::weave {
namespace {

Print trellis(const Sheet& s) {
  const double line = s.measure("line", 0.05), gap = s.measure("gap", 0), diamond = s.measure("diamond", 0);
  const int last = s.ink_count() - 1;
  return s.cover([=](double x, double y) {
    const double edge = std::min(to_whole(x + y), to_whole(x - y));
    if (edge < line / 2 && edge >= gap / 2) return 1;
    if (edge < line / 2) return 0;
    const double u = std::max(std::abs(fraction(x + y) - 0.5), std::abs(fraction(x - y) - 0.5));
    return u < diamond / 2 ? last : 0;
  });
}

/// To the outline of a quatrefoil that touches the sides of its repeat: below 0 inside.
double quatrefoil_distance(double x, double y) {
  constexpr double kOff = 0.23, kRadius = 0.27;
  const double ax = std::abs(x), ay = std::abs(y);
  return std::min({std::hypot(ax - kOff, ay) - kRadius, std::hypot(ax, ay - kOff) - kRadius, std::max(ax, ay) - kOff});
}

Print quatrefoil(const Sheet& s) {
  const double line = s.measure("line", 0.06), inner = s.measure("inner", 0);
  const int last = s.ink_count() - 1;
  const bool filled = s.count("filled", 0) == 1;
  return s.cover([=](double x, double y) {
    const double at = quatrefoil_distance(x - 0.5, y - 0.5);
    if (std::abs(at) < line / 2) return 1;
    if (inner > 0 && std::abs(at + inner + line / 2) < line / 4) return last;
    return at > 0 && filled ? last : 0;
  });
}

/// Onion shapes between two mirrored waves.
Print ogee(const Sheet& s) {
  const double line = s.measure("line", 0.05), inner = s.measure("inner", 0.5);
  const int last = s.ink_count() - 1;
  const auto half_width = [](double t) {  // of the shape at height t, -0.5..0.5
    return 0.25 + 0.25 * std::cos(2 * std::numbers::pi * t);
  };
  return s.cover([=](double x, double y) {
    double u = std::abs(x - 0.5), v = y - 0.5;
    const bool middle = u < half_width(v);
    if (!middle) {
      u = 0.5 - u;
      v = v < 0 ? v + 0.5 : v - 0.5;
    }
    const double width = half_width(v);
    const double slope = std::numbers::pi / 2 * std::sin(2 * std::numbers::pi * v);
    const double edge = (width - u) / std::sqrt(1 + slope * slope);
    if (edge < line / 2) return 1;
    const double small = half_width(std::clamp(v / inner, -0.5, 0.5)) * inner;
    const double in_slope = std::numbers::pi / 2 * std::sin(2 * std::numbers::pi * std::clamp(v / inner, -0.5, 0.5));
    const double within = (small - u) / std::sqrt(1 + in_slope * in_slope);
    if (std::abs(v) < inner / 2 && within > 0) return within < line / 2 && last > 2 ? last - 1 : last;
    return 0;
  });
}

Print key(const Sheet& s) {
  // A meander of unit lines on an 8 x 8 grid, a border line above and below.
  static constexpr std::array<const char*, 12> kRows = {"........", "########", "........", "######.#",
                                                        "#....#.#", "#.##.#.#", "#.#..#.#", "#.####.#",
                                                        "#......#", "########", "........", "########"};
  const int last = s.ink_count() - 1;
  return s.cover([=](double x, double y) {
    const int row = static_cast<int>(y * 16), column = static_cast<int>(x * 8);
    if (row >= 12) return row == 13 || row == 14 ? last : 0;
    return kRows[row][column] == '#' ? 1 : 0;
  });
}

}  // namespace

std::map<std::string, Drawer> lattice_drawers() {
  return {{"trellis", trellis}, {"quatrefoil", quatrefoil}, {"ogee", ogee}, {"key", key}};
}

}  // namespace toile::weave
