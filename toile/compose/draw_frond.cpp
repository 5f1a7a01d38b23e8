// Fronds: leaves made of many, and those of the tropics.

#include <algorithm>

#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {
namespace {

double heading_at(const std::vector<V>& line, int i) {
  const int last = static_cast<int>(line.size()) - 1;
  return angle_of(line[std::min(last, i + 1)] - line[std::max(0, i - 1)]);
}

/// An arch from (0, 0), leaning to one side, `size` tall.
std::vector<V> arch(Rng& rng, const Hand& h, double size, double lean, int count) {
  const double side = rng.sign() * lean * h.bend;
  return smooth(
      {{0, 0}, {side * size * .02, -size * .4}, {side * size * .14, -size * .74}, {side * size * .4, -size * .97}},
      count);
}

/// A blade slit from the rim towards its rib, as wind and growth do it. `places` are where slits end at the rim, 0..1.
Outline slit(const Blade& b, const std::vector<double>& left, const std::vector<double>& right, double deep,
             double wide, double slant) {
  Outline sides[2];
  for (const int side : {-1, 1}) {
    Outline& rim = sides[side > 0];
    double from = .0;
    const std::vector<double>& places = side < 0 ? left : right;
    const auto run = [&](double t0, double t1) {
      for (int k = 0; k <= 3; ++k) rim.push_back({b.at(t0 + (t1 - t0) * k / 3, side * 1.), k == 3 && t1 < 1});
    };
    for (const double t : places) {
      run(from + .012, t - wide);
      rim.push_back({b.at(std::max(.03, t - slant), side * (1 - deep)), true});
      from = t + wide * .4;
    }
    run(from + .012, .985);
  }
  Outline out{{b.foot, true}};
  out.insert(out.end(), sides[0].begin(), sides[0].end());
  out.push_back({b.at(1, 0), true});
  out.insert(out.end(), sides[1].rbegin(), sides[1].rend());
  return out;
}

std::vector<double> places(Rng& rng, int count, double from, double to) {
  std::vector<double> out;
  for (int k = 0; k < count; ++k) out.push_back(from + (to - from) * (k + rng.between(.25, .75)) / count);
  return out;
}

}  // namespace

void fern(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const std::vector<V> line = arch(rng, h, size, rng.between(.3, 1), 61);
  const int pairs = rng.whole(11, 16);
  const double widest = rng.between(.2, .35);
  const bool lobed = rng.chance(.5);
  const bool two = h.shade > 0 && rng.chance(.6);
  for (int k = 0; k < pairs; ++k) {
    const double t = .14 + .82 * k / pairs;
    const int at = static_cast<int>(t * 60);
    const double x = (t - .14) / .86, full = x < widest ? .6 + .4 * x / widest : 1 - (x - widest) / (1 - widest);
    const double reach = size * .3 * std::pow(full, .8) + size * .02;
    for (const double side : {-1., 1.}) {
      Blade b{.foot = line[at],
              .angle = heading_at(line, at) + side * (1.25 - .5 * x),
              .length = reach,
              .half = size * .4 / pairs * (.35 + .65 * full),
              .bend = -side * .45};
      b.rise = .5, b.fall = .95;
      const Role role = two && side > 0 ? Role::leaf_shade : Role::leaf;
      if (lobed && reach > .9)
        d.part(role, b.lobed(std::clamp(static_cast<int>(reach / .25), 4, 7), .38, false), 0);
      else
        d.part(role, b.outline(5), .5);
      if (reach > .5 && !lobed && !two && rng.chance(h.veins + h.carve))
        d.ink(leaf_vein_of(d), tapered(b.line({{.1, 0}, {.45, 0}, {.8, 0}}, 4), .04, .02));
    }
  }
  stem(d, line, size * .014 + .04, .03);
  Blade end{.foot = line[57],
            .angle = heading_at(line, 59),
            .length = size * .06,
            .half = size * .018,
            .rise = .7,
            .fall = .9};
  d.part(Role::leaf, end.outline(4), 0);
}

