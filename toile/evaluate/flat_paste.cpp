#include "toile/evaluate/flat_paste.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/colour.hpp"
#include "toile/image/plane.hpp"
#include "toile/pattern/tile_sampler.hpp"

namespace toile::evaluate {
namespace {

constexpr float kFarthest = 10;        ///< pixels that black and white are displaced by, both ways
constexpr double kSmooth = 1.0 / 100;  ///< blur of the displacing grey, in photo widths

/// sRGB grey values, 0..1 (Rec. 601, as image editors reckon them).
image::Plane grey_of(const Image& photo) {
  image::Plane grey(photo.width, photo.height);
  for (std::size_t i = 0; i < grey.values.size(); ++i) {
    const std::uint8_t* p = photo.rgb.data() + 3 * i;
    grey.values[i] = (0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2]) / 255;
  }
  return grey;
}

}  // namespace

std::vector<float> flat_paste(FlatMethod method, const Image& photo, const Pattern& pattern, const FlatPlace& place) {
  const pattern::TileSampler print(pattern.tile);
  const pattern::TileSampler::Probe probe = print.probe({.u_right = static_cast<float>(place.u_x),
                                                         .v_right = static_cast<float>(place.v_x),
                                                         .u_down = static_cast<float>(place.u_y),
                                                         .v_down = static_cast<float>(place.v_y)});
  const image::Plane grey = grey_of(photo);
  const image::Plane smooth = method == FlatMethod::displace ? image::blur(grey, photo.width * kSmooth) : grey;
  const auto& linear = image::linear_of_srgb();
  std::vector<float> out(3 * photo.pixels());
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const float move = method == FlatMethod::displace ? (smooth.row(y)[x] - 0.5F) * 2 * kFarthest : 0;
      const double px = x + 0.5 + move, py = y + 0.5 + move;
      const pattern::Colour colour =
          print.sample(static_cast<float>(place.u_x * px + place.u_y * py + place.u_0),
                       static_cast<float>(place.v_x * px + place.v_y * py + place.v_0), probe);
      for (std::size_t c = 0; c < 3; ++c) {
        float value = colour[c];
        if (method != FlatMethod::paste) {
          const float coded = image::srgb_of_linear(value) * grey.row(y)[x];
          value = linear[static_cast<std::size_t>(std::lround(coded))];
        }
        out[3 * (static_cast<std::size_t>(y) * photo.width + x) + c] = value;
      }
    }
  }
  return out;
}

}  // namespace toile::evaluate
