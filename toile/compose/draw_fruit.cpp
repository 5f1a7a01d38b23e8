#include "toile/compose/draw_fruit.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

/// The side of a round thing that lies in the dark, and the spot that catches the light.
void round_light(Drawing& d, Rng& rng, const Blade& b, Role dark, Role light) {
  const Hand& h = d.hand();
  if (h.carve > 0) {
    std::vector<Outline> cuts;
    for (int k = 0; k < 5; ++k) {
      const double t = .25 + .12 * k;
      cuts.push_back(swelling(b.line({{t, -.78}, {t + .02, -.55}, {t + .01, -.3 - .05 * k}}, 5), .09));
    }
    d.ink(Role::ground, cuts);
    return;
  }
  if (h.shade > 0) d.ink(dark, b.sickle(.98, .12, .42));
  if (h.hatch > 0) hatch(d, rng, b, .1, .5);
  if (h.light > .4 || h.shade > 0)
    d.ink(light, swelling(b.line({{.42, -.62}, {.6, -.66}, {.76, -.52}}, 6), b.half * .2));
  else if (h.bands > .8)
    d.ink(light, b.within(.62, .5).outline());
}

void pair_of_leaves(Drawing& d, Rng& rng, V foot, double length, double heading) {
  LeafKind kind = ovate(d.hand(), rng);
  const bool both = rng.chance(.6);
  const double side = rng.sign();
  leaf_at(d, rng, kind, foot, heading + side * 1.15, length, -side);
  if (both) leaf_at(d, rng, kind, foot, heading - side * 1.25, length * .85, side);
}

Role speck(const Drawing& d) {
  return d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::shade;
}

}  // namespace

void lemon(Drawing& d, Rng& rng, double size) {
  const double lean = rng.between(-.5, .5), tall = size * .74;
  Blade b{.foot = {0, -size * .26},
          .angle = kPi / 2 + lean,
          .length = tall,
          .half = tall * rng.between(.34, .4),
          .rise = .5,
          .fall = .55};
  b.point = .09;
  pair_of_leaves(d, rng, b.foot, size * .46, kUp + lean);
  stem(d, bow(b.foot + polar(b.angle, -size * .13), b.foot + polar(b.angle, size * .03), .1, 6), size * .03 + .03,
       size * .025 + .03);
  d.part(Role::main, b.outline());
  round_light(d, rng, b, Role::shade, Role::light);
  if (d.hand().carve == 0) {
    std::vector<Outline> pores;
    for (int k = 0; k < 9; ++k) {
      const Blade::TS at{rng.between(.25, .85), rng.between(-.3, .7)};
      pores.push_back(circle(b.at(at.t, at.s), size * .009 + .012));
    }
    d.ink(speck(d), pores);
  }
}

void orange(Drawing& d, Rng& rng, double size) {
  const double r = size * .46;
  d.part(Role::main, around({}, 14, [&](double) { return r * rng.between(.985, 1.015); }), .4);
  d.ink(Role::light, circle({}, r * .88));
  const int count = rng.whole(8, 10);
  const double turn = rng.between(0, 6);
  std::vector<Outline> wedges, shine;
  for (int k = 0; k < count; ++k) {
    const double a = turn + 2 * kPi * k / count;
    Blade b{.foot = polar(a, r * .1),
            .angle = a,
            .length = r * .72,
            .half = r * .78 * std::sin(kPi / count) * .82,
            .rise = .9,
            .fall = .28};
    wedges.push_back(b.outline());
    shine.push_back(swelling(b.line({{.45, -.35}, {.65, -.4}, {.8, -.3}}, 4), r * .05));
  }
  d.ink(d.hand().shade > 0 || d.hand().bands > .4 ? Role::accent : Role::main, wedges);
  if (d.hand().light > .4) d.ink(Role::light, shine);
}

