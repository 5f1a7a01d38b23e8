// Blossoms seen from the side. They stand on (0, 0), 2 r tall.

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
namespace {

/// Green leaves that hold the blossom.
void calyx(Drawing& d, Rng& rng, double half, double height, int count) {
  for (int k = 0; k < count; ++k) {
    const double spread = count == 1 ? 0 : -1 + 2. * k / (count - 1);
    Blade b{.foot = {spread * half * .25, half * .2},
            .angle = kUp + spread * 1.05,
            .length = rng.about(height, .08),
            .half = height * .2};
    b.bend = -spread * .9, b.rise = .7, b.fall = 1.1;
    d.ink(Role::leaf, b.outline());
  }
  d.ink(Role::leaf, ellipse({0, half * .06}, half * .42, half * .34, 0));
}

}  // namespace

void tulip(Drawing& d, Rng& rng, double r) {
  const PetalLook look = petal_look(d.hand(), rng);
  const double flare = rng.between(.22, .56), slim = rng.between(.78, 1.02);  // from the closed cup to the flared one
  const auto outer = [&](double side, double open, double tall) {
    Blade b{.foot = {side * r * .05, 0},
            .angle = kUp + side * (open + .22),
            .length = r * 2 * tall,
            .half = r * .42 * slim};
    b.bend = -side * (open + .22) * (1.25 - .5 * flare), b.rise = .55, b.fall = .95, b.lean = side * .25;
    return b;
  };
  const Inks back = d.hand().pen > 0 || d.hand().gap > 0 ? kPetal : Inks{Role::shade, Role::shade, Role::main};
  for (const double side : {-1., 1.}) petal(d, rng, outer(side, flare * .45, .94), back, PetalLook::plain);
  Blade middle{.angle = kUp, .length = r * 1.86, .half = r * .5 * slim, .rise = .55, .fall = .95};
  if (rng.chance(.5)) {
    petal(d, rng, middle, back, look);
    for (const double side : {-1., 1.}) petal(d, rng, outer(side, flare, 1), kPetal, look);
  } else {
    for (const double side : {-1., 1.}) petal(d, rng, outer(side, flare, 1.02), kPetal, look);
    middle.length *= .92;
    petal(d, rng, middle,
          d.hand().pen + d.hand().gap + d.hand().shade > 0 ? kPetal : Inks{Role::light, Role::main, Role::main}, look);
  }
  d.ink(Role::stem, ellipse({0, -r * .01}, r * .16, r * .1, 0));
}

void bell(Drawing& d, Rng& rng, double r) {
  const double h = 2 * r, mouth = rng.between(.62, .8) * r, neck = mouth * .62;
  const int lobes = 3;
  Outline out{
      {{-neck * .35, -h * .03}, false}, {{-neck, -h * .22}}, {{-neck * 1.02, -h * .55}}, {{-mouth * .95, -h * .8}}};
  out.push_back({{-mouth * 1.25, -h * .97}, true});
  for (int k = 0; k < lobes; ++k) {
    const double x = -mouth * 1.1 + 2.2 * mouth * (k + .5) / lobes;
    if (k) out.push_back({{-mouth * 1.1 + 2.2 * mouth * k / lobes, -h * .86}, true});
    if (k > 0 && k + 1 < lobes) out.push_back({{x, -h}, true});
  }
  out.push_back({{mouth * 1.25, -h * .97}, true});
  out.insert(
      out.end(),
      {{{mouth * .95, -h * .8}}, {{neck * 1.02, -h * .55}}, {{neck, -h * .22}}, {{neck * .35, -h * .03}, false}});
  const Hand& hand = d.hand();
  const std::vector<V> thread{{0, -h * .7}, {0, -h * .9}, {0, -h * 1.1}};
  d.ink(Role::centre, tapered(thread, r * .07 + .02, r * .1 + .02));
  d.part(Role::main, out, .4);
  std::vector<Outline> folds;
  for (const double x : {-.34, .34}) {
    folds.push_back(swelling({{x * neck * .7, -h * .2}, {x * neck * 1.1, -h * .5}, {x * mouth * 1.15, -h * .83}},
                             std::max(.04, r * .13)));
  }
  d.ink(hand.carve > 0 || hand.gap > 0    ? Role::ground
        : hand.pen > 0 && hand.shade == 0 ? Role::line
                                          : Role::shade,
        folds);
  calyx(d, rng, neck, h * .3, 3);
}

