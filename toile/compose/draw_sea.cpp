#include "toile/compose/draw_sea.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

Role groove(const Drawing& d) {
  return d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::shade;
}

}  // namespace

void scallop(Drawing& d, Rng& rng, double size) {
  const V hinge{0, size * .42};
  const int ribs = rng.whole(7, 11);
  const double reach = size * .86, spread = rng.between(.95, 1.15);
  for (const double side : {-1., 1.}) {
    d.part(Role::main,
           {{hinge + V{0, -size * .04}, true},
            {hinge + V{side * size * .22, -size * .17}, true},
            {hinge + V{side * size * .2, size * .045}, true},
            {hinge + V{0, size * .05}, true}},
           0);
  }
  Outline rim{{hinge, true}, {hinge + polar(kUp - spread * 1.02, reach * .5)}};
  for (int k = 0; k < ribs; ++k) {
    const auto at = [&](double i, double far) {
      const double x = 2. * i / ribs - 1;
      return hinge + polar(kUp + x * spread, reach * far * (1 - .13 * x * x));
    };
    if (k == 0) rim.push_back({at(0, .93), true});
    rim.push_back({at(k + .5, 1.02)}), rim.push_back({at(k + 1, .94), true});
  }
  rim.push_back({hinge + polar(kUp + spread * 1.02, reach * .5)});
  d.part(Role::main, rim, .2);
  if (d.hand().shade > 0 || d.hand().bands > .4) {
    for (const double t : {.55, .8}) {  // growth bands, broad then narrow
      Outline band;
      for (const double far : {t, t + .12}) {
        for (int k = 0; k <= 12; ++k) {
          const double x = far == t ? k / 6. - 1 : 1 - k / 6.;
          band.push_back({hinge + polar(kUp + x * spread * .99, reach * far * (1 - .13 * x * x)), k == 0 || k == 12});
        }
      }
      d.ink(Role::light, band);
    }
  }
  std::vector<Outline> lines;
  for (int k = 1; k < ribs; ++k) {
    const double x = 2. * k / ribs - 1;
    lines.push_back(tapered(bow(hinge + polar(kUp + x * spread * .7, reach * .1),
                                hinge + polar(kUp + x * spread, reach * .92 * (1 - .13 * x * x)), x * .06, 6),
                            .03, size * .014 + .03));
  }
  d.ink(groove(d), lines);
}

void whelk(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign(), s = size;
  d.enter({.at = {}, .turn = rng.between(-.3, .3), .along = side, .across = 1});
  // Whorls from the spire down, each larger, each laid on the last.
  const int whorls = rng.whole(4, 6);
  double y = -s * .5, tall = s * .1;
  const double growth = std::pow(.62 / .12, 1. / whorls);
  std::vector<std::pair<V, double>> rows;
  for (int k = 0; k < whorls; ++k, tall *= growth) {
    const double wide = s * (.06 + .27 * std::pow((k + 1.) / whorls, 1.3));
    rows.push_back({{-s * .02 * k, y + tall * .5}, wide});
    y += tall * (k + 1 < whorls ? .62 : .4);
  }
  for (std::size_t k = rows.size(); k-- > 0;) {
    const auto [at, wide] = rows[k];
    const bool last = k + 1 == rows.size();
    Outline whorl;
    if (last) {
      whorl = {{at + V{-wide, -s * .05}},       {at + V{-wide * .55, -s * .16}}, {at + V{wide * .5, -s * .17}},
               {at + V{wide * 1.02, -s * .02}}, {at + V{wide * .8, s * .2}},     {at + V{wide * .25, s * .42}},
               {at + V{-wide * .1, s * .5}},    {at + V{-wide * .5, s * .26}}};
    } else {
      whorl = ellipse(at, wide, wide * .55 + s * .02, .14);
    }
    d.part(Role::main, whorl, .3);
    if (d.hand().shade > 0)
      d.ink(Role::light,
            swelling(bow(at + V{-wide * .7, -s * .01}, at + V{wide * .2, -wide * .32}, .16, 6), wide * .17));
    std::vector<Outline> marks;
    const int many = 3 + static_cast<int>(k);
    for (int i = 0; i < many; ++i) {
      const double x = (i + .5) / many * 1.5 - .75;
      marks.push_back(tapered(bow(at + V{x * wide, -wide * .34 * (1 - x * x)},
                                  at + V{x * wide * 1.05, wide * (last ? .5 : .36) * (1 - x * x) + .02}, .12, 5),
                              .03 + wide * .02, .03));
    }
    d.ink(groove(d), marks);
    if (last) {
      d.ink(d.hand().carve > 0 ? Role::ground : Role::accent, {{at + V{wide * .1, -s * .05}},
                                                               {at + V{wide * .62, -s * .03}},
                                                               {at + V{wide * .55, s * .16}},
                                                               {at + V{wide * .1, s * .36}, true},
                                                               {at + V{-wide * .05, s * .12}}});
    }
  }
  d.leave();
}

