#include "toile/compose/draw_paisley.hpp"

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {
namespace {

/// The drop's spine from the round end upwards into the curl, and its half width along it.
struct Drop {
  std::vector<V> spine = {};
  double size = 5, half = 1.3, bulge = .3, taper = 1.3;

  double width(double t) const {
    if (t < bulge) {
      const double x = 1 - t / bulge;
      return half * std::sqrt(std::max(0., 1 - x * x));
    }
    return half * (1 - std::pow((t - bulge) / (1 - bulge), taper));
  }
  V at(double t) const {
    const double x = std::clamp(t, 0., 1.) * (spine.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(x), spine.size() - 2);
    return mix(spine[i], spine[i + 1], x - i);
  }
  double heading(double t) const { return angle_of(at(std::min(1., t + .02)) - at(std::max(0., t - .02))); }

  /// The drop's edge moved inwards by `inset` cm; further inside it also ends earlier.
  Outline edge(double inset, int knots = 15) const {
    double t0 = 0, t1 = 1;
    while (t0 < bulge && width(t0) < inset * 1.02) t0 += .004;
    while (t1 > bulge && width(t1) < inset * 1.02) t1 -= .004;
    Outline left, right;
    for (int k = 0; k <= knots; ++k) {
      const double x = static_cast<double>(k) / knots, t = t0 + (t1 - t0) * (x < .5 ? .5 * std::pow(2 * x, 1.6) : x);
      const double w = std::max(0., width(t) - inset);
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
};

Drop drop(Rng& rng, double size) {
  Drop out{.size = size};
  out.bulge = rng.between(.27, .34), out.taper = rng.between(1.05, 1.6), out.half = size * rng.between(.27, .33);
  const double curl = rng.between(2.4, 4.4), lean = rng.between(-.4, -.1), hand = rng.sign(), step = size * 1.12 / 60;
  V at;
  for (int i = 0; i <= 60; ++i) {
    const double t = i / 60., past = std::max(0., t - .38);
    out.spine.push_back(at);
    at = at + polar(kUp + hand * (lean * (1 - t) * .8 + curl * past * past / .42), step);
  }
  return out;
}

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

/// Decorations in a row along an edge; `out` is +1 where the outside lies to the left of the walk.
void fringe(Drawing& d, Rng& rng, const Outline& edge, Role role, double step, int kind) {
  const double out = area(edge) > 0 ? 1 : -1;
  std::vector<Outline> all;
  int k = 0;
  for (const Place& p : along(edge, step)) {
    const V away = left_of(polar(p.heading, 1)) * out;
    const double facing = angle_of(away);
    switch (kind) {
      case 0:  // scallops
        all.push_back(circle(p.at, step * .56));
        break;
      case 1: {  // petals
        Blade b{.foot = p.at - away * (step * .3),
                .angle = facing,
                .length = step * 1.5,
                .half = step * .46,
                .rise = .7,
                .fall = .6};
        all.push_back(b.outline(4));
        break;
      }
      case 2:  // teeth
        all.push_back(polygon({p.at + polar(p.heading, step * .46) - away * .03, p.at + away * (step * .95),
                               p.at - polar(p.heading, step * .46) - away * .03}));
        break;
      case 3:  // beads off the edge
        all.push_back(circle(p.at + away * (step * .62), step * (k % 2 ? .2 : .32)));
        break;
      default: {  // hooks
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
  (void)rng;
}

/// A row of marks in the middle of a border.
void beads(Drawing& d, const Outline& line, Role role, double broad, int kind) {
  std::vector<Outline> all;
  const double step = broad * (kind == 1 ? 1.05 : 1.25);
  for (const Place& p : along(line, step)) {
    const V across = left_of(polar(p.heading, 1));
    if (kind == 0)
      all.push_back(circle(p.at, broad * .3));
    else if (kind == 1)
      all.push_back(
          tapered({p.at - across * (broad * .36), p.at, p.at + across * (broad * .36)}, broad * .26, broad * .26));
    else if (kind == 2)
      all.push_back(polygon({p.at + across * (broad * .4), p.at + polar(p.heading, broad * .3),
                             p.at - across * (broad * .4), p.at - polar(p.heading, broad * .3)}));
    else
      all.push_back(Blade{.foot = p.at - polar(p.heading, step * .4),
                          .angle = p.heading - .5,
                          .length = step * .95,
                          .half = broad * .22,
                          .bend = 1,
                          .rise = .6,
                          .fall = .8}
                        .outline(4));
  }
  d.ink(role, all);
}

constexpr Role kRing[] = {Role::main, Role::light, Role::accent, Role::shade, Role::leaf};

}  // namespace

void boteh(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const Drop drop_ = drop(rng, size);
  const Outline outer = drop_.edge(0);
  const double step = size * rng.between(.055, .075);
  const int first = rng.whole(0, 4);
  std::vector<Role> inks;
  for (int k = 0; k < 5; ++k) inks.push_back(kRing[(first + k) % 5]);
  const int fringe_kind = rng.whole(0, 4);
  const Role rim = inks[0];
  fringe(d, rng, outer, inks[rng.chance(.5) ? 0 : 2], step * 1.25, fringe_kind);
  d.part(rim, outer, 0);
  double inset = step * .9;
  const int borders = rng.whole(2, 3);
  for (int k = 1; k <= borders; ++k) {
    const bool narrow = k % 2 == 0;
    const Outline edge = drop_.edge(inset);
    if (h.gap > 0 || h.carve > 0)
      d.ink(Role::ground, drop_.edge(inset - std::max(.05, h.gap)));
    else if (h.pen > 0)
      d.ink(Role::line, drop_.edge(inset - h.pen));
    d.ink(inks[k], edge);
    if (k == 1) beads(d, drop_.edge(inset - step * .45), inks[(k + 1) % 5], step * .62, rng.whole(0, 3));
    const double broad = step * (narrow ? .55 : 1.25);
    if (!narrow) beads(d, drop_.edge(inset + broad * .5), inks[(k + 2) % 5], broad * .8, rng.whole(0, 3));
    inset += broad;
  }
  if (h.pen > 0) d.ink(Role::line, drop_.edge(inset - h.pen));
  const Role field = inks[(borders + 1) % 5];
  d.ink(field, drop_.edge(inset));
  // Inside: a blossom in the round end, drops up into the curl.
  const double t = drop_.bulge * .95, room = std::max(.2, drop_.width(t) - inset);
  const Role bloom = field == Role::main ? Role::light : Role::main,
             dark = field == Role::accent ? Role::shade : Role::accent;
  const double r = std::min(room * .92, size * .16), turn = drop_.heading(t);
  const int count = rng.whole(5, 8);
  std::vector<Outline> petals, inner;
  for (int k = 0; k < count; ++k) {
    const double angle = turn + 2 * kPi * k / count;
    Blade b{.foot = drop_.at(t) + polar(angle, r * .12),
            .angle = angle,
            .length = r * .88,
            .half = r * .8 * std::sin(kPi / count) * .82,
            .rise = .9,
            .fall = .42};
    petals.push_back(b.outline());
    inner.push_back(b.within(.5, .3).outline(5));
  }
  d.ink(bloom, petals), d.ink(dark, inner);
  d.dot(Role::centre, drop_.at(t), r * .26), d.dot(field, drop_.at(t), r * .1);
  std::vector<Outline> drops, pairs;
  for (double u = t + (r + .08 * size) / (size * 1.12); u < .95; u += .075) {
    const double free = (drop_.width(u) - inset * .8) * .9;
    if (free < .07) break;
    const double along_ = std::min(free, size * .045);
    drops.push_back(Blade{.foot = drop_.at(u - .02),
                          .angle = drop_.heading(u),
                          .length = along_ * 2,
                          .half = along_ * .6,
                          .rise = .6,
                          .fall = .9}
                        .outline(5));
    if (free > size * .05) {
      for (const double side : {-1., 1.}) {
        pairs.push_back(Blade{.foot = drop_.at(u - .035),
                              .angle = drop_.heading(u) + side * .75,
                              .length = free,
                              .half = free * .22,
                              .bend = -side * .8,
                              .rise = .7,
                              .fall = .9}
                            .outline(5));
      }
    }
  }
  d.ink(bloom, drops), d.ink(dark, pairs);
  if (room > size * .1) {
    for (const double side : {-1., 1.}) {
      d.ink(dark, Blade{.foot = drop_.at(t - .13) + left_of(polar(turn, 1)) * (side * room * .2),
                        .angle = turn + kPi - side * .9,
                        .length = room * .62,
                        .half = room * .14,
                        .bend = side * .9,
                        .rise = .7,
                        .fall = .9}
                      .outline(5));
    }
  }
}

void boteh_small(Drawing& d, Rng& rng, double size) {
  const Drop drop_ = drop(rng, size);
  d.part(rng.chance(.5) ? Role::main : Role::accent, drop_.edge(0, 10), 0);
  d.ink(Role::light, drop_.edge(size * .09, 8));
  const double t = drop_.bulge;
  d.dot(Role::shade, drop_.at(t), size * .1);
  d.ink(Role::shade, Blade{.foot = drop_.at(t + .16),
                           .angle = drop_.heading(t + .16),
                           .length = size * .2,
                           .half = size * .055,
                           .rise = .6,
                           .fall = .9}
                         .outline(5));
}

void boteh_sprig(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const Drop drop_ = drop(rng, size);
  const Outline outer = drop_.edge(0);
  fringe(d, rng, outer, Role::accent, size * .07, rng.whole(0, 4));
  d.part(Role::main, outer, 0);
  const double inset = size * .055;
  if (h.pen > 0) d.ink(Role::line, drop_.edge(inset - h.pen));
  d.ink(Role::light, drop_.edge(inset));
  const LeafLook look = LeafLook::plain;
  std::vector<V> line;
  for (double t = .06; t < .86; t += .04) line.push_back(drop_.at(t));
  for (int k = 0; k < 8; ++k) {
    const double t = .16 + .075 * k, side = k % 2 ? 1 : -1, free = drop_.width(t) - inset;
    if (free < .1) break;
    Blade b{.foot = drop_.at(t),
            .angle = drop_.heading(t) + side * 1.1,
            .length = free * .95,
            .half = free * .24,
            .bend = -side * .9,
            .rise = .7,
            .fall = 1};
    leaf(d, rng, b, look);
  }
  d.ink(Role::stem, tapered(line, size * .02 + .02, .02));
  for (int k = 0; k < 7; ++k) {
    const double t = .12 + .085 * k, side = k % 2 ? -1 : 1, free = drop_.width(t) - inset;
    const double r = std::min(size * .075, free * .42);
    if (r < .12) break;
    d.enter({.at = drop_.at(t) + left_of(polar(drop_.heading(t), 1)) * (-side * free * .5), .turn = drop_.heading(t)});
    blossom5(d, rng, r);
    d.leave();
  }
}

}  // namespace toile::compose::draw