void bud(Drawing& d, Rng& rng, double r) {
  const double h = 2 * r;
  Blade b{.angle = kUp, .length = h, .half = r * rng.between(.5, .62), .rise = .6, .fall = .8};
  d.part(Role::main, b.outline());
  const Hand& hand = d.hand();
  const Role dark = hand.carve > 0 || hand.gap > 0    ? Role::ground
                    : hand.pen > 0 && hand.shade == 0 ? Role::line
                                                      : Role::shade;
  const double side = rng.sign();
  d.ink(dark, swelling(b.line({{.25, side * .1}, {.6, side * .5}, {.95, 0}}), std::max(.03, r * .17)));
  calyx(d, rng, r * .55, h * .55, 3);
}

void carnation(Drawing& d, Rng& rng, double r) {
  // As Iznik tiles have it: a fan of toothed petals on a slender cup.
  const Hand& h = d.hand();
  const int rings = 2, count = rng.whole(5, 7);
  const V foot{0, -r * .75};
  const double spread = rng.between(2.1, 2.7);
  for (int k = 0; k < rings; ++k) {
    const int many = count - k;
    const double reach = r * (1.28 - .36 * k);
    for (int i = 0; i < many; ++i) {
      // From the sides to the middle, so that the fan is symmetrical.
      const int order = i % 2 ? many - 1 - i / 2 : i / 2;
      const double angle = kUp + spread * (order / (many - 1.) - .5) * (1 - .12 * k);
      Blade b{
          .foot = foot, .angle = angle, .length = reach, .half = reach * spread / many * .58, .rise = 1.3, .fall = .22};
      const int teeth = 4;
      Outline out{{foot, true}, {b.at(.4, -1)}, {b.at(.72, -1)}};
      for (int t = 0; t <= teeth; ++t) {
        const double s = -1 + 2. * t / teeth;
        out.push_back({foot + polar(angle + s * spread / many * .56, reach * (1 - .05 * s * s)), true});
        if (t < teeth) out.push_back({foot + polar(angle + (s + 1. / teeth) * spread / many * .56, reach * .88), true});
      }
      out.insert(out.end(), {{b.at(.72, 1)}, {b.at(.4, 1)}});
      const Inks inks =
          k && h.pen == 0 && h.gap == 0 && h.carve == 0 ? Inks{Role::light, Role::shade, Role::main} : kPetal;
      d.part(inks.body, out, .2);
      const Role vein = h.carve > 0 || (h.gap > 0 && h.pen == 0) ? Role::ground
                        : h.pen > 0 && h.shade == 0              ? Role::line
                                                                 : inks.dark;
      d.ink(vein, tapered(b.line({{.4, 0}, {.62, 0}, {.82, 0}}, 5), .02, std::max(.05, r * .08)));
    }
  }
  Outline cup{
      {{-r * .12, 0}},        {{-r * .24, -r * .3}},      {{-r * .34, -r * .95}, true}, {{-r * .15, -r * .8}, true},
      {{0, -r * 1.02}, true}, {{r * .15, -r * .8}, true}, {{r * .34, -r * .95}, true},  {{r * .24, -r * .3}},
      {{r * .12, 0}}};
  d.part(Role::leaf, cup, 0);
  d.ink(h.pen > 0 ? Role::line : Role::leaf_shade,
        swelling({{r * .02, -r * .12}, {r * .1, -r * .4}, {r * .1, -r * .7}}, std::max(.04, r * .08)));
}