void palm(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const std::vector<V> line = arch(rng, h, size, rng.between(.5, 1), 61);
  const int pairs = rng.whole(13, 18);
  const bool two = h.shade > 0 || rng.chance(.5);
  for (const double side : {-1., 1.}) {
    for (int k = 0; k < pairs; ++k) {
      const double t = .12 + .86 * k / pairs;
      const int at = static_cast<int>(t * 60);
      const double full = std::sin(kPi * (.16 + .72 * (k + .5) / pairs)),
                   reach = size * .43 * full * rng.between(.9, 1.05);
      Blade b{.foot = line[at],
              .angle = heading_at(line, at) + side * (1.05 - .55 * t) + rng.between(-.06, .06),
              .length = reach,
              .half = size * .022,
              .bend = side * rng.between(.3, .6)};
      b.rise = .45, b.fall = .9;
      d.part(two && (side > 0) ? Role::leaf_shade : Role::leaf, b.outline(5), .4);
    }
  }
  for (const double turn : {-.18, .12}) {
    Blade end{.foot = line[58],
              .angle = heading_at(line, 59) + turn,
              .length = size * .2,
              .half = size * .018,
              .bend = turn,
              .rise = .5,
              .fall = .9};
    d.part(Role::leaf, end.outline(5), 0);
  }
  stem(d, line, size * .018 + .04, .03);
}

void fan_palm(Drawing& d, Rng& rng, double size) {
  const V foot{0, -size * .42};
  const int rays = rng.whole(11, 17);
  const double spread = rng.between(1.7, 2.15);
  const double lean = rng.between(-.12, .12) * size, swing = rng.sign() * .06;
  stem(d, bow({lean, 0}, foot, swing, 10), size * .02 + .05, size * .015 + .04);
  for (int i = 0; i < rays; ++i) {
    const int order = i % 2 ? rays - 1 - i / 2 : i / 2;
    const double x = 2. * order / (rays - 1) - 1;
    Blade b{.foot = foot,
            .angle = kUp + x * spread,
            .length = size * (.58 - .1 * x * x) * rng.between(.95, 1.03),
            .half = size * .58 * spread / rays * .62,
            .bend = x * .25};
    b.rise = 1.1, b.fall = .8;
    d.part(Role::leaf, b.outline(6), .4);
    if (d.hand().shade > 0)
      d.ink(Role::leaf_shade, b.region(
                                  .08, .97, [](double) { return 0.; }, [](double) { return .94; }, 6));
    else
      d.ink(d.hand().pen > 0 || d.hand().gap > 0 ? leaf_vein_of(d) : Role::leaf_shade,
            tapered(b.line({{.1, 0}, {.5, 0}, {.85, 0}}, 5), .03, .03 + size * .004));
  }
  d.ink(Role::stem, circle(foot, size * .025 + .02));
}

void monstera(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign();
  Blade b{.foot = {0, -size * .2},
          .angle = kUp - side * .1,
          .length = size * .8,
          .half = size * rng.between(.36, .42),
          .bend = side * rng.between(.15, .4)};
  b.rise = .42, b.fall = .72;
  const int slits = rng.whole(4, 6);
  const auto left = places(rng, slits, .3, .9), right = places(rng, slits, .26, .9);
  d.part(Role::leaf, slit(b, left, right, rng.between(.5, .68), .028, .12), 0);
  if (d.hand().shade > 0 && rng.chance(.6)) {
    Outline half = slit(b, right, right, .62, .04, .12);
    Outline only{{b.foot, true}};
    for (std::size_t i = half.size() / 2; i < half.size(); ++i) only.push_back(half[i]);
    d.ink(Role::leaf_shade, only);
  }
  std::vector<Outline> veins{tapered(b.line({{-.0, 0}, {.5, 0}, {.95, 0}}, 8), size * .018 + .02, .025)};
  for (const int s : {-1, 1}) {
    const auto& cuts = s < 0 ? left : right;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const double t = (cuts[i] + cuts[i + 1]) / 2;
      veins.push_back(tapered(b.line({{t - .2, 0}, {t - .1, s * .4}, {t - .02, s * .84}}, 5), size * .009 + .02, .02));
    }
  }
  d.ink(leaf_vein_of(d), veins);
  stem(d, smooth({{-side * size * .05, 0}, {0, -size * .1}, b.spine(.04)}, 7), size * .022 + .03, size * .018 + .02);
}

