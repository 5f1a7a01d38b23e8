#include "toile/compose/draw_filler.hpp"

namespace toile::compose::draw {
namespace {

Role colour(Rng& rng) {
  return rng.one_of<Role>({Role::accent, Role::accent, Role::main, Role::leaf, Role::centre});
}

Outline brushed(V from, V to, double belly) {
  return stroke(bow(from, to, .06, 7), [=](double t) { return belly * (.55 + .45 * std::sin(kPi * t)); });
}

}  // namespace

void dot(Drawing& d, Rng& rng, double r) {
  const Wobble edge(rng, 2, 3);
  const double stray = .02 + d.hand().wobble * 2;
  d.ink(colour(rng), around({}, 10, [&](double a) { return r * (1 + stray * edge(a / (2 * kPi))); }));
  if (d.hand().bands > .4 && rng.chance(.5)) d.dot(Role::light, {}, r * .45);
}

void dots(Drawing& d, Rng& rng, double r) {
  const int count = rng.whole(3, 6);
  const double turn = rng.between(0, 6);
  std::vector<Outline> all;
  for (int k = 0; k < count; ++k)
    all.push_back(
        circle(polar(turn + 2 * kPi * k / count, r * .72), r * (count > 4 ? .22 : .28) * rng.between(.9, 1.1)));
  d.ink(colour(rng), all);
  if (count > 4) d.dot(Role::centre, {}, r * .26);
}

void cross(Drawing& d, Rng& rng, double r) {
  const double turn = rng.chance(.5) ? 0 : kPi / 4, belly = r * rng.between(.3, .42);
  const Role role = colour(rng);
  for (const double a : {turn, turn + kPi / 2}) d.ink(role, brushed(polar(a, -r), polar(a, r), belly));
}

void star(Drawing& d, Rng& rng, double r) {
  const int rays = rng.whole(4, 8);
  const double turn = rng.between(0, 6);
  std::vector<Outline> all;
  for (int k = 0; k < rays; ++k) {
    Blade b{.angle = turn + 2 * kPi * k / rays, .length = r, .half = r * .16, .rise = .8, .fall = 1};
    b.foot = polar(b.angle, -r * .02);
    all.push_back(b.outline(4));
  }
  d.ink(colour(rng), all);
  d.dot(Role::centre, {}, r * .2);
}

void drop(Drawing& d, Rng& rng, double r) {
  Blade b{.foot = {0, r},
          .angle = kUp,
          .length = 2 * r,
          .half = r * rng.between(.42, .6),
          .bend = rng.between(-.5, .5),
          .rise = .5,
          .fall = 1.1};
  d.ink(colour(rng), b.outline(6));
  if (d.hand().bands > .4) d.ink(Role::light, b.within(.5, .35).outline(5));
}

void dash(Drawing& d, Rng& rng, double r) {
  const double belly = r * rng.between(.3, .45);
  d.ink(colour(rng), brushed({0, r}, {0, -r}, belly));
}

void seedlings(Drawing& d, Rng& rng, double r) {
  std::vector<Outline> all;
  for (const double x : {-1., 0., 1.}) {
    Blade b{.foot = {x * r * .12, r * .9},
            .angle = kUp + x * .6,
            .length = r * (x == 0 ? 1.8 : 1.45),
            .half = r * .2,
            .bend = x * .3,
            .rise = 1.3,
            .fall = .6};
    all.push_back(b.outline(5));
  }
  d.ink(colour(rng), all);
}

void lozenge(Drawing& d, Rng& rng, double r) {
  const double wide = r * rng.between(.55, .8);
  const Role role = colour(rng);
  d.ink(role, polygon({{0, -r}, {wide, 0}, {0, r}, {-wide, 0}}));
  if (rng.chance(.6)) d.ink(Role::light, polygon({{0, -r * .5}, {wide * .5, 0}, {0, r * .5}, {-wide * .5, 0}}));
}

void floret(Drawing& d, Rng& rng, double r) {
  const int count = rng.whole(4, 6);
  const double turn = rng.between(0, 6);
  std::vector<Outline> all;
  for (int k = 0; k < count; ++k)
    all.push_back(circle(polar(turn + 2 * kPi * k / count, r * .6), r * std::min(.4, 1.9 / count)));
  d.ink(rng.chance(.6) ? Role::accent : Role::main, all);
  d.dot(Role::centre, {}, r * .3);
}

void leaflet(Drawing& d, Rng& rng, double r) {
  std::vector<Outline> all;
  for (const double x : {-1., 1.}) {
    Blade b{.foot = {0, r * .5},
            .angle = kUp + x * .85,
            .length = r * 1.5,
            .half = r * .3,
            .bend = -x * .6,
            .rise = .8,
            .fall = 1};
    all.push_back(b.outline(5));
  }
  d.ink(Role::leaf, all);
  d.ink(Role::stem, tapered(bow({r * .1, r}, {0, r * .3}, rng.between(-.1, .1), 4), r * .14, r * .1));
}

}  // namespace toile::compose::draw