void lotus(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int pairs = rng.whole(3, 4);
  const PetalLook look = petal_look(h, rng);
  const V foot{0, -r * .1};
  const auto at = [&](double angle, double reach) {
    Blade b{.foot = foot, .angle = kUp + angle, .length = reach, .half = r * .3, .bend = -angle * .35};
    b.rise = .8, b.fall = .75, b.point = .06;
    return b;
  };
  const Inks back = h.pen > 0 || h.gap > 0 || h.carve > 0 ? kPetal : Inks{Role::shade, Role::shade, Role::main};
  for (int k = pairs; k-- > 0;) {
    const double angle = .28 + 1.12 * (k + .0) / pairs;
    for (const double side : {-1., 1.}) petal(d, rng, at(side * (angle + .16), r * (1.82 - .16 * k)), back, look);
  }
  petal(d, rng, at(0, r * 1.9), back, look);
  for (int k = pairs; k-- > 0;) {
    const double angle = .32 + 1.1 * k / pairs;
    for (const double side : {-1., 1.}) petal(d, rng, at(side * angle, r * (1.5 - .1 * k)), kPetal, look);
  }
  petal(d, rng, at(0, r * 1.3), kPetal, look);
  d.ink(Role::leaf, swelling({{-r * .5, -r * .12}, {0, r * .0}, {r * .5, -r * .12}}, r * .24));
}

void magnolia(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const PetalLook look = petal_look(h, rng);
  const auto at = [&](double angle, double reach, double half, double bend) {
    Blade b{.foot = {0, -r * .08},
            .angle = kUp + angle,
            .length = reach,
            .half = half,
            .bend = bend,
            .rise = .9,
            .fall = .42};
    b.point = .03;
    return b;
  };
  const Inks back = h.pen > 0 || h.gap > 0 || h.carve > 0 ? kPetal : Inks{Role::light, Role::shade, Role::light};
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * .5, r * 1.9, r * .42, -side * .5), back, PetalLook::plain);
  petal(d, rng, at(rng.between(-.1, .1), r * 1.95, r * .46, 0), back, look);
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * .95, r * 1.65, r * .4, side * rng.between(-.7, .3)), kPetal, look);
  petal(d, rng, at(rng.between(-.25, .25), r * 1.55, r * .52, 0), kPetal, look);
  calyx(d, rng, r * .4, r * .45, 3);
}

void thistle(Drawing& d, Rng& rng, double r) {
  // A brush of fine rays, two deep, on a scaly egg.
  const Hand& h = d.hand();
  const V root{0, -r * .62};
  const auto brush = [&](int teeth, double spread, double reach, Role role) {
    Outline fan{{root + V{-r * .1, 0}, true}, {root + polar(kUp - spread * .8, reach * .5)}};
    for (int k = 0; k <= 2 * teeth; ++k) {
      const double x = 1. * k / teeth - 1, far = k % 2 ? rng.between(.96, 1.08) : .78;
      fan.push_back({root + polar(kUp + x * spread, reach * far * (1 - .12 * x * x)), true});
    }
    fan.push_back({root + polar(kUp + spread * .8, reach * .5)}), fan.push_back({root + V{r * .1, 0}, true});
    d.part(role, fan, .1);
  };
  const bool apart = h.pen + h.gap > 0;
  const int outer = rng.whole(9, 11), inner = rng.whole(6, 8);
  const double broad = rng.between(.78, .95), narrow = rng.between(.55, .68);
  brush(outer, broad, r * 1.36, apart ? Role::main : Role::shade);
  brush(inner, narrow, r * 1.12, apart ? Role::accent : Role::main);
  std::vector<Outline> rays;
  for (int k = -3; k <= 3; ++k) {
    rays.push_back(tapered(bow(root + polar(kUp + k * .1, r * .18), root + polar(kUp + k * .19, r * .8), k * .01, 5),
                           .03, std::max(.035, r * .03)));
  }
  d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : h.pen > 0 ? Role::line : Role::light, rays);
  d.part(Role::leaf, around({0, -r * .42}, 12, [&](double a) { return r * (.4 + .05 * std::sin(a)); }), .5);
  std::vector<Outline> scales;
  for (int row = 0; row < 3; ++row) {
    for (int k = -1 - (row == 1); k <= 1; ++k) {
      const V at{(k + (row == 1 ? .5 : 0)) * r * .22, -r * (.24 + .17 * row)};
      scales.push_back(polygon({at + V{-r * .08, r * .03}, at + V{0, -r * .11}, at + V{r * .08, r * .03}}));
    }
  }
  d.ink(d.hand().carve > 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::leaf_shade, scales);
}

}  // namespace toile::compose::draw
