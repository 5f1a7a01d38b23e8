// Blossoms of the tropics.

#include <algorithm>

#include "toile/compose/draw_garden.hpp"

namespace toile::compose::draw {
void frangipani(Drawing& d, Rng& rng, double r) {
  const double turn = rng.between(0, 6), bend = rng.either_way(.5, .8);
  const bool tight = !told_apart(d.hand());
  for (int k = 0; k < 5; ++k) {
    Blade b{.foot = {},
            .angle = turn + 2 * kPi * k / 5 - bend * .4,
            .length = r * rng.between(.97, 1.03),
            .half = r * (tight ? .27 : .34),
            .bend = bend,
            .rise = .95,
            .fall = .42};
    b.lean = bend > 0 ? .15 : -.15;
    d.part(Role::main, b.outline());
    if (d.hand().shade > 0) d.ink(Role::shade, b.sickle(bend > 0 ? -.95 : .95, 0, .3));
    // The warm throat that runs out into each petal.
    Blade glow = b.within(.62, 0);
    glow.half *= .72, glow.fall = .8;
    d.ink(Role::centre, glow.outline());
    Blade deep = glow.within(.55, 0);
    d.ink(Role::accent, deep.outline(5));
    if (d.hand().carve > 0)
      d.ink(Role::ground, {tapered(b.line({{.68, .3}, {.78, .32}, {.88, .25}}, 4), .03, .07),
                           tapered(b.line({{.68, -.3}, {.78, -.32}, {.88, -.25}}, 4), .03, .07)});
  }
}

void orchid(Drawing& d, Rng& rng, double r) {
  const PetalLook look = petal_look(d.hand(), rng);
  const auto at = [&](double angle, double reach, double half, double fall) {
    return Blade{.foot = {},
                 .angle = kUp + angle,
                 .length = reach,
                 .half = half,
                 .bend = rng.between(-.12, .12),
                 .rise = .8,
                 .fall = fall};
  };
  const Inks back = told_apart(d.hand()) ? kPetal : Inks{Role::shade, Role::shade, Role::light};
  petal(d, rng, at(0, r * .95, r * .27, .55), back, look);
  for (const double side : {-1., 1.}) petal(d, rng, at(side * 2.25, r * .95, r * .27, .6), back, look);
  for (const double side : {-1., 1.}) {
    Blade b = at(side * 1.2, r, r * .46, .36);
    b.ruffle = .025, b.ruffles = 3;
    petal(d, rng, b, kPetal, look);
  }
  Blade lip{.foot = {0, -r * .05}, .angle = kPi / 2, .length = r * .68, .half = r * .3, .rise = 1.3, .fall = .4};
  lip.ruffle = .07, lip.ruffles = 4;
  d.part(Role::accent, lip.outline());
  std::vector<Outline> spots;
  for (int k = 0; k < 8; ++k) {
    const Blade::TS place{rng.between(.4, .85), rng.between(-.7, .7)};
    spots.push_back(circle(lip.at(place.t, place.s), r * .025 + .008));
  }
  d.ink(dark_of(d) == Role::ground ? Role::ground : Role::accent_shade, spots);
  for (const double side : {-1., 1.})
    d.part(Role::accent,
           Blade{.foot = {},
                 .angle = kPi / 2 - side * .95,
                 .length = r * .3,
                 .half = r * .1,
                 .bend = side * .9,
                 .rise = .7,
                 .fall = .6}
               .outline(5),
           0);
  d.part(Role::centre, ellipse({0, r * .03}, r * .1, r * .13, 0), 0);
}

void protea(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const PetalLook look = petal_look(h, rng);
  const V foot{0, -r * .18};
  stem(d, {{0, 0}, {0, -r * .1}, foot}, r * .14, r * .15);
  for (const double side : {-1., 1.}) {
    for (const double angle : {1.75, 1.25}) {
      Blade b{.foot = foot,
              .angle = kUp + side * angle,
              .length = r * .82,
              .half = r * .12,
              .bend = -side * .5,
              .rise = .7,
              .fall = .95};
      leaf(d, rng, b, LeafLook::ribbed);
    }
  }
  const auto bract = [&](double angle, double reach, double half) {
    Blade b{.foot = foot,
            .angle = kUp + angle,
            .length = reach,
            .half = half,
            .bend = -angle * .45,
            .rise = .9,
            .fall = .7};
    b.point = .05;
    return b;
  };
  const Inks back = told_apart(h) ? kPetal : Inks{Role::shade, Role::shade, Role::main};
  for (int i = 0; i < 9; ++i) {
    const int order = i % 2 ? 8 - i / 2 : i / 2;
    petal(d, rng, bract((order - 4) / 4. * 1.15, r * (1.62 - .2 * std::abs(order - 4) / 4.), r * .2), back, look);
  }
  // The dome.
  const V top{0, -r * 1.02};
  d.part(Role::light, around(top, 16, [&](double a) { return r * (.5 + .1 * std::sin(-a)); }), .5);
  std::vector<Outline> hairs;
  for (int row = 0; row < 4; ++row) {
    for (int k = -3; k <= 3; ++k) {
      const double x = (k + .5 * (row % 2)) / 3.6, y = .25 - .22 * row;
      if (x * x + y * y > .8) continue;
      hairs.push_back(swelling(
          bow(top + V{x * r * .44, y * r * .5 + r * .06}, top + V{x * r * .5, y * r * .5 - r * .07}, x * .1, 4),
          r * .045 + .015));
    }
  }
  d.ink(h.pen > 0 ? Role::line : h.gap > 0 ? Role::ground : Role::centre, hairs);
  for (int i = 0; i < 7; ++i) {
    const int order = i % 2 ? 6 - i / 2 : i / 2;
    petal(d, rng, bract((order - 3) / 3. * 1.25, r * (.98 - .12 * std::abs(order - 3) / 3.), r * .2), kPetal, look);
  }
}

void strelitzia(Drawing& d, Rng& rng, double r) {
  const double side = rng.sign();
  d.enter({.at = {-side * r * .35, 0}, .turn = 0, .along = side, .across = 1});
  const V head{0, -r * 1.05};
  stem(d, smooth({{r * .25, 0}, {r * .1, -r * .45}, {-r * .02, -r * .8}, head + V{r * .02, 0}}, 14), r * .11 + .02,
       r * .12 + .02);
  const PetalLook look = petal_look(d.hand(), rng);
  const int petals = rng.whole(3, 4);
  for (int k = 0; k < petals; ++k) {
    Blade b{.foot = head + V{r * (.06 + .1 * k), -r * .03},
            .angle = kUp - .35 + .42 * k,
            .length = r * (.95 - .06 * k),
            .half = r * .12,
            .bend = rng.between(-.1, .3),
            .rise = .6,
            .fall = .95};
    petal(d, rng, b, kPetal, look);
  }
  Blade tongue{.foot = head + V{r * .2, -r * .03},
               .angle = kUp + .85,
               .length = r * .9,
               .half = r * .075,
               .bend = .1,
               .rise = 1.2,
               .fall = .8};
  d.part(Role::accent, tongue.outline(), 0);
  Blade beak{.foot = head + V{-r * .16, r * .03},
             .angle = -.12,
             .length = r * 1.5,
             .half = r * .13,
             .bend = -.32,
             .rise = .4,
             .fall = 1.2};
  d.part(Role::leaf, beak.outline(), 0);
  if (d.hand().carve > 0 || (d.hand().gap > 0 && d.hand().pen == 0))
    d.ink(Role::ground, tapered(beak.line({{.1, -.2}, {.5, -.1}, {.9, 0}}, 6), .03, .03));
  else
    d.ink(d.hand().shade > 0 || d.hand().pen == 0 ? Role::accent_shade : Role::line,
          beak.region(
              .04, .96, [](double) { return -.95; }, [](double) { return -.35; }));
  d.leave();
}

void heliconia(Drawing& d, Rng& rng, double r) {
  const double lean = rng.between(-.12, .12) * r;
  const int bracts = rng.whole(5, 7);
  const std::vector<V> line = smooth({{0, 0}, {lean, -r * .7}, {lean * .5, -r * 1.4}, {-lean, -r * 1.9}}, 31);
  stem(d, line, r * .09 + .02, r * .07 + .02);
  for (int k = bracts; k-- > 0;) {
    const int at = 8 + 21 * k / bracts;
    const double side = k % 2 ? 1 : -1, reach = r * (.78 - .07 * k);
    Blade b{.foot = line[at] + V{-side * r * .04, r * .03},
            .angle = kUp + side * rng.between(.95, 1.1),
            .length = reach,
            .half = r * .15,
            .bend = -side * .55,
            .rise = .45,
            .fall = 1.1};
    d.part(Role::main, b.outline(), .4);
    d.ink(Role::centre, b.region(
                            .1, .96, [=](double) { return -side * .96; }, [=](double) { return -side * .5; }));
    if (d.hand().carve > 0)
      d.ink(Role::ground, tapered(b.line({{.15, side * .2}, {.4, side * .2}, {.7, side * .1}}, 5), .07, .02));
    else if (d.hand().shade > 0)
      d.ink(Role::shade, b.region(
                             .05, .9, [=](double) { return side * .4; }, [=](double) { return side * .96; }));
  }
}

void pineapple(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const V middle{0, -r * .62};
  for (int row = 0; row < 3; ++row) {
    const int many = 5 - row;
    for (int i = 0; i < many; ++i) {
      const int order = i % 2 ? many - 1 - i / 2 : i / 2;
      const double x = many == 1 ? 0 : 2. * order / (many - 1) - 1;
      Blade b{.foot = {x * r * .12, -r * 1.16},
              .angle = kUp + x * (.85 - .22 * row),
              .length = r * (.62 + .12 * (2 - row) - .1 * x * x),
              .half = r * .085,
              .bend = x * .8,
              .rise = .5,
              .fall = 1};
      d.part(!told_apart(h) && row == 1 ? Role::leaf_shade : Role::leaf, b.outline(5), 0);
      if (h.shade > 0)
        d.ink(Role::leaf_shade, b.region(
                                    .05, .95, [](double) { return 0.; }, [](double) { return .9; }));
    }
  }
  Blade body{.foot = middle + V{0, r * .62},
             .angle = kUp,
             .length = r * 1.24,
             .half = r * rng.between(.4, .47),
             .rise = .4,
             .fall = .42};
  d.part(Role::main, body.outline(), .3);
  if (h.shade > 0) d.ink(Role::shade, body.sickle(.95, .05, .4));
  std::vector<Outline> scales, marks;
  for (int row = 0; row < 7; ++row) {
    const double t = .1 + .13 * row;
    const int many = row % 2 ? 4 : 3;
    for (int i = 0; i < many; ++i) {
      const double s = (2. * (i + .5) / many - 1) * .92;
      const V at = body.at(t, s);
      const double w = r * .1 * (1 - .35 * std::abs(s)), tall = r * .085;
      scales.push_back(
          {{at + V{0, -tall}, true}, {at + V{w, 0}, true}, {at + V{0, tall}, true}, {at + V{-w, 0}, true}});
      marks.push_back(
          swelling({at + V{-w * .4, -tall * .1}, at + V{0, tall * .25}, at + V{w * .4, -tall * .1}}, tall * .4));
    }
  }
  d.ink(dark_of(d) == Role::ground ? Role::ground : Role::accent, scales);
  d.ink(dark_of(d) == Role::ground ? Role::main : h.pen > 0 ? Role::line : Role::accent_shade, marks);
}

}  // namespace toile::compose::draw
