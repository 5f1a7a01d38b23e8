#pragma once
/// Free space on a torus: which cells are taken, and how far each free one is from them.

#include <vector>

#include "toile/image/image.hpp"

namespace toile::compose {

struct Cell {
  int x = 0, y = 0;
};

/// What a motif covers, in cells around the middle of its box.
struct Footprint {
  std::vector<Cell> cells;
  double radius = 0;  ///< of the farthest cell

  /// The cells of `outline` (see stamp.hpp) that are covered by more than a quarter.
  static Footprint of(const Mask& outline);
  /// Those of another one too, moved by whole cells.
  void add(const Footprint& other, Cell moved);
};

/// A distance field that grows nearer as cells are taken. Distances are Euclidean, found by passing the nearest taken
/// cell on to neighbours (Danielsson, "Euclidean distance mapping", 1980), and right to a fraction of a cell.
class TorusField {
 public:
  /// Distances beyond `reach` cells aren't told apart: a field that is asked for small ones alone is quicker.
  TorusField(int width, int height, float reach = 1e9F);

  int width() const { return width_; }
  int height() const { return height_; }
  void take(const Footprint& footprint, Cell middle);
  /// From a cell to the nearest taken one, in cells; at most the torus's longer side.
  float distance(Cell cell) const { return distance_[index(cell)]; }
  /// The least distance of the footprint's cells; 0 where it would lie on a taken one. May stop looking once it is
  /// below `enough`.
  float clearance(const Footprint& footprint, Cell middle, float enough = 0) const;
  /// The freest cell: the middle of the largest hole. Of several alike the one that comes first from `start` on. Not
  /// for several threads at once.
  Cell freest(std::size_t start) const;
  /// The share of cells taken, 0..1.
  double cover() const;

 private:
  std::size_t index(Cell cell) const;

  int width_, height_;
  float reach_;
  std::vector<float> distance_;
  std::vector<Cell> nearest_;
  mutable std::vector<float> most_;  ///< of each row's distances; kUnknown where some have changed since
};

}  // namespace toile::compose
