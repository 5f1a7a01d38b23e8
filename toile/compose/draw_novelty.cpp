#include "toile/compose/draw_novelty.hpp"

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
namespace {

/// The ink that cuts lines into a body.
Role cut_of(const Drawing& d) {
  return d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::shade;
}

}  // namespace

void feather(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign(), s = size;
  Blade b{.foot = {-side * s * .08, s * .36},
          .angle = kUp - side * .12,
          .length = s * .84,
          .half = s * rng.between(.13, .18),
          .bend = side * rng.between(.25, .6)};
  b.rise = .45, b.fall = .5, b.lean = side * .2;
  // The vane, with a few splits.
  Outline rim{{b.foot, true}};
  const int splits = rng.whole(2, 3);
  for (const int at : {-1, 1}) {
    Outline edge;
    for (int k = 0; k <= 12; ++k) {
      const double t = .02 + .95 * k / 12;
      edge.push_back({b.at(t, at)});
      if (k % (12 / splits) == 12 / splits - 2 && k > 1 && k < 11)
        edge.back().corner = true, edge.push_back({b.at(t - .045, at * .35), true}),
        edge.push_back({b.at(t + .02, at), true});
    }
    if (at > 0) std::reverse(edge.begin(), edge.end());
    rim.insert(rim.end(), edge.begin(), edge.end());
    if (at < 0) rim.push_back({b.at(1, 0), false});
  }
  d.part(Role::main, rim, 0);
  const int style = rng.whole(0, 2);
  if (style == 0)
    d.ink(Role::accent, b.region(
                            .7, .97, [](double) { return -.97; }, [](double) { return .97; }, 7));
  if (style == 1) {
    for (const double t : {.3, .52, .74})
      d.ink(Role::accent, b.region(
                              t, t + .1, [](double) { return -.96; }, [](double) { return .96; }, 4));
  }
  if (style == 2) {  // a peacock's eye
    const V eye = b.spine(.72);
    d.ink(Role::accent, ellipse(eye, s * .1, s * .075, b.heading(.72))),
        d.ink(Role::centre, ellipse(eye, s * .066, s * .046, b.heading(.72)));
    d.ink(Role::shade, ellipse(eye, s * .036, s * .026, b.heading(.72)));
  }
  std::vector<Outline> barbs;
  for (int k = 0; k < 11; ++k) {
    const double t = .06 + .74 * k / 11;
    if (style == 2 && t > .5) break;
    for (const int at : {-1, 1})
      barbs.push_back(tapered(b.line({{t, at * .1}, {t + .06, at * .5}, {t + .1, at * .86}}, 4), .04, .02));
  }
  d.ink(cut_of(d), barbs);
  std::vector<V> quill{b.foot + polar(b.angle, -s * .16), b.foot};
  for (double t = .1; t < .95; t += .1) quill.push_back(b.spine(t));
  d.ink(Role::stem, tapered(quill, s * .022 + .03, .025));
}

void fish(Drawing& d, Rng& rng, double size) {
  const double s = size, side = rng.sign();
  d.enter({.at = {}, .turn = rng.between(-.12, .12), .along = side, .across = 1});
  Blade b{.foot = {s * .48, 0},
          .angle = kPi,
          .length = s * .74,
          .half = s * rng.between(.17, .24),
          .rise = .5,
          .fall = .85};
  for (const double way : {-1., 1.}) {
    Blade fin{.foot = {-s * .16, 0},
              .angle = kPi + way * .5,
              .length = s * .34,
              .half = s * .09,
              .bend = -way * .4,
              .rise = .9,
              .fall = .6};
    d.part(Role::accent, fin.outline(), 0);
  }
  for (const double way : {-1., 1.}) {
    Blade fin{.foot = {s * .16, way * b.half * .8},
              .angle = kPi + way * -.75,
              .length = s * .3,
              .half = s * .07,
              .bend = way * .6,
              .rise = .6,
              .fall = .9};
    d.part(Role::accent, fin.outline(), 0);
  }
  d.part(Role::main, b.outline(9), 0);
  std::vector<Outline> scales;
  const int style = rng.whole(0, 1);
  for (int row = 0; row < 6; ++row) {
    const double t = .38 + .095 * row;
    if (style == 0) {
      const int many = row % 2 ? 3 : 4;
      for (int i = 0; i < many; ++i) {
        const V at = b.at(t, 1.5 * i / (many - 1) - .75);
        scales.push_back(swelling(bow(at + V{0, -s * .026}, at + V{0, s * .026}, .45, 5), s * .016 + .012));
      }
    } else if (row % 2 == 0) {
      scales.push_back(b.region(
          t, t + .07, [](double) { return -.93; }, [](double) { return .93; }, 4));
    }
  }
  d.ink(style == 0 ? cut_of(d) : Role::light, scales);
  d.ink(Role::light, b.region(
                         .02, .28, [](double) { return -.94; }, [](double) { return .94; }, 6));
  d.dot(Role::line, b.at(.17, .3), s * .028), d.dot(Role::light, b.at(.165, .36), s * .01);
  d.ink(Role::shade, swelling(bow(b.at(.3, -.85), b.at(.3, .85), .18, 7), s * .022 + .01));
  d.leave();
}

