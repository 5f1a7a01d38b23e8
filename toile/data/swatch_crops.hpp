#pragma once
/// Which squares of a picture become swatches.

#include <vector>

namespace toile::data {

/// Top left corner and side, in pixels.
struct Square {
  int x = 0;
  int y = 0;
  int side = 0;
  friend bool operator==(const Square&, const Square&) = default;
};

/// Squares of a width x height picture that are worth being `size` pixels wide; they don't overlap.
///
/// As a rule one, the largest in the middle. A picture at least twice as long as wide gives as many of its
/// short side as fit. One whose short side is at least 2 * `size` gives a grid of half its short side: motifs
/// keep a useful scale there, and nothing is enlarged. At most `most` squares, spread evenly. None when it is
/// tiny (see `smallest_side`).
std::vector<Square> squares_of(int width, int height, int size, int most);

/// The short side below which a picture is tiny: enlarging it more than 7/3 times would train blur (96 for
/// 224).
int smallest_side(int size);

}  // namespace toile::data
