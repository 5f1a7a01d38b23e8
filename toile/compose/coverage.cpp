#include "toile/compose/coverage.hpp"

#include <cairo.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <span>

namespace toile::compose {
namespace {

void draw(cairo_t* cairo, const Shape& shape, const Affine& m) {
  for (const std::vector<Point>& curve : shape.curves) {
    if (curve.empty()) continue;
    const auto x = [&](std::size_t i) { return m.x(curve[i].x, curve[i].y); };
    const auto y = [&](std::size_t i) { return m.y(curve[i].x, curve[i].y); };
    cairo_move_to(cairo, x(0), y(0));
    for (std::size_t i = 1; i + 2 < curve.size(); i += 3) {
      cairo_curve_to(cairo, x(i), y(i), x(i + 1), y(i + 1), x(i + 2), y(i + 2));
    }
    cairo_close_path(cairo);
  }
}

void fill(Coverage& coverage, std::span<const Shape> shapes, Affine m, const Box& box) {
  coverage.stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, box.width());
  coverage.bytes.assign(static_cast<std::size_t>(coverage.stride) * box.height(), 0);
  m.x0 -= box.left;
  m.y0 -= box.top;
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create_for_data(coverage.bytes.data(), CAIRO_FORMAT_A8, box.width(), box.height(),
                                          coverage.stride),
      cairo_surface_destroy);
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
  for (const Shape& shape : shapes) {
    draw(cairo.get(), shape, m);
    cairo_fill(cairo.get());
  }
  cairo_surface_flush(surface.get());
}

}  // namespace

Box box_of(const Shape& shape, const Affine& to_pixels) {
  double left = std::numeric_limits<double>::max(), top = left, right = -left, bottom = -left;
  for (const std::vector<Point>& curve : shape.curves) {
    for (const Point& point : curve) {
      const double x = to_pixels.x(point.x, point.y), y = to_pixels.y(point.x, point.y);
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  if (left > right) return {};
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)), static_cast<int>(std::ceil(right)),
          static_cast<int>(std::ceil(bottom))};
}

void cover(Coverage& coverage, const Shape& shape, const Affine& to_pixels, const Box& box) {
  fill(coverage, {&shape, 1}, to_pixels, box);
}

void cover(Coverage& coverage, const std::vector<Shape>& shapes, const Affine& to_pixels, const Box& box) {
  fill(coverage, shapes, to_pixels, box);
}

}  // namespace toile::compose
