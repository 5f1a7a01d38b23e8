#include "toile/compose/line_work.hpp"

#include <algorithm>
#include <cmath>

namespace toile::compose {
namespace {

using Curve = std::vector<PlaceCm>;

/// A closed spline through the points (Catmull-Rom as Beziers).
Curve closed_through(const Curve& points) {
  const std::size_t n = points.size();
  const auto at = [&](std::size_t i) { return points[i % n]; };
  Curve spline{points[0]};
  for (std::size_t i = 0; i < n; ++i) {
    const PlaceCm a = at(i + n - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    spline.push_back({b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6});
    spline.push_back({c.x - (d.x - b.x) / 6, c.y - (d.y - b.y) / 6});
    spline.push_back(c);
  }
  return spline;
}

/// Curves in centimetres as a motif in its own units, and its place.
Drawn drawn(const std::string& name, const std::vector<Curve>& curves, int ink) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Curve& curve : curves) {
    for (const PlaceCm& p : curve) {
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  }
  const double size = std::max({right - left, bottom - top, 0.01}), x = (left + right) / 2, y = (top + bottom) / 2;
  Motif motif;
  motif.kind = kLineWork;
  motif.name = name;
  motif.roles = {Role::line};
  motif.shapes.resize(1);
  motif.width = static_cast<float>((right - left) / size);
  motif.height = static_cast<float>((bottom - top) / size);
  motif.size_cm = size;
  for (const Curve& curve : curves) {
    std::vector<Point> points;
    for (const PlaceCm& p : curve) {
      // To 1/100 000 of the motif, so that a document is short.
      const auto unit = [&](double cm) { return static_cast<float>(std::round(cm / size * 1e5) / 1e5); };
      points.push_back({unit(p.x - x), unit(p.y - y)});
    }
    motif.shapes[0].curves.push_back(std::move(points));
  }
  return {std::move(motif), {.motif = name, .x_cm = x, .y_cm = y, .size_cm = size, .inks = {ink}}};
}

Curve straight(const Curve& corners) {
  Curve curve{corners[0]};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const PlaceCm a = corners[i], b = corners[(i + 1) % corners.size()];
    curve.push_back({a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3});
    curve.push_back({b.x - (b.x - a.x) / 3, b.y - (b.y - a.y) / 3});
    curve.push_back(b);
  }
  return curve;
}

}  // namespace

Drawn stroke(const std::string& name, const std::vector<PlaceCm>& through, double width_cm, int ink, double taper) {
  Curve one, other;
  const std::size_t n = through.size();
  for (std::size_t i = 0; i < n; ++i) {
    const PlaceCm a = through[i > 0 ? i - 1 : 0], b = through[std::min(i + 1, n - 1)];
    const double length = std::max(1e-6, std::hypot(b.x - a.x, b.y - a.y));
    const double half = width_cm / 2 * (1 + (taper - 1) * static_cast<double>(i) / static_cast<double>(n - 1));
    const double nx = -(b.y - a.y) / length * half, ny = (b.x - a.x) / length * half;
    one.push_back({through[i].x + nx, through[i].y + ny});
    other.push_back({through[i].x - nx, through[i].y - ny});
  }
  one.insert(one.end(), other.rbegin(), other.rend());
  return drawn(name, {closed_through(one)}, ink);
}

Drawn rectangle(const std::string& name, double left, double top, double width, double height, int ink) {
  return drawn(name, {straight({{left, top}, {left + width, top}, {left + width, top + height}, {left, top + height}})},
               ink);
}

Drawn dots(const std::string& name, const std::vector<PlaceCm>& at, double radius_cm, int ink) {
  constexpr double kHandle = 0.5523;  // of a quarter circle as a Bezier
  std::vector<Curve> curves;
  for (const PlaceCm& p : at) {
    const double r = radius_cm, h = kHandle * radius_cm;
    curves.push_back({{p.x + r, p.y},
                      {p.x + r, p.y + h},
                      {p.x + h, p.y + r},
                      {p.x, p.y + r},
                      {p.x - h, p.y + r},
                      {p.x - r, p.y + h},
                      {p.x - r, p.y},
                      {p.x - r, p.y - h},
                      {p.x - h, p.y - r},
                      {p.x, p.y - r},
                      {p.x + h, p.y - r},
                      {p.x + r, p.y - h},
                      {p.x + r, p.y}});
  }
  return drawn(name, curves, ink);
}

}  // namespace toile::compose
