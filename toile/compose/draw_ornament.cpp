#include "toile/compose/draw_ornament.hpp"

#include "toile/compose/draw_acanthus.hpp"
#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
void palmette(Drawing& d, Rng& rng, double size) {
  const int rays = 2 * rng.whole(3, 5) + 1;
  const V foot{0, size * .22};
  fan(d, foot, size * .72, rays, rng.between(1.25, 1.55), Role::main);
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

}  // namespace toile::compose::draw
