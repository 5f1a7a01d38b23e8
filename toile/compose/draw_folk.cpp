// Ornaments of the Ottoman and of the Scandinavian kind.

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_ornament.hpp"

namespace toile::compose::draw {

void ogival_tulip(Drawing& d, Rng& rng, double size) {
  const double s = size / 2;
  const auto frame = [&](double share) {
    return Blade{.foot = {0, s * share},
                 .angle = kUp,
                 .length = size * share,
                 .half = s * .62 * share,
                 .rise = .95,
                 .fall = .95};
  };
  const int scallops = rng.whole(6, 9);
  if (rng.chance(.7))
    d.apart(Role::main, frame(1).lobed(scallops, .1, rng.chance(.3)));
  else
    d.apart(Role::main, frame(1).outline(9));
  d.ink(Role::light, frame(.86).outline(9));
  if (rng.chance(.6)) {
    std::vector<Outline> beads;
    const Blade line = frame(.825);
    for (int k = -11; k <= 11; ++k) beads.push_back(circle(line.rim(k / 12.), s * .017 + .01));
    d.ink(Role::shade, beads);
  }
  d.ink(rng.chance(.6) ? Role::accent : Role::shade, frame(.77).outline(9));
  const int pairs = rng.whole(2, 3);
  mirrored(d, [&] {
    for (int i = 0; i < pairs; ++i) {
      const double y = s * (.56 - .19 * i);
      Blade b{.foot = {0, y},
              .angle = -.35,
              .length = s * (.4 - .03 * i),
              .half = s * .07,
              .bend = -1.1,
              .rise = .7,
              .fall = 1};
      d.part(Role::leaf, b.outline(), 0);
    }
  });
  d.ink(Role::stem, tapered({{0, s * .62}, {0, s * .3}, {0, -s * .05}}, s * .05, s * .04));
  d.enter({.at = {0, s * .02}});
  rng.chance(.5) ? tulip(d, rng, s * .28) : carnation(d, rng, s * .3);
  d.leave();
}

void folk_tree(Drawing& d, Rng& rng, double size) {
  const double k = 1 / size;
  const int tiers = rng.whole(2, 3);
  const Rng start = rng.child();
  const bool tulips = rng.chance(.5);
  mirrored(d, [&] {
    Rng same = start;
    for (int i = 0; i < tiers; ++i) {
      const double y = size * (.3 - .26 * i), way = size * (.44 - .07 * i);
      const std::vector<V> arm = rolled({0, y}, -.15, way, -1.2 * k, -6 * k, 16);
      for (const int at : {5, 9}) {
        for (const double side : {-1., 1.}) {
          const double h = angle_of(arm[at + 1] - arm[at]);
          Blade b{.foot = arm[at],
                  .angle = h + side * .9,
                  .length = size * .11,
                  .half = size * .03,
                  .bend = -side * .5,
                  .rise = .8,
                  .fall = .9};
          d.part(Role::leaf, b.outline(5), 0);
        }
      }
      d.ink(Role::stem, tapered(arm, size * .02 + .02, size * .014 + .02));
      d.enter({.at = arm.back(), .turn = angle_of(arm[15] - arm[14]) - kUp});
      if (tulips)
        tulip(d, same, size * .075);
      else
        blossom5(d, same, size * .085);
      d.leave();
    }
    Blade low{.foot = {0, size * .46},
              .angle = -.5,
              .length = size * .26,
              .half = size * .05,
              .bend = -.7,
              .rise = .7,
              .fall = 1};
    leaf(d, same, low, LeafLook::halved);
  });
  d.ink(Role::stem, tapered({{0, size * .5}, {0, 0}, {0, -size * .3}}, size * .03 + .02, size * .02 + .02));
  d.enter({.at = {0, -size * (tulips ? .22 : .34)}});
  if (tulips)
    tulip(d, rng, size * .13);
  else
    daisy(d, rng, size * .15);
  d.leave();
  // A heart at the foot.
  const double s = size * .07;
  d.part(Role::accent,
         {{{0, size * .5 + s * .9}, true},
          {{-s, size * .5 - s * .1}},
          {{-s * .55, size * .5 - s * .75}},
          {{0, size * .5 - s * .35}, true},
          {{s * .55, size * .5 - s * .75}},
          {{s, size * .5 - s * .1}}},
         0);
}

}  // namespace toile::compose::draw