void cherries(Drawing& d, Rng& rng, double size) {
  const V top{rng.between(-.1, .1) * size, -size * .48};
  const double r = size * .17, side = rng.sign();
  LeafKind kind = ovate(d.hand(), rng);
  leaf_at(d, rng, kind, top + V{0, size * .02}, kUp + side * 1.75, size * .44, side);
  const int count = rng.chance(.75) ? 2 : 3;
  for (int k = 0; k < count; ++k) {
    const double x = count == 2 ? (k ? .22 : -.2) : (k - 1) * .3;
    const V middle{x * size, size * (.3 + (k % 2 ? .05 : -.06))};
    stem(d, bow(top, middle + V{0, -r * .75}, (x > 0 ? 1 : -1) * .14, 12), size * .022 + .025, size * .016 + .025);
    Blade b{.foot = middle + V{0, -r * .85}, .angle = kPi / 2, .length = r * 1.85, .half = r, .rise = .45, .fall = .5};
    b.notch = 0;
    d.part(Role::accent, b.outline(), .6);
    round_light(d, rng, b, Role::accent_shade, Role::light);
  }
  stem(d, {top + V{-size * .05, -size * .01}, top, top + V{size * .05, size * .005}}, size * .04 + .02,
       size * .04 + .02);
}

void strawberry(Drawing& d, Rng& rng, double size) {
  const double lean = rng.between(-.35, .35);
  Blade b{.foot = {0, -size * .2},
          .angle = kPi / 2 + lean,
          .length = size * .66,
          .half = size * rng.between(.27, .32),
          .rise = .42,
          .fall = .7};
  stem(d, bow({-lean * size * .5, -size * .5}, b.foot, rng.sign() * .16, 9), size * .025 + .03, size * .03 + .03);
  d.part(Role::accent, b.outline(), .6);
  const Hand& h = d.hand();
  if (h.shade > 0) d.ink(Role::accent_shade, b.sickle(.95, .1, .38));
  std::vector<Outline> seeds_;
  for (int row = 0; row < 5; ++row) {
    const int many = row < 3 ? 3 + row % 2 : 3 - (row - 2);
    for (int i = 0; i < many; ++i) {
      const double s = many == 1 ? 0 : -.62 + 1.24 * i / (many - 1), t = .26 + .145 * row;
      seeds_.push_back(Blade{.foot = b.at(t, s),
                             .angle = b.heading(t) + kPi,
                             .length = size * .05 + .02,
                             .half = size * .014 + .012,
                             .rise = .6,
                             .fall = .9}
                           .outline(4));
    }
  }
  d.ink(h.gap > 0 && h.pen == 0  ? Role::ground
        : h.shade + h.light > .3 ? Role::centre
        : h.pen > 0              ? Role::line
                                 : Role::light,
        seeds_);
  for (int k = 0; k < 5; ++k) {
    const double x = (k - 2) / 2.;
    Blade sepal{.foot = b.foot + V{x * size * .04, size * .01},
                .angle = b.angle + x * 1.25,
                .length = size * .23,
                .half = size * .06,
                .bend = -x * .8,
                .rise = .6,
                .fall = 1};
    d.part(Role::leaf, sepal.outline(5), 0);
  }
}