void banana(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign();
  Blade b{.foot = {0, -size * .1},
          .angle = kUp - side * .3,
          .length = size * .92,
          .half = size * rng.between(.14, .18),
          .bend = side * rng.between(.5, .9)};
  b.rise = .42, b.fall = .62;
  const auto left = places(rng, rng.whole(2, 4), .2, .9), right = places(rng, rng.whole(2, 4), .2, .9);
  d.part(Role::leaf, slit(b, left, right, rng.between(.6, .85), .012, .07), .3);
  if (d.hand().shade > 0 || d.hand().bands > .4) {
    Outline half = slit(b, right, right, .7, .02, .07), only{{b.foot, true}};
    for (std::size_t i = half.size() / 2; i < half.size(); ++i) only.push_back(half[i]);
    d.ink(Role::leaf_shade, only);
  }
  std::vector<Outline> veins{tapered(b.line({{0, 0}, {.5, 0}, {.97, 0}}, 9), size * .02 + .03, .025)};
  const int many = static_cast<int>(rng.whole(9, 13) * (.5 + .5 * std::max(d.hand().veins, d.hand().carve)));
  for (int k = 0; k < many; ++k) {
    const double t = .08 + .78 * k / many;
    for (const int s : {-1, 1})
      veins.push_back(tapered(b.line({{t, 0}, {t + .03, s * .45}, {t + .075, s * .86}}, 4), size * .006 + .02, .02));
  }
  d.ink(leaf_vein_of(d), veins);
  stem(d, smooth({{side * size * .03, 0}, {0, -size * .06}, b.spine(.05)}, 6), size * .03 + .03, size * .022 + .02);
}

void grass(Drawing& d, Rng& rng, double size) {
  const int blades = rng.whole(5, 8);
  const bool ears = rng.chance(.6);
  for (int k = 0; k < blades; ++k) {
    const double x = blades == 1 ? 0 : 2. * k / (blades - 1) - 1,
                 reach = size * (1 - .35 * std::abs(x)) * rng.between(.75, 1);
    const std::vector<V> line =
        bow({x * size * .05, 0}, V{x * size * .05, 0} + polar(kUp + x * .75, reach), x * .16, 24);
    const bool ear = ears && k % 2 == 1;
    if (!ear) {
      const double broad = size * .032 + .04;
      d.ink(k % 3 == 2 && d.hand().shade > 0 ? Role::leaf_shade : Role::leaf,
            stroke(line, [=](double t) { return broad * (.55 + 1.1 * t) * (1 - std::pow(t, 2.2)); }));
      continue;
    }
    stem(d, line, .07, .03);
    for (int i = 0; i < 7; ++i) {
      const int at = 22 - 2 * i;
      for (const double side : {-1., 1.}) {
        Blade grain{.foot = line[at],
                    .angle = heading_at(line, at) + side * .5,
                    .length = size * .075,
                    .half = size * .016 + .01,
                    .bend = -side * .5,
                    .rise = .7,
                    .fall = .8};
        d.ink(Role::accent, grain.outline(4));
      }
    }
  }
  d.ink(Role::stem, ellipse({0, -size * .005}, size * .06, size * .018 + .02, 0));
}

}  // namespace toile::compose::draw
