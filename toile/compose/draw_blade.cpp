#include "toile/compose/draw_blade.hpp"

#include <algorithm>

namespace toile::compose::draw {

V Blade::spine(double t) const {
  if (std::abs(bend) < 1e-3) return foot + polar(angle, length * t);
  const double r = length / bend, to = angle + bend * t;
  return foot + V{r * (std::sin(to) - std::sin(angle)), r * (std::cos(angle) - std::cos(to))};
}

double Blade::width(double t, double side) const {
  const double x = std::clamp(t, 0., 1.), peak = rise / (rise + fall);
  return half * (1 + side * lean) * std::pow(x / peak, rise) * std::pow((1 - x) / (1 - peak), fall);
}

V Blade::at(double t, double s) const {
  if (s == 0) return spine(t);
  return spine(t) - left_of(polar(heading(t), 1)) * (s * width(t, s < 0 ? -1 : 1));
}

V Blade::rim(double u) const {
  const double x = 1 - std::abs(u), t = (1 - std::cos(kPi * x)) / 2;
  const V at = this->at(t, u < 0 ? -1 : 1), pivot = spine(.4);
  double reach = 1;
  if (notch > 0) reach -= notch * std::exp(-u * u / .012);
  if (point > 0) reach += point * std::exp(-u * u / .01);
  if (ruffles > 0) {
    const double near_tip = std::clamp((x - .35) / .3, 0., 1.);
    reach += ruffle * near_tip * std::cos(2 * kPi * ruffles * u / 1.3 + phase);
  }
  return pivot + (at - pivot) * reach;
}

Outline Blade::outline() const {
  return outline(length < .8 ? 5 : 7);
}

Outline Blade::outline(int n) const {
  if (ruffles > 0) n = std::max(n, 3 * ruffles + 4);
  if (notch > 0 || point > 0) n = std::max(n, 9);
  Outline out{{foot, rise >= .8}};
  for (int k = 1; k < 2 * n; ++k) {
    const double u = -1 + static_cast<double>(k) / n;
    out.push_back({rim(u), k == n && (fall >= .9 || notch > 0 || point > 0)});
  }
  return out;
}

Outline Blade::toothed(int teeth, double depth) const {
  Outline left{{foot, true}}, right;
  for (int k = 0; k < teeth; ++k) {
    const double t = (k + .35) / teeth, next = (k + 1.) / teeth;
    for (const int side : {-1, 1}) {
      Outline& rim = side < 0 ? left : right;
      rim.push_back({at(t, side * (1 - depth * .3))});
      rim.push_back({at(std::min(1., next + .3 / teeth * (1 - next)), side * (k + 1 < teeth ? 1.06 : 0)), true});
      if (k + 1 < teeth) rim.push_back({at(next, side * (1 - depth)), true});
    }
  }
  right.pop_back();  // the tip, which the left side has already
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

Outline Blade::lobed(int lobes, double depth, bool sharp) const {
  Outline left{{foot, true}}, right;
  for (int k = 0; k < lobes; ++k) {
    const double from = k * .92 / lobes, step = .92 / lobes;
    for (const int side : {-1, 1}) {
      Outline& rim = side < 0 ? left : right;
      rim.push_back({at(from + .06 + (side > 0 ? .01 : 0), side * (1 - depth))});
      rim.push_back({at(from + step * .45, side * .98)});
      rim.push_back({at(from + step * (sharp ? 1.05 : .8), side * (sharp ? 1.12 : 1.)), sharp});
    }
  }
  for (const int side : {-1, 1}) (side < 0 ? left : right).push_back({at(.93, side * (1 - depth))});
  left.push_back({at(1, 0), sharp});
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

std::vector<V> Blade::line(const std::vector<TS>& places, int count) const {
  std::vector<V> points;
  for (const TS& place : places) points.push_back(at(place.t, place.s));
  return smooth(points, count);
}

Outline Blade::region(double t0, double t1, const std::function<double(double)>& from,
                      const std::function<double(double)>& to, int knots) const {
  Outline out, back;
  for (int k = 0; k < knots; ++k) {
    const double x = static_cast<double>(k) / (knots - 1), t = t0 + (t1 - t0) * x;
    const V a = at(t, from(t)), b = at(t, to(t));
    const bool end = k == 0 || k == knots - 1;
    const bool meet = end && draw::length(a - b) < .02 * half;
    out.push_back({a, end});
    if (!meet) back.push_back({b, end});
  }
  out.insert(out.end(), back.rbegin(), back.rend());
  return out;
}

Outline Blade::sickle(double u0, double u1, double depth, int knots) const {
  Outline out, back;
  const V pivot = spine(.42);
  for (int k = 0; k < knots; ++k) {
    const double x = static_cast<double>(k) / (knots - 1), deep = depth * std::pow(std::sin(kPi * x), .75);
    const V edge = mix(rim(u0 + (u1 - u0) * x), pivot, .015);
    const bool end = k == 0 || k == knots - 1;
    out.push_back({edge, end});
    if (!end) back.push_back({mix(edge, pivot, deep)});
  }
  out.insert(out.end(), back.rbegin(), back.rend());
  return out;
}

Blade Blade::within(double share, double at_t) const {
  Blade small = *this;
  small.foot = spine(at_t * (1 - share));
  small.angle = heading(at_t * (1 - share));
  small.length = length * share, small.bend = bend * share, small.half = half * share;
  return small;
}

}  // namespace toile::compose::draw