void pomegranate(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const double r = size * .34;
  const V middle{0, size * .06};
  LeafKind kind = lanceolate(h, rng);
  kind.like.half *= 1.3;
  for (const double side : {-1., 1.}) {
    leaf_at(d, rng, kind, middle + V{side * r * .3, r * .8}, kUp + side * 1.75, size * .46, -side);
    leaf_at(d, rng, kind, middle + V{side * r * .1, r * .9}, kUp + side * 2.35, size * .32, -side);
  }
  stem(d, {middle + V{0, r * .9}, middle + V{size * .01, r * 1.15}, middle + V{0, r * 1.3}}, size * .04 + .02,
       size * .035 + .02);
  for (int k = 0; k < 5; ++k) {
    const int place = (k + 1) / 2;  // 0, 1, 1, 2, 2 from the middle
    const double x = (k % 2 ? -place : place) / 2.;
    Blade crown{.foot = middle + V{x * r * .3, -r * .85},
                .angle = kUp + x * .55,
                .length = r * .68,
                .half = r * .17,
                .bend = x * .9,
                .rise = .5,
                .fall = 1};
    d.part(Role::main, crown.outline(5), 0);
  }
  Blade b{.foot = middle + V{0, -r}, .angle = kPi / 2, .length = 2 * r, .half = r * 1.04, .rise = .45, .fall = .47};
  d.part(Role::main, b.outline(), .4);
  if (h.shade > 0) d.ink(Role::shade, b.sickle(.98, .1, .3));
  if (h.bands + h.dots > 0 && rng.chance(.5)) d.ink(Role::light, b.within(.84, .5).outline());
  // The cut that shows the seeds.
  Blade cut{.foot = middle + V{0, r * .72}, .angle = kUp, .length = r * 1.35, .half = r * .44, .rise = .8, .fall = .8};
  if (h.gap > 0 || h.carve > 0) d.ink(Role::ground, cut.within(1.14, .5).outline());
  d.ink(Role::light, cut.outline());
  std::vector<Outline> seeds_;
  for (int row = 0; row < 6; ++row) {
    const double t = .17 + .13 * row;
    const int many = std::max(1, static_cast<int>(cut.width(t, 1) / (r * .13)));
    for (int i = 0; i < many; ++i) {
      const double s = many == 1 ? 0 : -.68 + 1.36 * i / (many - 1);
      seeds_.push_back(ellipse(cut.at(t, s), r * .072, r * .054, kUp));
    }
  }
  d.ink(Role::accent, seeds_);
}

void pear(Drawing& d, Rng& rng, double size) {
  const double lean = rng.between(-.2, .2);
  const V top{lean * size * .3, -size * .34};
  const double s = size;
  const Outline body{{top + V{-s * .055, 0}}, {{-s * .11 + top.x * .6, -s * .18}},
                     {{-s * .22, s * .06}},   {{-s * .27, s * .27}},
                     {{-s * .15, s * .45}},   {{0, s * .46}},
                     {{s * .16, s * .45}},    {{s * .28, s * .26}},
                     {{s * .22, s * .05}},    {{s * .11 + top.x * .6, -s * .18}},
                     {top + V{s * .055, 0}},  {top + V{0, -s * .02}}};
  pair_of_leaves(d, rng, top + V{0, -s * .02}, s * .36, kUp + lean);
  stem(d, bow(top + V{lean * s * .2, -s * .15}, top + V{0, s * .02}, .12, 6), s * .035 + .02, s * .03 + .02);
  d.part(Role::main, body, .5);
  Blade b{.foot = {top.x, -s * .3}, .angle = kPi / 2, .length = s * .75, .half = s * .27, .rise = 1.1, .fall = .45};
  const Hand& h = d.hand();
  if (h.bands + h.veins > .7 && h.carve == 0 && rng.chance(.6)) {  // cut through
    d.ink(Role::light, grown(body, -s * .035));
    for (const double side : {-1., 1.}) {
      d.ink(h.pen > 0 ? Role::line : Role::shade, Blade{.foot = {side * s * .05, s * .17},
                                                        .angle = kPi / 2 - side * .25,
                                                        .length = s * .12,
                                                        .half = s * .032,
                                                        .rise = .9,
                                                        .fall = .5}
                                                      .outline(5));
    }
    d.ink(Role::shade, swelling({{0, -s * .2}, {0, -s * .02}, {0, s * .12}}, s * .02 + .02));
  } else {
    round_light(d, rng, b, Role::shade, Role::light);
  }
}

