#include "toile/weave/shapes.hpp"

#include <cmath>
#include <functional>
#include <numbers>

#include "toile/base/error.hpp"
#include "toile/weave/cover.hpp"

namespace toile::weave {
namespace {

/// What a shape is drawn from.
struct Sheet {
  const Shape& shape;
  const std::vector<Ink>& inks;
  int width, height, across, down;

  double measure(const std::string& name, double otherwise) const {
    const auto found = shape.measures.find(name);
    return found == shape.measures.end() ? otherwise : found->second;
  }
  int count(const std::string& name, int otherwise) const {
    return static_cast<int>(std::lround(measure(name, otherwise)));
  }
  int ink_count() const { return static_cast<int>(inks.size()); }
  template <typename InkAt>
  Print cover(const InkAt& ink_at) const {
    return covered(width, height, across, down, inks, ink_at);
  }
};

double fraction(double x) {
  return x - std::floor(x);
}
/// Distance to the nearest whole number, 0..0.5.
double to_whole(double x) {
  return std::abs(x - std::round(x));
}
/// 0 at whole numbers, 1 half way, straight between.
double tent(double x) {
  return 2 * to_whole(x);
}
int modulo(int a, int n) {
  return (a % n + n) % n;
}

/// Bands `width0`, `width1`, ... of the inks in turn: which one lies at `t`, 0..1.
class Bands {
 public:
  explicit Bands(const Sheet& sheet) {
    double sum = 0;
    for (int i = 0; sheet.shape.measures.contains("width" + std::to_string(i)); ++i) {
      ends_.push_back(sum += sheet.measure("width" + std::to_string(i), 1));
      inks_.push_back(sheet.count("ink" + std::to_string(i), i % sheet.ink_count()));
    }
    for (double& end : ends_) end /= sum;
  }
  int at(double t) const {
    std::size_t i = 0;
    while (i + 1 < ends_.size() && t >= ends_[i]) ++i;
    return inks_[i];
  }

 private:
  std::vector<double> ends_;
  std::vector<int> inks_;
};

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
    return 0.25 + 0.25 * std::cos(2 * std::numbers::pi * t) * (1 - 0.18 * std::sin(2 * std::numbers::pi * t) * 0);
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
    // Rows half a scale apart, each laid over the one above: the lowest that covers the place is seen.
    for (int row = 4; row >= -1; --row) {
      const double cy = row * 0.25, cx = modulo(row, 2) == 0 ? 0.5 : 0.0;
      double dx = x - cx;
      dx -= std::round(dx);
      const double r = std::hypot(dx, y - cy) / 0.5;
      const double py = y - cy;
      if (r <= 1 && py <= 0.0 + 0.5) {
        if (py > 0.25) continue;
        const int ring = std::min(rings - 1, static_cast<int>((1 - r) * rings));
        return ring % inks;
      }
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
    const int ink = 1 + modulo(at.column + (modulo(at.row, 2) == 0 ? 0 : 2) + at.row / 2 * 0, colours);
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
    const double v = 2 * y;
    const int row = static_cast<int>(v);
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

using Drawer = Print (*)(const Sheet&);
const std::map<std::string, Drawer>& drawers() {
  static const std::map<std::string, Drawer> all = {
      {"dots", dots},         {"diagonal", diagonal}, {"argyle", argyle},   {"harlequin", harlequin},
      {"chevron", chevron},   {"flame", flame},       {"trellis", trellis}, {"quatrefoil", quatrefoil},
      {"ogee", ogee},         {"key", key},           {"blocks", blocks},   {"scallops", scallops},
      {"hexagons", hexagons}, {"lattice", lattice},   {"circles", circles}, {"triangles", triangles},
      {"parquet", parquet}};
  return all;
}

}  // namespace

Print drawn(const Shape& shape, const std::vector<Ink>& inks, int width, int height, int across, int down) {
  const auto drawer = drawers().find(shape.name);
  if (drawer != drawers().end()) return drawer->second({shape, inks, width, height, across, down});
  std::string names;
  for (const auto& [name, unused] : drawers()) names += (names.empty() ? "" : ", ") + name;
  throw Error(ErrorKind::usage, "there is no shape " + shape.name + "; there are " + names);
}

}  // namespace toile::weave
