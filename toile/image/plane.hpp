#pragma once
/// One channel of floats, and the smooth versions of it that filters are made of.

#include <cstddef>
#include <vector>

namespace toile::image {

struct Plane {
  int width = 0;
  int height = 0;
  std::vector<float> values;  ///< row-major

  Plane() = default;
  Plane(int w, int h, float value = 0) : width(w), height(h), values(static_cast<std::size_t>(w) * h, value) {}
  float* row(int y) { return values.data() + static_cast<std::size_t>(y) * width; }
  const float* row(int y) const { return values.data() + static_cast<std::size_t>(y) * width; }
};

/// The mean over squares of side 2 * radius + 1, of what of them lies inside the plane. Time does not depend on radius.
Plane box_mean(const Plane& plane, int radius);

/// Close to a Gaussian of standard deviation `sigma` pixels: three box means (Wells 1986).
Plane blur(const Plane& plane, double sigma);

/// Resampled to this size: bilinear, area-averaged when shrinking.
Plane resample(const Plane& plane, int width, int height);

/// Edge-preserving smoothing of `plane` along the edges of `guide` (He, Sun, Tang, "Guided Image Filtering", 2010):
/// squares of side 2 * radius + 1; edges of `guide` whose variance is well above `epsilon` are kept.
Plane guided_filter(const Plane& guide, const Plane& plane, int radius, float epsilon);

}  // namespace toile::image