void starfish(Drawing& d, Rng& rng, double size) {
  const double r = size * .5, turn = rng.between(0, 6), bend = rng.between(-.5, .5);
  Outline rim;
  std::vector<Blade> arms;
  for (int k = 0; k < 5; ++k) {
    Blade b{.foot = {},
            .angle = turn + 2 * kPi * k / 5,
            .length = rng.about(r, .06),
            .half = r * .2,
            .bend = bend + rng.between(-.2, .2),
            .rise = .3,
            .fall = .55};
    for (const double u : {-.55, -.25, 0., .25, .55}) rim.push_back({b.rim(u)});
    const double valley = b.angle + kPi / 5;
    rim.push_back({polar(valley, r * .26)});
    arms.push_back(b);
  }
  d.part(Role::main, rim, .5);
  std::vector<Outline> dots, rows;
  for (const Blade& b : arms) {
    for (int i = 0; i < 6; ++i) {
      const double t = .1 + .14 * i;
      dots.push_back(circle(b.at(t, 0), r * (.05 - .005 * i)));
      if (i > 0 && i < 5) {
        for (const double s : {-.55, .55}) rows.push_back(circle(b.at(t, s), r * .022));
      }
    }
  }
  d.ink(d.hand().carve > 0 ? Role::ground : Role::light, dots);
  d.ink(groove(d), rows);
}

namespace {

struct Branch {
  V foot;
  double heading, way, width;
  int depth;
};

/// A bush that forks, each fork's ends round: coral.
void fork(Rng& rng, const Branch& b, std::vector<Outline>& out, std::vector<V>& tips) {
  const double turn = rng.between(-.25, .25);
  const V tip = b.foot + polar(b.heading + turn * .5, b.way);
  const double last = b.depth == 0 ? b.width * .9 : b.width * .82;
  out.push_back(tapered(bow(b.foot, tip, turn * .4, 7), b.width, last));
  if (b.depth == 0) {
    tips.push_back(tip);
    return;
  }
  const int arms = rng.chance(.35) ? 3 : 2;
  for (int k = 0; k < arms; ++k) {
    const double spread = (k - (arms - 1) / 2.) * rng.between(.65, .95);
    fork(rng,
         {tip - polar(b.heading, b.way * .06), b.heading + turn + spread, b.way * rng.between(.66, .86), last,
          b.depth - 1},
         out, tips);
  }
}

}  // namespace

void coral(Drawing& d, Rng& rng, double size) {
  std::vector<Outline> branches;
  std::vector<V> tips;
  for (const double x : {-1., 0., 1.}) {
    fork(rng, {{x * size * .03, 0}, kUp + x * .55, size * rng.between(.24, .3), size * .06 + .03, 3}, branches, tips);
  }
  if (d.hand().pen > 0) {
    for (const Outline& b : branches) d.ink(Role::line, grown(b, d.hand().pen));
  }
  d.ink(Role::accent, branches);
  std::vector<Outline> dots;
  for (const V& tip : tips) dots.push_back(circle(tip, size * .014 + .012));
  d.ink(Role::light, dots);
  d.ink(Role::accent, ellipse({0, 0}, size * .08, size * .03, 0));
}

void seaweed(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign();
  std::vector<V> line;
  for (int k = 0; k <= 30; ++k) {
    const double t = k / 30.;
    line.push_back({side * size * .1 * std::sin(t * 2.2 * kPi) * (.3 + t), -size * .95 * t});
  }
  const int pairs = rng.whole(6, 9);
  for (int k = 0; k < pairs; ++k) {
    const int at = 4 + 24 * k / pairs;
    const double along = angle_of(line[at + 1] - line[at - 1]);
    for (const double s : {-1., 1.}) {
      Blade b{.foot = line[at],
              .angle = along + s * .75,
              .length = size * .22 * (1 - .5 * k / pairs) * rng.between(.8, 1.1),
              .half = size * .03,
              .bend = -s * .8,
              .rise = 1.2,
              .fall = .35};
      d.part(Role::leaf, b.outline(5), .5);
      if (d.hand().shade + d.hand().dots > 0) d.dot(Role::leaf_shade, b.at(.8, 0), size * .011 + .01);
    }
  }
  d.ink(Role::leaf, tapered(line, size * .03 + .03, .05));
}

}  // namespace toile::compose::draw
