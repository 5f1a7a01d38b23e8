// Shapes that fill the plane: blocks, scales, honeycomb, ribbons, circles, triangles, bricks.

#include "toile/weave/sheet.hpp"

namespace toile::weave {
namespace {

/// Three rhombi a cube (the rhombille tiling); a repeat is one cube wide and 1.5 cubes (two rows) high.
Print blocks(const Sheet& s) {
  return s.cover([=](double x, double y) {
    double u = x, v = 3 * y;  // a row of cubes is 1.5 units; a cube is 2 units high
    for (const double shift : {0.0, 0.5}) {
      const double cx = u - shift - std::floor(u - shift) - 0.5;  // -0.5..0.5 from the cube's middle
      double cy = v - (shift == 0 ? 1.0 : 2.5);
      cy -= 3 * std::round(cy / 3);
      const double roof = std::abs(cx);  // the slope of edges: half a unit over half a cube
      if (cy < -1 + roof || cy > 1 - roof) continue;
      if (cy < -roof) return 0;
      return cx < 0 ? 1 : 2;
    }
    return 0;
  });
}

Print scallops(const Sheet& s) {
  const int rings = s.count("rings", 3), inks = s.ink_count();
  return s.cover([=](double x, double y) {
    // Rows of circles a quarter repeat apart, each laid over the one above: of those that cover the place the lowest
    // is seen, and of its circle only what lies above the next row's tops.
    for (int row = 4; row >= -1; --row) {
      const double middle_x = modulo(row, 2) == 0 ? 0.5 : 0, middle_y = 0.25 * row;
      const double dx = x - middle_x - std::round(x - middle_x), dy = y - middle_y;
      const double radius = 2 * std::hypot(dx, dy);
      if (radius > 1 || dy > 0.25) continue;
      return std::min(rings - 1, static_cast<int>((1 - radius) * rings)) % inks;
    }
    return 0;
  });
}

struct Hexagon {
  int column, row;
  double edge;  ///< distance to its border, in units of its width
};

/// Pointed hexagons one unit wide, rows sqrt(3)/2 apart.
Hexagon hexagon_at(double x, double y) {
  constexpr double kRow = 0.8660254037844386;
  Hexagon best{0, 0, -1};
  const int row = static_cast<int>(std::floor(y / kRow));
  for (int r = row - 1; r <= row + 2; ++r) {
    const double shift = modulo(r, 2) == 0 ? 0 : 0.5;
    const int column = static_cast<int>(std::round(x - shift));
    const double dx = std::abs(x - shift - column), dy = std::abs(y - r * kRow);
    const double edge = 0.5 - std::max(dx, dx / 2 + dy * kRow);
    if (edge > best.edge) best = {column, r, edge};
  }
  return best;
}

Print hexagons(const Sheet& s) {
  const int colours = s.ink_count() - 1, cells = s.count("cells", 3);
  const double line = s.measure("line", 0.08), core = s.measure("core", 0);
  const int rows = s.count("rows", 4);
  return s.cover([=](double x, double y) {
    const Hexagon at = hexagon_at(x * cells, y * rows * 0.8660254037844386);
    if (at.edge < line / 2) return 0;
    const int ink = 1 + modulo(at.column + (modulo(at.row, 2) == 0 ? 0 : 2), colours);
    if (core > 0 && at.edge > 0.5 - core / 2) return 1 + ink % colours;
    return ink;
  });
}

/// Ribbons over and under one another.
Print lattice(const Sheet& s) {
  const double ribbon = s.measure("ribbon", 0.7);
  const int last = s.ink_count() - 1;
  return s.cover([=](double x, double y) {
    const double u = 2 * x, v = 2 * y;
    const bool even = (static_cast<int>(u) + static_cast<int>(v)) % 2 == 0;
    const double du = std::abs(fraction(u) - 0.5), dv = std::abs(fraction(v) - 0.5);
    const double half = ribbon / 2, rim = half - 0.06;
    const bool upright = du < half, lying = dv < half;
    if (upright && (even || !lying)) return du > rim && last > 2 ? 3 : 1;
    if (lying) return dv > rim && last > 2 ? 3 : std::min(2, last);
    return 0;
  });
}

Print circles(const Sheet& s) {
  const double line = s.measure("line", 0.05);
  const int last = s.ink_count() - 1;
  return s.cover([=](double x, double y) {
    int covers = 0;
    for (int i = -1; i <= 2; ++i) {
      for (int j = -1; j <= 2; ++j) {
        for (const double shift : {0.0, 0.5}) {
          const double r = std::hypot(x - i - shift, y - j - shift);
          if (std::abs(r - 0.5) < line / 2) return 0;
          if (r < 0.5) ++covers;
        }
      }
    }
    return covers >= 2 ? 1 : last;
  });
}

Print triangles(const Sheet& s) {
  const int cells = s.ink_count();
  return s.cover([=](double x, double y) {
    // Two rows a repeat, the second shifted by half a triangle.
    const double v = 2 * y + 0.5;  // a tile is cut through triangles, not along their feet
    const int row = static_cast<int>(v) % 2;
    const double up = 1 - fraction(v);  // 1 at the row's top
    const double u = x * cells + 0.5 * row;
    const int column = static_cast<int>(std::floor(u));
    const bool standing = std::abs(fraction(u) - 0.5) < (1 - up) / 2;
    const int beside = fraction(u) > 0.5 ? column + 1 : column;
    if (cells == 2) return standing ? 0 : 1;
    return standing ? modulo(column + row, cells) : modulo(beside + row + 1, cells);
  });
}

/// Bricks of 1 x 2 units at right angles to one another; a repeat has 4 x 4 units.
Print parquet(const Sheet& s) {
  const double line = s.measure("line", 0.08);
  const int colours = s.ink_count() - 1;
  return s.cover([=](double x, double y) {
    const double u = 4 * x, v = 4 * y;
    const int i = static_cast<int>(u), j = static_cast<int>(v);
    // Along each diagonal two squares of a lying brick are followed by two of a standing one.
    const int phase = modulo(i - j, 4);
    const bool lying = phase < 2;
    double du = fraction(u), dv = fraction(v);
    int number = 0;
    if (lying) {
      du = (du + phase) / 2;
      number = j;
      du = std::min(du, 1 - du) * 2;
      dv = std::min(dv, 1 - dv);
    } else {
      const int below = phase == 3 ? 0 : 1;
      dv = (dv + below) / 2;
      number = i;
      dv = std::min(dv, 1 - dv) * 2;
      du = std::min(du, 1 - du);
    }
    if (std::min(du, dv) < line / 2) return 0;
    return lying ? 1 : 2 + modulo(number, colours - 1);
  });
}

}  // namespace

std::map<std::string, Drawer> tiling_drawers() {
  return {{"blocks", blocks},   {"scallops", scallops},   {"hexagons", hexagons}, {"lattice", lattice},
          {"circles", circles}, {"triangles", triangles}, {"parquet", parquet}};
}

}  // namespace toile::weave
