#include "toile/image/oklab.hpp"

#include <cmath>

#include "toile/image/colour.hpp"

namespace toile::image {

Oklab oklab_of_linear(float red, float green, float blue) {
  const float l = std::cbrt(0.4122214708F * red + 0.5363325363F * green + 0.0514459929F * blue);
  const float m = std::cbrt(0.2119034982F * red + 0.6806995451F * green + 0.1073969566F * blue);
  const float s = std::cbrt(0.0883024619F * red + 0.2817188376F * green + 0.6299787005F * blue);
  return {0.2104542553F * l + 0.7936177850F * m - 0.0040720468F * s,
          1.9779984951F * l - 2.4285922050F * m + 0.4505937099F * s,
          0.0259040371F * l + 0.7827717662F * m - 0.8086757660F * s};
}

Oklab oklab_of(const std::uint8_t* rgb) {
  const auto& linear = linear_of_srgb();
  return oklab_of_linear(linear[rgb[0]], linear[rgb[1]], linear[rgb[2]]);
}

std::array<std::uint8_t, 3> rgb_of(const Oklab& lab) {
  const auto cube = [](float x) { return x * x * x; };
  const float l = cube(lab[0] + 0.3963377774F * lab[1] + 0.2158037573F * lab[2]);
  const float m = cube(lab[0] - 0.1055613458F * lab[1] - 0.0638541728F * lab[2]);
  const float s = cube(lab[0] - 0.0894841775F * lab[1] - 1.2914855480F * lab[2]);
  return {srgb_of_linear(4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s),
          srgb_of_linear(-1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s),
          srgb_of_linear(-0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s)};
}

float difference(const Oklab& a, const Oklab& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
}

float difference(const std::uint8_t* a, const std::uint8_t* b) {
  return difference(oklab_of(a), oklab_of(b));
}

}  // namespace toile::image
