// Leaves whose outline isn't a blade's: fans, hands, hearts.

#include <algorithm>

#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {
namespace {

struct Ray {
  double angle, reach;  ///< from the tip's direction, radians; of the leaf's size
  bool corner;
};

/// A leaf given by half of its rim from the tip to the foot, mirrored, never quite.
Outline both_halves(Rng& rng, const std::vector<Ray>& half, V foot, double size) {
  Outline right, left;
  for (std::size_t i = 0; i < half.size(); ++i) {
    const Ray& r = half[i];
    const auto at = [&](double side) {
      const double angle = kUp + side * r.angle * rng.between(.96, 1.04);
      return Knot{foot + polar(angle, size * r.reach * rng.between(.95, 1.05)), r.corner};
    };
    right.push_back(at(1));
    if (i > 0) left.push_back(at(-1));
  }
  right.push_back({foot, true});
  right.insert(right.end(), left.rbegin(), left.rend());
  return right;
}

/// Veins from the foot to the tips of the lobes.
void palm_veins(Drawing& d, V foot, const std::vector<double>& angles, const std::vector<double>& reaches,
                double width) {
  std::vector<Outline> all;
  for (std::size_t i = 0; i < angles.size(); ++i) {
    for (const double side : {-1., 1.}) {
      if (angles[i] == 0 && side > 0) continue;
      const V tip = foot + polar(kUp + side * angles[i], reaches[i]);
      all.push_back(tapered(bow(foot, tip, -side * .05, 6), width, width * .3));
      if (reaches[i] < 1.2) continue;
      for (const double t : {.42, .62}) {
        for (const double turn : {-.6, .6}) {
          const V from = mix(foot, tip, t);
          all.push_back(tapered(bow(from, from + polar(angle_of(tip - foot) + turn, reaches[i] * .2), turn * .1, 4),
                                width * .5, width * .25));
        }
      }
    }
  }
  d.ink(leaf_vein_of(d), all);
}

void stalk(Drawing& d, Rng& rng, V foot, double size) {
  stem(d, smooth({{rng.between(-.06, .06) * size, 0}, mix({0, 0}, foot, .5), foot + V{0, -size * .04}}, 6),
       size * .03 + .03, .035);
}

void half_shade(Drawing& d, Rng& rng, const std::vector<Ray>& half, V foot, double size) {
  Outline right{{foot + polar(kUp, size * half[0].reach * .96), true}};
  for (std::size_t i = 1; i < half.size(); ++i) {
    right.push_back({foot + polar(kUp + half[i].angle, size * half[i].reach * .93), half[i].corner});
  }
  right.push_back({foot, true});
  d.ink(Role::leaf_shade, right);
  (void)rng;
}

void hand_leaf(Drawing& d, Rng& rng, const std::vector<Ray>& half, double size, const std::vector<double>& lobes,
               const std::vector<double>& reaches) {
  const V foot{0, -size * .24};
  const double s = size * .76;
  const bool shaded = d.hand().shade > 0 && rng.chance(.6);
  d.part(Role::leaf, both_halves(rng, half, foot, s), .7);
  if (shaded) half_shade(d, rng, half, foot, s);
  std::vector<double> reach;
  for (const double r : reaches) reach.push_back(r * s);
  if (d.hand().veins > 0 || d.hand().carve > 0) palm_veins(d, foot, lobes, reach, std::clamp(size * .022, .04, .1));
  stalk(d, rng, foot, size);
}

}  // namespace

void maple(Drawing& d, Rng& rng, double size) {
  const double k = rng.between(.9, 1.1);
  const std::vector<Ray> half{{0, 1, true},         {.13, .74 * k, true}, {.2, .78, true},   {.34, .46 * k, true},
                              {.62, .72, true},     {.72, .92, true},     {.84, .7, true},   {.98, .72, true},
                              {1.1, .38 * k, true}, {1.45, .56, true},    {1.66, .62, true}, {1.75, .42, true},
                              {2.05, .3, true}};
  hand_leaf(d, rng, half, size, {0, .73, 1.62}, {.88, .78, .48});
}

void ivy(Drawing& d, Rng& rng, double size) {
  const std::vector<Ray> half{{0, 1, true},     {.22, .72, false},  {.42, .5, false},  {.72, .66, false},
                              {.95, .84, true}, {1.15, .66, false}, {1.4, .46, false}, {1.8, .52, false},
                              {2.15, .5, true}, {2.5, .26, false}};
  hand_leaf(d, rng, half, size, {0, .95, 2.05}, {.86, .7, .38});
}

void ginkgo(Drawing& d, Rng& rng, double size) {
  const V foot{0, -size * .3};
  const double reach = size * .72, spread = rng.between(.95, 1.25), cleft = rng.between(.12, .45);
  const Wobble edge(rng, 3, 7);
  Outline fan{{foot, true}};
  for (const double t : {.35, .75}) fan.push_back({foot + polar(kUp - spread * (.55 + .45 * t), reach * t * .92)});
  const int n = 17;
  for (int i = 0; i <= n; ++i) {
    const double x = 2. * i / n - 1, notch = cleft * std::exp(-x * x / .006);
    fan.push_back(
        {foot + polar(kUp + x * spread, reach * (1 - .1 * x * x - notch + .03 * edge(.5 * x))), i == 0 || i == n});
  }
  for (const double t : {.75, .35}) fan.push_back({foot + polar(kUp + spread * (.55 + .45 * t), reach * t * .92)});
  d.part(Role::leaf, fan, .3);
  const int veins = rng.whole(6, 9);
  std::vector<Outline> all;
  const bool inlaid = d.hand().bands > .4 || d.hand().shade > 0;
  for (int i = 0; i < 2 * veins; ++i) {
    const double x = (i + .5) / veins - 1;
    if (std::abs(x) < .08) continue;
    const double far = reach * (.88 - .1 * x * x) * (i % 2 ? .95 : .78);
    all.push_back(inlaid ? stroke(bow(foot + polar(kUp + x * spread * .8, reach * .22),
                                      foot + polar(kUp + x * spread * .95, far), x * .05, 5),
                                  [=](double t) { return .02 + size * .022 * t; })
                         : tapered(bow(foot + polar(kUp + x * .4, reach * .12),
                                       foot + polar(kUp + x * spread * .95, far), x * .05, 5),
                                   .035, .045));
  }
  d.ink(leaf_vein_of(d), all);
  const double lean = rng.between(-.1, .1) * size, swing = rng.sign() * .08;
  stem(d, bow({lean, 0}, foot + V{0, -size * .06}, swing, 8), size * .025 + .03, size * .04);
}

void acanthus(Drawing& d, Rng& rng, double size) {
  const double side = rng.sign();
  Blade b{.angle = kUp - side * .55, .length = size * 1.1, .half = size * .25, .bend = side * rng.between(1.3, 2.1)};
  b.rise = .7, b.fall = .85;
  d.part(Role::leaf, b.lobed(rng.whole(5, 7), .42, true), 0);
  const Role role = leaf_vein_of(d);
  std::vector<Outline> all{tapered(b.line({{0, 0}, {.5, 0}, {.95, 0}}, 8), size * .03 + .03, .02)};
  for (int k = 0; k < 5; ++k) {
    const double t = .12 + .15 * k;
    for (const int s : {-1, 1})
      all.push_back(tapered(b.line({{t, 0}, {t + .08, s * .35}, {t + .17, s * .75}}, 5), size * .012 + .025, .02));
  }
  d.ink(role, all);
}

}  // namespace toile::compose::draw
