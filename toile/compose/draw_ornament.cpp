#include "toile/compose/draw_ornament.hpp"

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
namespace {

void volute(Drawing& d, Role role, const std::vector<V>& line, double first, double last) {
  d.apart(role, tapered(line, first, last));
  d.dot(role, line.back(), last * 1.25);
}

void acanthus_at(Drawing& d, Role role, Role vein, V foot, double heading, double length, double half, double bend,
                 int lobes) {
  Blade b{.foot = foot, .angle = heading, .length = length, .half = half, .bend = bend, .rise = .7, .fall = .85};
  d.apart(role, b.lobed(lobes, .4, true));
  std::vector<Outline> veins{
      tapered(b.line({{.04, 0}, {.5, 0}, {.92, 0}}, 7), std::min(.16, length * .035 + .02), .025)};
  for (int k = 0; k < lobes - 1; ++k) {
    const double t = .1 + .72 * k / lobes;
    for (const int s : {-1, 1})
      veins.push_back(tapered(b.line({{t, 0}, {t + .08, s * .36}, {t + .15, s * .72}}, 4),
                              std::min(.08, length * .015 + .02), .02));
  }
  d.ink(vein, veins);
}

Role vein_of(const Drawing& d) {
  return d.hand().pen > 0 ? Role::line : d.hand().shade > 0 ? Role::shade : Role::ground;
}

void fan(Drawing& d, Rng& rng, V foot, double reach, int rays, double spread, Role role) {
  for (int i = 0; i < rays; ++i) {
    const int order = i % 2 ? rays - 1 - i / 2 : i / 2;
    const double x = rays == 1 ? 0 : 2. * order / (rays - 1) - 1;
    Blade b{.foot = foot,
            .angle = kUp + x * spread,
            .length = reach * (1 - .32 * x * x),
            .half = reach * spread / rays * .62,
            .bend = x * .9};
    b.rise = 1.4, b.fall = .5;
    d.apart(role, b.outline());
    d.ink(vein_of(d), b.within(.42, .75).outline(5));
  }
  (void)rng;
}

}  // namespace

void palmette(Drawing& d, Rng& rng, double size) {
  const int rays = 2 * rng.whole(3, 5) + 1;
  const V foot{0, size * .22};
  fan(d, rng, foot, size * .72, rays, rng.between(1.25, 1.55), Role::main);
  const double k = 1 / size;
  mirrored(d, [&] {
    volute(d, Role::accent, rolled({size * .02, size * .42}, -.1, size * .95, -2.2 * k, -17 * k), size * .055,
           size * .05);
    Blade b{.foot = {size * .05, size * .4},
            .angle = .35,
            .length = size * .3,
            .half = size * .045,
            .bend = .9,
            .rise = .6,
            .fall = .9};
    d.apart(Role::main, b.outline(5));
  });
  Blade drop{
      .foot = {0, size * .1}, .angle = kPi / 2, .length = size * .38, .half = size * .075, .rise = .7, .fall = 1};
  d.apart(Role::accent, drop.outline());
  d.ink(Role::light, drop.within(.5, .3).outline(5));
}

void medallion(Drawing& d, Rng& rng, double size) {
  const double s = size / 2, k = 1 / s;
  const Role vein = vein_of(d), leafy = rng.chance(.5) ? Role::main : Role::leaf,
             veins = leafy == Role::leaf && d.hand().pen == 0 && d.hand().shade > 0 ? Role::leaf_shade : vein;
  const int lobes = rng.whole(5, 7);
  const double swing = rng.between(.9, 1.25);
  fan(d, rng, {0, -s * .42}, s * .58, 2 * rng.whole(3, 4) + 1, 1.25, Role::main);
  mirrored(d, [&] {
    volute(d, Role::accent, rolled({s * .1, s * .55}, -.2, s * 1.5, -1.1 * k, -8.5 * k), s * .06, s * .055);
    acanthus_at(d, leafy, veins, {s * .06, s * .62}, .15 - .2 * swing, s * .95, s * .17, -1.5 * swing, lobes);
    acanthus_at(d, leafy, veins, {s * .1, s * .2}, -.35, s * .62, s * .12, -1.6 * swing, lobes - 1);
    acanthus_at(d, leafy, veins, {s * .04, s * .7}, .5, s * .5, s * .1, 1.5 * swing, lobes - 2);
    volute(d, Role::main, rolled({s * .12, -s * .36}, -.6, s * .8, 1.5 * k, 14 * k), s * .05, s * .045);
  });
  // The fruit in the middle, in its frame.
  const auto pod = [&](double share) {
    Blade b{.foot = {0, s * .55 * share + .04 * s},
            .angle = kUp,
            .length = s * 1.12 * share,
            .half = s * .3 * share,
            .rise = .7,
            .fall = .85};
    return b;
  };
  d.apart(Role::main, pod(1).outline(9));
  d.ink(Role::ground, pod(.86).outline(9));
  d.ink(Role::accent, pod(.76).outline(9));
  std::vector<Outline> scales;
  const Blade seeds_in = pod(.66);
  for (int row = 0; row < 7; ++row) {
    const double t = .14 + .115 * row;
    const int many = row % 2 ? 3 : 2;
    for (int i = 0; i < many; ++i) {
      const double x = many == 1 ? 0 : 1.5 * i / (many - 1) - .75;
      scales.push_back(Blade{
          .foot = seeds_in.at(t - .04, x), .angle = kUp, .length = s * .085, .half = s * .03, .rise = .7, .fall = .9}
                           .outline(4));
    }
  }
  d.ink(Role::light, scales);
  Blade tail{.foot = {0, s * .62}, .angle = kPi / 2, .length = s * .38, .half = s * .08, .rise = .8, .fall = .9};
  d.apart(Role::main, tail.outline());
  d.ink(vein, tail.within(.5, .3).outline(5));
}

