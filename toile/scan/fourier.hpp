#pragma once
/// Fast Fourier transforms of pictures, by kissfft.

#include <complex>
#include <vector>

#include "toile/image/plane.hpp"

namespace toile::scan {

/// Complex numbers on a torus of `width` by `height`, row-major.
struct Field {
  int width = 0, height = 0;
  std::vector<std::complex<float>> values;

  Field(int w, int h) : width(w), height(h), values(static_cast<std::size_t>(w) * h) {}
  std::size_t at(int x, int y) const { return static_cast<std::size_t>(y) * width + x; }
  /// Where frequency or lag -k of the one at (x, y) is.
  std::size_t opposite(int x, int y) const { return at((width - x) % width, (height - y) % height); }
};

/// The inverse is not divided by the number of values.
enum class Direction { forward, inverse };
Field transformed(const Field& field, Direction direction);

/// The next size from `least` on that is transformed quickly.
int quick_size(int least);

/// Two real planes of one size as one complex one, in the corner of zeros; `imaginary` may be null.
Field packed(const image::Plane& real, const image::Plane* imaginary, int width, int height);

}  // namespace toile::scan
