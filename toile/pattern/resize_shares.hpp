#pragma once
/// Shares of inks at another size.

#include <cstdint>
#include <vector>

namespace toile::pattern {

/// Planes of one size, one after the other, each row-major. The values of a pixel sum to 255. Whether the planes repeat
/// (a print) or end (a motif) is up to who reads beyond their edges.
struct Shares {
  int width = 0, height = 0, planes = 0;
  std::vector<std::uint8_t> values;

  std::size_t pixels() const { return static_cast<std::size_t>(width) * height; }
};

/// On the torus. Enlarging: Mitchell's cubic kernel, then each plane is steepened about the middle of the range of the
/// 5x5 pixels around, by as much as it was enlarged, and held within that range: an edge is as narrow as it was, a line
/// keeps its width and its depth, and an even mixture stays the mixture it is. Shrinking: the mean of what a pixel
/// covers. A pixel's shares sum to 255 again.
Shares resize_shares(const Shares& shares, int width, int height);

}  // namespace toile::pattern
