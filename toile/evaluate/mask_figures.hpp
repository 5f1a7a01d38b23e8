#pragma once
/// How well a found mask fits a true one. Masks are binary here: cover above 127 is inside.

#include <cstdint>
#include <optional>

#include "toile/image/image.hpp"

namespace toile::evaluate {

/// Pixels in both masks and in either one; sums of them give pooled figures.
struct Overlap {
  std::uint64_t both = 0, either = 0;

  Overlap& operator+=(const Overlap& other);
  double iou() const { return either > 0 ? static_cast<double>(both) / static_cast<double>(either) : 1; }
};

Overlap overlap(const Mask& found, const Mask& truth);

/// Boundary F measure, 0..1 (Martin, Fowlkes, Malik 2004; per mask as in Perazzi et al., "A Benchmark Dataset and
/// Evaluation Methodology for Video Object Segmentation", CVPR 2016): the harmonic mean of the share of found boundary
/// pixels within `radius` pixels of a true one, and the reverse. Where a mask leaves the picture is no boundary. 1 when
/// neither has a boundary, 0 when only one has.
double boundary_f(const Mask& found, const Mask& truth, int radius);

/// Where a person would click to put `found` right: the deepest place of the largest connected region where the two
/// masks differ. `add`: it belongs to the garment. Nothing when no region holds a disc of radius 2.
struct Correction {
  int x = 0, y = 0;
  bool add = true;
};
std::optional<Correction> next_click(const Mask& found, const Mask& truth);

}  // namespace toile::evaluate