void mushroom(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const double s = size, wide = s * rng.between(.36, .46), tall = s * rng.between(.4, .5),
               lean = rng.between(-.08, .08) * s;
  const Role white = Role::light;
  const V cap{lean, -s * .08};
  const Outline stalk{{{-s * .1, s * .46}},
                      {{-s * .085 + lean * .4, s * .2}},
                      {{-s * .07 + lean, -s * .06}},
                      {{s * .07 + lean, -s * .06}},
                      {{s * .085 + lean * .4, s * .2}},
                      {{s * .11, s * .46}},
                      {{0, s * .5}}};
  // in one ink white is cloth: a rim keeps the stalk there
  d.part(Role::stem, grown(stalk, s * .02 + .02), .4);
  d.part(white, stalk, .4);
  if (h.shade > 0)
    d.ink(Role::centre, swelling({{s * .06, s * .44}, {s * .05 + lean * .4, s * .2}, {s * .04 + lean, 0}}, s * .05));
  d.part(white, ellipse(cap + V{0, s * .01}, wide * .97, s * .07, 0), 0);
  std::vector<Outline> gills;
  for (int k = -4; k <= 4; ++k)
    gills.push_back(
        tapered({cap + V{k * s * .016, s * .06}, cap + V{k * wide * .12, s * .035}, cap + V{k * wide * .21, -s * .01}},
                .03, .03));
  d.ink(h.pen > 0 ? Role::line : Role::centre, gills);
  const Outline top{
      {cap + V{-wide, 0}, true},      {cap + V{-wide * .86, -tall * .5}}, {cap + V{-wide * .45, -tall * .87}},
      {cap + V{0, -tall * .97}},      {cap + V{wide * .45, -tall * .87}}, {cap + V{wide * .86, -tall * .5}},
      {cap + V{wide, 0}, true},       {cap + V{wide * .5, s * .015}},     {cap + V{0, s * .022}},
      {cap + V{-wide * .5, s * .015}}};
  d.part(Role::accent, top, .3);
  if (h.shade > 0)
    d.ink(Role::accent_shade, {{cap + V{wide, 0}, true},
                               {cap + V{wide * .86, -tall * .5}},
                               {cap + V{wide * .45, -tall * .86}, true},
                               {cap + V{wide * .62, -tall * .4}},
                               {cap + V{wide * .4, s * .01}, true}});
  std::vector<Outline> spots;
  for (const V& at :
       {V{-.55, -.3}, V{-.12, -.22}, V{.36, -.3}, V{-.3, -.62}, V{.14, -.6}, V{.68, -.14}, V{-.02, -.85}}) {
    const double broad = s * rng.between(.03, .048), high = s * rng.between(.026, .036);
    spots.push_back(ellipse(cap + V{at.x * wide, at.y * tall}, broad, high, at.x * .8));
  }
  d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : Role::light, spots);
  for (const double side : {-1., 1.})
    d.ink(Role::leaf, tapered(bow({side * s * .08, s * .49},
                                  {side * s * rng.between(.16, .26), s * rng.between(.26, .36)}, side * .12, 6),
                              .08, .02));
}

void acorn(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const double s = size;
  Blade nut{.foot = {0, -s * .08}, .angle = kPi / 2, .length = s * .54, .half = s * .22, .rise = .35, .fall = .6};
  nut.point = .06;
  stem(d, bow({rng.between(-.1, .1) * s, -s * .5}, {0, -s * .2}, .1, 6), s * .05 + .02, s * .045 + .02);
  d.part(Role::main, nut.outline(), 0);
  round_light(d, rng, nut, Role::shade, Role::light);
  const Outline cup{{{-s * .27, 0}, true}, {{-s * .25, -s * .14}}, {{-s * .1, -s * .26}}, {{s * .1, -s * .26}},
                    {{s * .25, -s * .14}}, {{s * .27, 0}, true},   {{0, s * .05}}};
  d.part(Role::stem, cup, 0);
  std::vector<Outline> scales;
  for (int row = 0; row < 3; ++row) {
    for (int k = -2; k <= 2; ++k)
      scales.push_back(swelling(bow({(k - .45 + (row % 2) * .5) * s * .085, -s * .2 + row * s * .07},
                                    {(k + .45 + (row % 2) * .5) * s * .085, -s * .2 + row * s * .07}, .35, 5),
                                s * .018 + .015));
  }
  d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : h.pen > 0 ? Role::line : Role::leaf_shade, scales);
}

}  // namespace toile::compose::draw
