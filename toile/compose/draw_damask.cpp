#include "toile/compose/draw_acanthus.hpp"
#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_garden.hpp"
#include "toile/compose/draw_ornament.hpp"

namespace toile::compose::draw {
namespace {

/// A fruit in its frame, full of seeds.
void pod(Drawing& d, Rng& rng, double s) {
  const auto at = [&](double share) {
    return Blade{.foot = {0, s * .55 * share + .04 * s},
                 .angle = kUp,
                 .length = s * 1.12 * share,
                 .half = s * .32 * share,
                 .rise = .7,
                 .fall = .85};
  };
  d.apart(Role::main, at(1).outline(9));
  d.ink(Role::ground, at(.86).outline(9));
  d.ink(Role::accent, at(.76).outline(9));
  const Blade in = at(.66);
  const bool lattice = rng.chance(.4);
  std::vector<Outline> marks;
  for (int row = 0; row < 7; ++row) {
    const double t = .14 + .115 * row;
    const int many = row % 2 ? 3 : 2;
    for (int i = 0; i < many; ++i) {
      const V foot = in.at(t - .04, 1.5 * i / (many - 1) - .75);
      if (lattice)
        marks.push_back(
            polygon({foot + V{0, -s * .05}, foot + V{s * .04, 0}, foot + V{0, s * .05}, foot + V{-s * .04, 0}}));
      else
        marks.push_back(
            Blade{.foot = foot, .angle = kUp, .length = s * .085, .half = s * .03, .rise = .7, .fall = .9}.outline(4));
    }
  }
  d.ink(Role::light, marks);
}

/// A blossom from the side where the fruit would be.
template <void (*Blossom)(Drawing&, Rng&, double)>
void blossom(Drawing& d, Rng& rng, double s) {
  if (d.hand().gap == 0) d.ink(Role::ground, ellipse({0, -s * .05}, s * .3, s * .46, 0));
  d.enter({.at = {0, s * .5}});
  Blossom(d, rng, s * .5);
  d.leave();
}

}  // namespace

void medallion(Drawing& d, Rng& rng, double size) {
  const double s = size / 2, k = 1 / s;
  const Role vein = vein_of(d), leafy = rng.chance(.5) ? Role::main : Role::leaf;
  const Role veins = leafy == Role::leaf && d.hand().pen == 0 && d.hand().shade > 0 ? Role::leaf_shade : vein;
  const int lobes = rng.whole(5, 7), pairs = rng.whole(2, 4);
  const double swing = rng.between(.85, 1.3), outward = rng.chance(.4) ? -1 : 1;
  const int crown = rng.whole(0, 2);
  const int rays = 2 * rng.whole(3, 4) + 1;
  if (crown == 0) fan(d, {0, -s * .42}, s * .58, rays, rng.between(1.05, 1.4), Role::main);
  const Rng start = rng.child();
  mirrored(d, [&] {
    Rng same = start;
    if (crown == 1)
      acanthus_at(d, leafy, veins, {s * .03, -s * .3}, kUp + .35, s * .66, s * .13, 1.5 * outward, lobes - 1);
    if (same.chance(.75))
      volute(d, Role::accent, rolled({s * .1, s * .55}, -.2, s * 1.5, -1.1 * k, -8.5 * k), s * .06, s * .055);
    for (int i = 0; i < pairs; ++i) {
      const double share = static_cast<double>(i) / pairs, length = s * (.98 - .2 * i) * same.between(.92, 1.05);
      const double bend = i % 2 && outward < 0 ? 1.3 * swing : -1.5 * swing;
      acanthus_at(d, leafy, veins, {s * (.06 + .03 * i), s * (.64 - .38 * i)}, .12 - .2 * swing - .55 * share, length,
                  length * .175, bend, std::max(4, lobes - i));
    }
    acanthus_at(d, leafy, veins, {s * .04, s * .7}, .5, s * same.between(.42, .58), s * .1, 1.5 * swing, lobes - 2);
    if (same.chance(.75))
      volute(d, Role::main, rolled({s * .12, -s * .36}, -.6, s * .8, 1.5 * k, 14 * k), s * .05, s * .045);
  });
  if (crown == 2) {
    Blade spear{.foot = {0, -s * .4}, .angle = kUp, .length = s * .58, .half = s * .15, .rise = .6, .fall = 1};
    d.apart(Role::main, spear.outline());
    d.ink(vein, spear.within(.5, .3).outline());
  }
  rng.one_of<void (*)(Drawing&, Rng&, double)>(
      {pod, pod, blossom<artichoke>, blossom<lotus>, blossom<tulip>, blossom<carnation>, blossom<protea>})(d, rng, s);
  Blade tail{.foot = {0, s * .62}, .angle = kPi / 2, .length = s * .38, .half = s * .08, .rise = .8, .fall = .9};
  d.apart(Role::main, tail.outline());
  d.ink(vein, tail.within(.5, .3).outline(5));
}

}  // namespace toile::compose::draw
