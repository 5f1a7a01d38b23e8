#include "toile/compose/draw_creature.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

/// A wing with its border, cells and spots.
void wing(Drawing& d, const Blade& b, Role body, Role border, int spots) {
  d.part(border, b.outline(9), .4);
  Blade in = b.within(.8, .12);
  in.notch = in.ruffle = 0, in.ruffles = 0;
  if (d.hand().gap > 0) d.ink(Role::ground, grown(in.outline(7), .04));
  d.ink(body, in.outline(7));
  std::vector<Outline> cells, dots;
  for (const double s : {-.55, 0., .55})
    cells.push_back(in.region(
        .3, .9, [=](double) { return s - .16; }, [=](double) { return s + .16; }, 5));
  d.ink(Role::light, cells);
  for (int k = 0; k < spots; ++k) {
    const double u = -.5 + 1. * (k + .5) / spots;
    dots.push_back(circle(mix(b.rim(u), b.spine(.4), .11), b.length * .032));
  }
  d.ink(Role::light, dots);
}

}  // namespace

void butterfly(Drawing& d, Rng& rng, double size) {
  const double s = size / 2, up = rng.between(.75, .95), down = rng.between(2.05, 2.3);
  const double upper = rng.between(.95, 1.08), lower = rng.between(.68, .8), ruffle = rng.chance(.6) ? .035 : 0;
  const bool eyes = rng.chance(.6), tail = rng.chance(.4);
  const Role border = d.hand().pen > 0 || d.hand().gap > 0 ? Role::shade : rng.one_of<Role>({Role::shade, Role::line});
  const Role second = rng.chance(.5) ? Role::accent : Role::main;
  d.enter({.at = {}, .turn = rng.between(-.25, .25)});
  mirrored(d, [&] {
    Blade low{.foot = {s * .03, s * .02},
              .angle = kUp + down,
              .length = s * lower,
              .half = s * .36,
              .bend = -.2,
              .rise = .7,
              .fall = .42};
    low.ruffle = ruffle, low.ruffles = ruffle > 0 ? 4 : 0;
    if (tail)
      d.ink(border,
            tapered(bow(low.at(.8, .2), low.at(.8, .2) + polar(kUp + down + .5, s * .42), -.15, 6), s * .1, s * .05));
    wing(d, low, second, border, 4);
    if (eyes) d.dot(border, low.at(.66, .1), s * .1), d.dot(Role::centre, low.at(.66, .1), s * .06);
    Blade high{.foot = {s * .03, -s * .05},
               .angle = kUp + up,
               .length = s * upper,
               .half = s * .36,
               .bend = .25,
               .rise = .95,
               .fall = .4,
               .lean = -.2};
    high.ruffle = ruffle * .7, high.ruffles = ruffle > 0 ? 3 : 0;
    wing(d, high, Role::main, border, 6);
    d.ink(Role::line, stroke(smooth({{s * .02, -s * .3}, {s * .1, -s * .55}, {s * .22, -s * .72}}, 8),
                             [=](double t) { return .035 + s * .03 * std::pow(t, 6); }));
  });
  d.ink(Role::line,
        Blade{.foot = {0, -s * .3}, .angle = kPi / 2, .length = s * .85, .half = s * .065, .rise = .5, .fall = .6}
            .outline(5));
  d.ink(Role::line, circle({0, -s * .31}, s * .065));
  d.leave();
}

void bee(Drawing& d, Rng& rng, double size) {
  const double s = size / 2;
  d.enter({.at = {}, .turn = rng.between(-.7, .7)});
  mirrored(d, [&] {
    for (const double turn : {1.85, 1.2}) {
      Blade b{.foot = {s * .1, -s * .15},
              .angle = kUp + turn,
              .length = s * (turn > 1.5 ? .75 : .95),
              .half = s * .2,
              .rise = .9,
              .fall = .4};
      d.part(Role::light, b.outline(), 0);
      d.ink(dark_of(d), tapered(b.line({{.05, 0}, {.45, -.1}, {.8, -.2}}, 5), .035, .02));
    }
  });
  Blade body{.foot = {0, -s * .25}, .angle = kPi / 2, .length = s * 1.15, .half = s * .3, .rise = .45, .fall = .7};
  d.part(Role::accent, body.outline(), 0);
  std::vector<Outline> stripes;
  for (const double t : {.28, .5, .7})
    stripes.push_back(body.region(
        t, t + .11, [](double) { return -.99; }, [](double) { return .99; }, 4));
  d.ink(Role::line, stripes);
  d.part(Role::line, circle({0, -s * .36}, s * .22), .3);
  for (const double side : {-1., 1.})
    d.ink(Role::line, tapered(bow({side * s * .06, -s * .5}, {side * s * .22, -s * .82}, side * .15, 6), .035, .045));
  d.leave();
}

