#pragma once
/// `Motif`: a flower, a leaf, a paisley, to be laid out. Drawn by curves, learnt by a net or brought by a designer, it
/// is the same thing: inks with an outline.

#include <cstdint>
#include <string>
#include <vector>

namespace toile::compose {

/// In motif units: the motif's box is centred on (0, 0) and its longest side is 1; x to the right, y down.
struct Point {
  float x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// What an ink of a motif is for, so that any palette can dress it.
enum class Role {
  ground,  ///< the cloth: paper shows through (a hole, a gap between petals)
  main,    ///< petals, the body of a paisley
  shade,   ///< the darker side of `main`
  light,   ///< the lighter side of `main`
  accent,  ///< a second colour: other blossoms, berries, dots, bands
  accent_shade,
  centre,  ///< stamens, the eye of a flower
  leaf,
  leaf_shade,
  stem,
  line,  ///< outlines and veins
};

/// "ground", "main", ... and back. Throws `Error{bad_file}` for another name.
std::string name_of(Role role);
Role role_named(const std::string& name);

/// Closed curves filled by one ink (non-zero winding).
struct Shape {
  /// Each a closed spline of cubic Beziers: 3 n + 1 points (start, then two handles and an end a segment). A last point
  /// that isn't the first is joined to it by a line.
  std::vector<std::vector<Point>> curves;
  int ink = 0;  ///< number among the motif's inks
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// Inks as pixels: for what wasn't drawn.
struct Raster {
  int width = 0, height = 0;
  /// One plane an ink, then one of alpha. Where alpha is above 0 the inks' shares sum to 255.
  std::vector<std::uint8_t> planes;
  friend bool operator==(const Raster&, const Raster&) = default;
};

struct Motif {
  std::string kind;  ///< "blossom", "leaf", "sprig", "paisley", ...
  std::string name;  ///< by which a layout finds it again: "drawn:daisy:17", "learnt:blossom:203", "own:<digest>"
  std::vector<Role> roles;      ///< of its inks
  std::vector<Shape> shapes;    ///< painted in this order; empty for a raster
  Raster raster;                ///< empty for a drawn one
  float width = 1, height = 1;  ///< of its box, the longer one 1
  Point anchor;                 ///< where it is held: the foot of a stem, the middle of a blossom
  double size_cm = 5;           ///< natural length of the longest side
  friend bool operator==(const Motif&, const Motif&) = default;
};

}  // namespace toile::compose
