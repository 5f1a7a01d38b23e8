#include "toile/scan/lattice.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace toile::scan {
namespace {

constexpr int kMostSteps = 4;       ///< of the lattice's vectors in a tile's sides
constexpr int kMostCells = 4;       ///< of the lattice in a straight tile
constexpr double kCellCost = 0.1;   ///< what another cell costs, beside the cosine between the sides
constexpr double kTurnCost = 0.05;  ///< and beside a turn by half a right angle

/// Whole numbers (i, j) with p = i a + j b, as they come out.
Vector coordinates(const Lattice& lattice, Vector p) {
  const double whole = cross(lattice.a, lattice.b);
  return {cross(p, lattice.b) / whole, cross(lattice.a, p) / whole};
}

bool made_of(const Lattice& lattice, Vector p, double tolerance) {
  const Vector at = coordinates(lattice, p);
  const Vector off = p - lattice.at(std::round(at.x), std::round(at.y));
  return length(off) <= tolerance * length(p);
}

/// How far `p` is from level, 0..1: 1 is upright.
double steepness(Vector p) {
  return std::abs(std::atan2(std::abs(p.y), std::abs(p.x))) / (std::numbers::pi / 2);
}

Vector pointing_right(Vector p) {
  return p.x < 0 || (p.x == 0 && p.y < 0) ? -1 * p : p;
}
Vector pointing_down(Vector p) {
  return p.y < 0 || (p.y == 0 && p.x < 0) ? -1 * p : p;
}

/// The distance from one stripe to the next, at right angles.
Vector across_stripes(const Lattice& stripes) {
  const Vector along = (1 / length(stripes.b)) * stripes.b;
  return stripes.a - dot(stripes.a, along) * along;
}

}  // namespace

double length(Vector p) {
  return std::sqrt(dot(p, p));  // a third of what hypot takes; no vector is near what a double holds
}

double Lattice::area() const {
  return std::abs(cross(a, b));
}

Lattice reduced(const Lattice& lattice) {
  Vector p = lattice.a, q = lattice.b;
  if (lattice.one_way) {
    p = across_stripes(lattice);
    q = (length(p) / length(q)) * q;
    return {pointing_right(p), pointing_down(q), true};
  }
  if (length(p) > length(q)) std::swap(p, q);
  for (;;) {
    const double steps = std::round(dot(p, q) / dot(p, p));
    q = q - steps * p;
    if (length(q) >= length(p) * (1 - 1e-9)) break;
    std::swap(p, q);
  }
  if (steepness(q) < steepness(p)) std::swap(p, q);
  return {pointing_right(p), pointing_down(q), false};
}

bool same_lattice(const Lattice& one, const Lattice& other, double tolerance) {
  if (one.one_way != other.one_way) return false;
  if (one.one_way) {
    const Vector p = across_stripes(one), q = across_stripes(other);
    return std::min(length(p - q), length(p + q)) <= tolerance * length(q);
  }
  if (one.area() <= 0 || other.area() <= 0) return false;
  const Lattice p = reduced(one), q = reduced(other);
  if (std::abs(p.area() / q.area() - 1) > 2.5 * tolerance) return false;
  return made_of(p, q.a, tolerance) && made_of(p, q.b, tolerance) && made_of(q, p.a, tolerance) &&
         made_of(q, p.b, tolerance);
}

Repeat repeat_of(const Lattice& lattice) {
  const Lattice r = reduced(lattice);
  if (r.one_way) {
    const bool level = steepness(r.a) <= steepness(r.b);
    return {level ? r.a : pointing_right(r.b), level ? r.b : pointing_down(r.a), 1, "stripe"};
  }
  Repeat best;
  double least = 1e9;
  std::vector<std::array<int, 2>> steps;
  for (int i = -kMostSteps; i <= kMostSteps; ++i) {
    for (int j = -kMostSteps; j <= kMostSteps; ++j) {
      if (i != 0 || j != 0) steps.push_back({i, j});
    }
  }
  for (const auto& s : steps) {
    const Vector across = r.at(s[0], s[1]);
    if (across.x <= 0) continue;
    for (const auto& t : steps) {
      const int cells = std::abs(s[0] * t[1] - s[1] * t[0]);
      const Vector down = r.at(t[0], t[1]);
      if (cells == 0 || cells > kMostCells || down.y <= 0 || steepness(across) > steepness(down)) continue;
      const double slant = std::abs(dot(across, down)) / (length(across) * length(down));
      // between equals the less stretched one: a small weight on the sum of the sides
      const double sides = (length(across) + length(down)) / std::sqrt(r.area() * cells);
      const double cost = slant + kCellCost * (cells - 1) + kTurnCost * 2 * steepness(across) + 0.01 * sides;
      if (cost < least) {
        least = cost;
        best = {across, down, cells, ""};
      }
    }
  }
  // a centred lattice is a half-drop by its columns and a half-brick by its rows: the squarer unit names it
  const double wide = length(best.across), high = length(best.down);
  const auto oblong = [](double w, double h) { return std::max(w / h, h / w); };
  const char* const kNames[] = {"straight",
                                oblong(wide / 2, high) <= oblong(wide, high / 2) ? "half-drop" : "half-brick",
                                "third-drop", "quarter-drop"};
  best.layout = kNames[best.cells - 1];
  return best;
}

}  // namespace toile::scan
