#pragma once
/// Lattices of the plane: two vectors, all whole-numbered sums of which carry a picture onto itself.

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace toile::scan {

struct Vector {
  double x = 0, y = 0;
  friend bool operator==(const Vector&, const Vector&) = default;
};

constexpr Vector operator+(Vector p, Vector q) {
  return {p.x + q.x, p.y + q.y};
}
constexpr Vector operator-(Vector p, Vector q) {
  return {p.x - q.x, p.y - q.y};
}
constexpr Vector operator*(double k, Vector p) {
  return {k * p.x, k * p.y};
}
constexpr double dot(Vector p, Vector q) {
  return p.x * q.x + p.y * q.y;
}
constexpr double cross(Vector p, Vector q) {
  return p.x * q.y - p.y * q.x;
}
double length(Vector p);

/// In pixels, x to the right, y down.
struct Lattice {
  Vector a, b;
  /// A stripe: it looks the same all along `b`, whose length means nothing.
  bool one_way = false;

  double area() const;
  Vector at(double i, double j) const { return i * a + j * b; }
};

/// The same lattice by its two shortest vectors (Lagrange and Gauss), `a` the one nearer to level, both pointing to the
/// right or down.
Lattice reduced(const Lattice& lattice);

/// Whether two lattices are the same: each one's vectors are whole-numbered sums of the other's, within a share of
/// `tolerance` of the vectors' lengths. Stripes are compared across.
bool same_lattice(const Lattice& one, const Lattice& other, double tolerance = 0.02);

/// A lattice as those who print cloth speak of it: upright tiles, and how the next column lies.
struct Repeat {
  /// Nearly square to each other, the nearer to level first: the smallest tile that is repeated straight.
  Vector across, down;
  /// Cells of the lattice in that tile: 1 straight, 2 half-drop or half-brick, 3 and more other drops.
  int cells = 1;
  std::string layout;  ///< "straight", "half-drop", "half-brick", "third-drop", "quarter-drop", "stripe"
};

/// How `lattice` is repeated. Whatever of a slant the cloth or the camera gave it is left in the vectors.
Repeat repeat_of(const Lattice& lattice);

}  // namespace toile::scan
