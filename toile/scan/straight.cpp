#include "toile/scan/straight.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/scan/look.hpp"

namespace toile::scan {
namespace {

constexpr double kLeastTurn = 0.02;   ///< sine of the angle at a corner: flatter is no rectangle seen from anywhere
constexpr double kLeastEdge = 8;      ///< pixels
constexpr double kMostPixels = 16e6;  ///< of a straightened picture that is scanned
constexpr double kMostEnlarged = 4;   ///< how much longer than the photo's a straightened picture's side may be
constexpr int kHalvings = 30;         ///< of the search for the largest frame

/// Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989: from the unit square to four places.
Homography from_square(const Corners& q) {
  const Vector over = q[0] - q[1] + q[2] - q[3];
  const Vector right = q[1] - q[2], left = q[3] - q[2];
  const double whole = cross(right, left);
  const double g = cross(over, left) / whole, h = cross(right, over) / whole;
  return {{q[1].x - q[0].x + g * q[1].x, q[3].x - q[0].x + h * q[3].x, q[0].x,  //
           q[1].y - q[0].y + g * q[1].y, q[3].y - q[0].y + h * q[3].y, q[0].y,  //
           g, h, 1}};
}

double depth_at(const Homography& view, Vector p) {
  return view.h[6] * p.x + view.h[7] * p.y + view.h[8];
}

/// Whether all of the picture, `k` times the photo's size around `middle`, shows the photo.
bool filled(const Homography& view, Vector middle, double k, const image::Size& photo) {
  for (const double right : {-0.5, 0.5}) {
    for (const double down : {-0.5, 0.5}) {
      const Vector corner = middle + Vector{k * right * photo.width, k * down * photo.height};
      if (depth_at(view, corner) * depth_at(view, middle) <= 0) return false;
      const Vector at = view(corner);
      if (at.x < -0.01 || at.y < -0.01 || at.x > photo.width + 0.01 || at.y > photo.height + 0.01) return false;
    }
  }
  return true;
}

/// What `v` is in the units of two steps.
Vector in_steps(const Lattice& steps, Vector v) {
  const double whole = cross(steps.a, steps.b);
  return {cross(v, steps.b) / whole, cross(steps.a, v) / whole};
}

/// From pixels of the cloth as it lies under its tile to the source's, the same size at its middle.
Homography flat_view(const Cloth& cloth, const image::Size& source) {
  const Vector middle = cloth.view.inverse()({0.5 * source.width, 0.5 * source.height});
  const Lattice sides = cloth.view.steps_at(middle);
  return cloth.view.after(scaling(1 / length(sides.a), 1 / length(sides.b)));
}

Outline outline_of(const Cloth& cloth, const Homography& picture_view, const Lattice& to_source, const Image& picture) {
  const Homography to_picture = picture_view.inverse(), to_tile = cloth.view.inverse();
  const Vector middle{0.5 * picture.width, 0.5 * picture.height};
  const Vector tile = to_tile(picture_view(middle));
  const Vector corner{std::floor(tile.x), std::floor(tile.y)};
  const auto place = [&](Vector uv) { return to_picture(cloth.view(uv)); };
  const Lattice lattice{in_steps(to_source, cloth.lattice.a), in_steps(to_source, cloth.lattice.b),
                        cloth.lattice.one_way};
  const Vector begin = place(corner);
  const Vector cells = in_steps(lattice, middle - 0.5 * (lattice.a + lattice.b) - begin);
  return {.origin = begin + lattice.at(std::round(cells.x), std::round(cells.y)),
          .across = place(corner + Vector{1, 0}) - begin,
          .down = place(corner + Vector{0, 1}) - begin,
          .lattice = lattice};
}

}  // namespace

Homography view_by(const Corners& corners) {
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Vector here = corners[(i + 1) % 4] - corners[i], next = corners[(i + 2) % 4] - corners[(i + 1) % 4];
    if (length(here) < kLeastEdge || cross(here, next) < kLeastTurn * length(here) * length(next)) {
      throw Error(ErrorKind::usage,
                  "the four corners are no rectangle seen by a camera: name them clockwise from the upper left, each "
                  "some pixels from the next");
    }
  }
  const double across = 0.5 * (length(corners[1] - corners[0]) + length(corners[2] - corners[3]));
  const double down = 0.5 * (length(corners[3] - corners[0]) + length(corners[2] - corners[1]));
  return from_square(corners).after(scaling(1 / across, 1 / down));
}

Frame largest_frame(const Homography& view, const image::Size& photo) {
  const Vector middle = view.inverse()({0.5 * photo.width, 0.5 * photo.height});
  double least = 0, most = std::min(kMostEnlarged, std::sqrt(kMostPixels / (1.0 * photo.width * photo.height)));
  for (int i = 0; i < kHalvings; ++i) {
    const double half = i == 0 ? most : 0.5 * (least + most);
    (filled(view, middle, half, photo) ? least : most) = half;
  }
  const int width = std::max(1, static_cast<int>(std::lround(least * photo.width))),
            height = std::max(1, static_cast<int>(std::lround(least * photo.height)));
  const Homography moved{{1, 0, middle.x - 0.5 * width, 0, 1, middle.y - 0.5 * height, 0, 0, 1}};
  return {.view = view.after(moved), .width = width, .height = height};
}

StraightCloth scan_straight(const Image& photo, const std::optional<Corners>& corners, const ClothOptions& options) {
  Image made;
  if (corners) {
    const Frame frame = largest_frame(view_by(*corners), {photo.width, photo.height});
    made = seen_through(photo, frame.view, frame.width, frame.height);
  }
  const Image& source = corners ? made : photo;
  StraightCloth out{.source = {source.width, source.height}, .cloth = scan_cloth(source, options)};
  Frame frame{.view = {}, .width = source.width, .height = source.height};
  if (out.cloth.repeat) frame = largest_frame(flat_view(out.cloth, out.source), out.source);
  const double shrink = std::min(1.0, 1.0 * kStraightSide / std::max(frame.width, frame.height));
  const int width = std::max(1, static_cast<int>(std::lround(shrink * frame.width))),
            height = std::max(1, static_cast<int>(std::lround(shrink * frame.height)));
  const Homography view = frame.view.after(scaling(1.0 * frame.width / width, 1.0 * frame.height / height));
  // smoothed before it is looked at from farther away
  const Image near = shrink < 1 ? image::resize(source, static_cast<int>(std::lround(shrink * source.width)),
                                                static_cast<int>(std::lround(shrink * source.height)))
                                : source;
  const Homography to_near = scaling(1.0 * near.width / source.width, 1.0 * near.height / source.height).after(view);
  out.picture = out.cloth.repeat ? seen_through(near, to_near, width, height) : near;
  out.to_source = view.steps_at({0.5 * width, 0.5 * height});
  if (out.cloth.repeat) out.outline = outline_of(out.cloth, view, out.to_source, out.picture);
  return out;
}

}  // namespace toile::scan