void scroll(Drawing& d, Rng& rng, double size) {
  const double k = 1 / size, hand = rng.sign();
  const Role vein = vein_of(d);
  d.enter({.at = {}, .turn = 0, .along = hand, .across = 1});
  for (const double half : {1., -1.}) {
    d.enter({.at = {}, .turn = half > 0 ? 0 : kPi});
    const std::vector<V> line = rolled({0, 0}, kUp + .5, size * 1.25, 1.2 * k, 15 * k, 40);
    acanthus_at(d, Role::leaf, d.hand().pen > 0 ? Role::line : vein, line[10], angle_of(line[11] - line[10]) - .8,
                size * .3, size * .065, -.9, 5);
    acanthus_at(d, Role::leaf, d.hand().pen > 0 ? Role::line : vein, line[5], angle_of(line[6] - line[5]) + .7,
                size * .2, size * .05, .9, 4);
    d.apart(Role::main,
            stroke(line, [=](double t) { return size * (.03 + .03 * std::sin(kPi * std::min(1., t * 1.1))); }));
    d.enter({.at = line.back(), .turn = rng.between(0, 6)});
    blossom5(d, rng, size * .085);
    d.leave();
    d.leave();
  }
  d.leave();
  d.dot(Role::accent, {}, size * .045);
}

void mandala(Drawing& d, Rng& rng, double size) {
  const double s = size / 2;
  const int n = rng.one_of<int>({8, 8, 10, 12, 16});
  const auto ring = [&](double from, double to, double half, double turn, Role role, double rise, double fall) {
    std::vector<Outline> all;
    for (int i = 0; i < n; ++i) {
      const double a = 2 * kPi * (i + turn) / n;
      all.push_back(Blade{.foot = polar(a, s * from),
                          .angle = a,
                          .length = s * (to - from),
                          .half = s * half * std::sin(kPi / n) * to,
                          .rise = rise,
                          .fall = fall}
                        .outline(6));
    }
    d.ink(role, all);
  };
  const auto beads = [&](double at, double r, int many, Role role) {
    std::vector<Outline> all;
    for (int i = 0; i < many; ++i) all.push_back(circle(polar(2 * kPi * (i + .5) / many, s * at), s * r));
    d.ink(role, all);
  };
  const double fall = rng.one_of<double>({.5, .95, .7});
  const bool lace = rng.chance(.5);
  for (int i = 0; i < n; ++i) {
    const double a = 2 * kPi * i / n;
    d.part(Role::main,
           Blade{.foot = polar(a, s * .3),
                 .angle = a,
                 .length = s * .66,
                 .half = s * .95 * std::sin(kPi / n) * 1.02,
                 .rise = .8,
                 .fall = fall}
               .outline(6),
           0);
  }
  ring(.42, .84, .62, 0, Role::light, .8, fall);
  ring(.46, .72, .34, 0, Role::accent, .8, fall);
  if (lace) beads(.94, .038, n, Role::accent);
  d.part(Role::shade, around({}, 4 * n, [&, k = 0](double) mutable { return s * (.46 + (k++ % 2 ? -.015 : .02)); }), 0);
  beads(.415, .02, 2 * n, Role::light);
  d.ink(Role::light, circle({}, s * .36));
  ring(.1, .35, .8, .5, Role::accent, .9, .6);
  ring(.12, .27, .45, .5, Role::shade, .9, .6);
  d.dot(Role::main, {}, s * .13), d.dot(Role::centre, {}, s * .075);
}

}  // namespace toile::compose::draw
