#include "toile/compose/draw_drop.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

constexpr double kWay = 1.12;  ///< the spine's length, of the drop's size

}  // namespace

double Drop::width(double t) const {
  if (t < bulge) {
    const double x = 1 - t / bulge;
    return half * std::sqrt(std::max(0., 1 - x * x));
  }
  return half * (1 - std::pow((t - bulge) / (1 - bulge), taper));
}

V Drop::at(double t) const {
  const double x = std::clamp(t, 0., 1.) * (spine.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(x), spine.size() - 2);
  return mix(spine[i], spine[i + 1], x - i);
}

double Drop::heading(double t) const {
  return angle_of(at(std::min(1., t + .02)) - at(std::max(0., t - .02)));
}

Outline Drop::edge(double inset, int knots) const {
  const double t0 = std::min(.7 * bulge, inset / (size * kWay));  // the round end stays round
  double t1 = 1;
  while (t1 > bulge && width(t1) < inset * 1.02) t1 -= .004;
  Outline left, right;
  for (int k = 0; k <= knots; ++k) {
    const double x = static_cast<double>(k) / knots, t = t0 + (t1 - t0) * (x < .5 ? .5 * std::pow(2 * x, 1.6) : x);
    const double round = std::min(1., (bulge - t) / (bulge - t0));
    const double w =
        t < bulge ? std::max(.1 * half, half - inset) * std::sqrt(1 - round * round) : std::max(0., width(t) - inset);
    const V side = left_of(polar(heading(t), 1));
    if (k == 0 || k == knots) {
      left.push_back({at(t), k == knots});
      continue;
    }
    left.push_back({at(t) + side * w}), right.push_back({at(t) - side * w});
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

Drop drop_shape(Rng& rng, double size) {
  Drop out{.size = size};
  out.bulge = rng.between(.27, .34), out.taper = rng.between(1.05, 1.6), out.half = size * rng.between(.24, .33);
  const double curl = rng.between(2.6, 5.6), lean = rng.between(-.4, -.1), hand = rng.sign(), step = size * kWay / 60;
  V at;
  for (int i = 0; i <= 60; ++i) {
    const double t = i / 60., past = std::max(0., t - .38);
    out.spine.push_back(at);
    at = at + polar(kUp + hand * (lean * (1 - t) * .8 + curl * past * past / .42), step);
  }
  return out;
}

namespace {

struct Place {
  V at;
  double heading;  ///< along the line
};

/// Places along a closed outline, evenly, a whole number of them.
std::vector<Place> along(const Outline& outline, double step) {
  std::vector<V> line;
  const std::vector<Point> curve = spline(outline);
  for (std::size_t i = 0; i + 3 < curve.size(); i += 3) {
    for (int k = 0; k < 6; ++k) {
      const double t = k / 6., u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, e = t * t * t;
      line.push_back({a * curve[i].x + b * curve[i + 1].x + c * curve[i + 2].x + e * curve[i + 3].x,
                      a * curve[i].y + b * curve[i + 1].y + c * curve[i + 2].y + e * curve[i + 3].y});
    }
  }
  line.push_back(line.front());
  double way = 0;
  for (std::size_t i = 1; i < line.size(); ++i) way += length(line[i] - line[i - 1]);
  const int count = std::max(3, static_cast<int>(way / step));
  std::vector<Place> out;
  double walked = 0, next = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double part = length(line[i] - line[i - 1]);
    while (next < walked + part && static_cast<int>(out.size()) < count) {
      out.push_back({mix(line[i - 1], line[i], (next - walked) / part), angle_of(line[i] - line[i - 1])});
      next += way / count;
    }
    walked += part;
  }
  return out;
}

/// In the bend of the curl there is no room for a fringe.
bool crowded(const std::vector<Place>& places, V tip, double room) {
  return std::any_of(places.begin(), places.end(), [&](const Place& p) { return length(p.at - tip) < room; });
}

}  // namespace

void fringe(Drawing& d, const Outline& edge, Role role, double step, Fringe kind) {
  const double out = area(edge) > 0 ? 1 : -1;
  std::vector<Outline> all;
  int k = 0;
  const std::vector<Place> places = along(edge, step);
  for (const Place& p : places) {
    const V away = left_of(polar(p.heading, 1)) * out;
    if (crowded(places, p.at + away * step, step * .75)) continue;
    const double facing = angle_of(away);
    switch (kind) {
      case Fringe::scallops:
        all.push_back(circle(p.at, step * .56));
        break;
      case Fringe::petals: {
        Blade b{.foot = p.at - away * (step * .3),
                .angle = facing,
                .length = step * 1.5,
                .half = step * .46,
                .rise = .7,
                .fall = .6};
        all.push_back(b.outline(4));
        break;
      }
      case Fringe::teeth:
        all.push_back(polygon({p.at + polar(p.heading, step * .46) - away * .03, p.at + away * (step * .95),
                               p.at - polar(p.heading, step * .46) - away * .03}));
        break;
      case Fringe::beads:  // off the edge
        all.push_back(circle(p.at + away * (step * .62), step * (k % 2 ? .2 : .32)));
        break;
      case Fringe::hooks: {
        Blade b{.foot = p.at - away * (step * .2),
                .angle = facing - out * .5,
                .length = step * 1.5,
                .half = step * .34,
                .bend = out * 1.3,
                .rise = .6,
                .fall = .9};
        all.push_back(b.outline(4));
      }
    }
    ++k;
  }
  d.ink(role, all);
}

void row(Drawing& d, const Outline& line, Role role, double broad, Row kind) {
  std::vector<Outline> all;
  const double step = broad * (kind == Row::bars ? 1.05 : 1.25);
  for (const Place& p : along(line, step)) {
    const V across = left_of(polar(p.heading, 1)), ahead = polar(p.heading, 1);
    switch (kind) {
      case Row::dots:
        all.push_back(circle(p.at, broad * .3));
        break;
      case Row::bars:
        all.push_back(
            tapered({p.at - across * (broad * .36), p.at, p.at + across * (broad * .36)}, broad * .26, broad * .26));
        break;
      case Row::lozenges:
        all.push_back(polygon({p.at + across * (broad * .4), p.at + ahead * (broad * .3), p.at - across * (broad * .4),
                               p.at - ahead * (broad * .3)}));
        break;
      case Row::commas:
        all.push_back(Blade{.foot = p.at - ahead * (step * .4),
                            .angle = p.heading - .5,
                            .length = step * .95,
                            .half = broad * .22,
                            .bend = 1,
                            .rise = .6,
                            .fall = .8}
                          .outline(4));
    }
  }
  d.ink(role, all);
}

}  // namespace toile::compose::draw