void heart(Drawing& d, Rng& rng, double size) {
  const double s = size / 2, lean = rng.between(-.12, .12);
  const auto shape = [&](double k) {
    return Outline{{{lean * s * k, s * .95 * k}, true}, {{-s * .62 * k, s * .36 * k}}, {{-s * .98 * k, -s * .22 * k}},
                   {{-s * .74 * k, -s * .78 * k}},      {{-s * .3 * k, -s * .82 * k}}, {{0, -s * .46 * k}, true},
                   {{s * .3 * k, -s * .82 * k}},        {{s * .74 * k, -s * .78 * k}}, {{s * .98 * k, -s * .22 * k}},
                   {{s * .62 * k, s * .36 * k}}};
  };
  d.part(Role::main, shape(1), .5);
  switch (rng.whole(0, 3)) {
    case 0:
      break;
    case 1:
      d.ink(Role::light, shape(.74)), d.ink(Role::accent, shape(.5));
      break;
    case 2: {
      std::vector<Outline> dots;
      for (int k = -8; k < 8; ++k) {
        const Outline edge = shape(.8);
        dots.push_back(circle(edge[(k + 8) % edge.size()].at, s * .055));
      }
      d.ink(Role::light, dots);
      if (d.hand().pen + d.hand().gap == 0) d.dot(Role::light, {0, -s * .04}, s * .46);
      d.enter({.at = {0, -s * .04}});
      daisy(d, rng, s * .4);
      d.leave();
      break;
    }
    default:
      d.ink(Role::light,
            swelling(smooth({{-s * .62, -s * .1}, {-s * .66, -s * .42}, {-s * .42, -s * .62}}, 8), s * .14));
  }
}

void bow_tie(Drawing& d, Rng& rng, double size) {
  const double s = size / 2, tail = rng.between(.5, .8);
  mirrored(d, [&] {
    d.part(Role::main,
           {{{s * .05, 0}, true},
            {{s * .2, s * .3}},
            {{s * .28, s * (.3 + tail * .5)}},
            {{s * .36, s * (.35 + tail)}, true},
            {{s * .52, s * (.22 + tail)}, true},
            {{s * .68, s * (.3 + tail)}, true},
            {{s * .5, s * .42}},
            {{s * .26, s * .12}}},
           0);
    Blade loop{
        .foot = {0, 0}, .angle = -.32, .length = s * 1.02, .half = s * .38, .bend = .35, .rise = .85, .fall = .35};
    d.part(Role::main, loop.outline(9), 0);
    d.ink(Role::shade, loop.within(.5, .75).outline());
    d.ink(cut_of(d) == Role::shade ? Role::light : cut_of(d),
          {swelling(loop.line({{.1, -.2}, {.3, -.35}, {.5, -.45}}, 5), s * .05 + .015),
           swelling(loop.line({{.1, .3}, {.26, .45}, {.42, .55}}, 5), s * .05 + .015)});
  });
  d.part(Role::main, ellipse({0, 0}, s * .15, s * .2, 0), 0);
}

void sun(Drawing& d, Rng& rng, double size) {
  const double r = size / 2;
  const int rays = rng.whole(10, 16);
  const bool waves = rng.chance(.5);
  for (int k = 0; k < 2 * rays; ++k) {
    const double a = kPi * k / rays;
    Blade b{.foot = polar(a, r * .46),
            .angle = a,
            .length = r * (k % 2 ? .36 : .53),
            .half = r * 1.05 / rays,
            .bend = waves && k % 2 == 0 ? .9 : 0,
            .rise = .5,
            .fall = 1.1};
    d.ink(k % 2 ? Role::accent : Role::centre, b.outline(5));
  }
  d.part(Role::accent, circle({}, r * .5), .4);
  d.ink(Role::centre, circle({}, r * .4));
  if (rng.chance(.6)) {  // a face
    for (const double side : {-1., 1.}) {
      d.ink(Role::accent_shade,
            swelling(bow({side * r * .24, -r * .06}, {side * r * .09, -r * .06}, -side * .3, 5), r * .045 + .01));
      d.dot(Role::accent, {side * r * .24, r * .08}, r * .06);
    }
    d.ink(Role::accent_shade, swelling(bow({-r * .1, r * .14}, {r * .1, r * .14}, -.22, 6), r * .05 + .01));
  } else {
    d.ink(Role::accent, seeds({}, r * .36, 34, r * .026));
  }
}

void moon(Drawing& d, Rng& rng, double size) {
  const double r = size / 2, side = rng.sign();
  d.enter({.at = {}, .turn = rng.between(-.35, .35), .along = side, .across = 1});
  Outline crescent;
  for (int k = 0; k <= 14; ++k) crescent.push_back({polar(.62 + (2 * kPi - 1.24) * k / 14, r), k == 0 || k == 14});
  for (int k = 1; k < 9; ++k) {
    const double y = -.58 + 1.16 * k / 9, x = .81 - .98 * std::sqrt(std::max(0., 1 - y * y / .36));
    crescent.push_back({{r * x, r * y}});
  }
  d.part(Role::accent, crescent, .3);
  std::vector<Outline> craters;
  for (int k = 0; k < 5; ++k)
    craters.push_back(circle(polar(kPi + (k - 2) * .42, r * (k % 2 ? .66 : .78)), r * rng.between(.05, .1)));
  d.ink(Role::centre, craters);
  for (const V& at : {V{.45, -.1}, V{.72, .3}}) {
    std::vector<Outline> star;
    for (int k = 0; k < 4; ++k)
      star.push_back(Blade{.foot = V{r * at.x, r * at.y},
                           .angle = k * kPi / 2 + kUp,
                           .length = r * .2,
                           .half = r * .045,
                           .rise = .4,
                           .fall = 1.2}
                         .outline(4));
    d.ink(Role::light, star);
  }
  d.leave();
}

}  // namespace toile::compose::draw