void bird(Drawing& d, Rng& rng, double size) {
  const double s = size, side = rng.sign();
  const Hand& h = d.hand();
  d.enter({.at = {}, .turn = rng.between(-.15, .15), .along = side, .across = 1});
  // Tail feathers, then the body's drop, head to the right, then the wing over it.
  const V rump{-s * .17, s * .1};
  const int feathers = rng.whole(3, 4);
  for (int k = 0; k < feathers; ++k) {
    Blade b{.foot = rump + V{s * .08, -s * .03},
            .angle = kPi - .42 + .2 * k,
            .length = s * (.52 - .05 * k),
            .half = s * .05,
            .bend = rng.between(.1, .3),
            .rise = .8,
            .fall = .45};
    d.part(k % 2 ? Role::accent : Role::shade, b.outline(), 0);
    d.ink(k % 2 ? Role::accent_shade : Role::light, b.within(.45, .85).outline(5));
  }
  const Outline body{{rump, true},           {{-s * .04, -s * .06}}, {{s * .1, -s * .16}}, {{s * .17, -s * .27}},
                     {{s * .27, -s * .315}}, {{s * .37, -s * .27}},  {{s * .4, -s * .17}}, {{s * .36, -s * .03}},
                     {{s * .27, s * .12}},   {{s * .1, s * .2}},     {{-s * .06, s * .18}}};
  d.ink(Role::accent, polygon({{s * .385, -s * .25}, {s * .5, -s * .2}, {s * .385, -s * .17}}));
  for (const double x : {.06, .15}) {
    d.ink(Role::line, tapered({{s * x, s * .16}, {s * (x + .01), s * .24}, {s * (x + .02), s * .32}}, .05, .045));
    for (const double toe : {-.06, .06})
      d.ink(Role::line,
            tapered({{s * (x + .02), s * .315}, {s * (x + .02 + toe * .5), s * .335}, {s * (x + .02 + toe), s * .34}},
                    .045, .03));
  }
  d.part(Role::main, body, 0);
  d.ink(Role::light, {{{s * .375, -s * .1}},
                      {{s * .35, s * .0}},
                      {{s * .26, s * .11}},
                      {{s * .11, s * .17}},
                      {{s * .02, s * .15}, true},
                      {{s * .16, s * .07}},
                      {{s * .25, -s * .03}},
                      {{s * .31, -s * .13}, true}});
  std::vector<Outline> breast;
  for (int k = 0; k < 5; ++k)
    breast.push_back(swelling(
        bow({s * (.31 - .045 * k), s * (-.04 + .04 * k)}, {s * (.34 - .045 * k), s * (-.01 + .042 * k)}, .3, 4),
        s * .016 + .01));
  d.ink(dark_of(d), breast);
  // The wing: long feathers below, scales above.
  const V shoulder{s * .2, -s * .06};
  for (int k = 0; k < 4; ++k) {
    Blade b{.foot = shoulder + V{-s * .03 * k, s * .015 * k},
            .angle = kPi - .32 + .13 * k - .25,
            .length = s * (.46 - .07 * k),
            .half = s * .052,
            .bend = .2,
            .rise = .8,
            .fall = .5};
    d.part(k % 2 ? Role::shade : Role::accent, b.outline(), 0);
    if (h.veins > 0 || h.carve > 0)
      d.ink(h.gap > 0 && h.pen == 0 ? Role::ground
            : h.pen > 0             ? Role::line
                                    : Role::light,
            tapered(b.line({{.25, 0}, {.6, 0}, {.9, 0}}, 4), .03, .03));
  }
  Blade cover{.foot = shoulder + V{s * .06, -s * .005},
              .angle = kPi - .25,
              .length = s * .27,
              .half = s * .092,
              .bend = .1,
              .rise = .5,
              .fall = .6};
  d.part(Role::accent, cover.outline(), 0);
  std::vector<Outline> scales;
  for (int row = 0; row < 3; ++row) {
    for (int i = 0; i < 3 - row % 2; ++i)
      scales.push_back(circle(cover.at(.25 + .22 * row, (i - (2 - row % 2) / 2.) * .6), s * .017 + .006));
  }
  d.ink(Role::light, scales);
  d.dot(Role::light, {s * .31, -s * .22}, s * .032), d.dot(Role::line, {s * .313, -s * .22}, s * .021);
  if (rng.chance(.5)) {
    for (int k = 0; k < 3; ++k) {
      const V foot{s * (.25 - .02 * k), -s * .3}, tip = foot + polar(kUp - .35 - .35 * k, s * .12);
      d.ink(Role::accent, tapered(bow(foot, tip, -.1, 5), .04, .03)), d.dot(Role::accent, tip, s * .02);
    }
  }
  d.leave();
}

}  // namespace toile::compose::draw
