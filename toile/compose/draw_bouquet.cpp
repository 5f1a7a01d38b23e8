#include "toile/compose/draw_sprig.hpp"
#include "toile/compose/draw_stalk.hpp"

namespace toile::compose::draw {
namespace {

/// Two loops, two tails, a knot.
void ribbon(Drawing& d, Rng& rng, V at, double r) {
  for (const double side : {-1., 1.}) {
    const std::vector<V> tail = smooth({at, at + V{side * r * .5, r * .75}, at + V{side * r * .35, r * 1.2},
                                        at + V{side * r * rng.between(.7, 1), r * 1.75}},
                                       9);
    d.ink(Role::accent_shade, stroke(tail, [=](double t) { return r * (.16 + .2 * t); }));
  }
  for (const double side : {-1., 1.}) {
    Blade loop{.foot = at,
               .angle = kUp + side * 1.35,
               .length = r * 1.35,
               .half = r * .42,
               .bend = side * .35,
               .rise = .9,
               .fall = .4};
    d.part(Role::accent, loop.outline(), 0);
    d.ink(Role::accent_shade, loop.within(.55, .5).outline(5));
  }
  d.part(Role::accent, ellipse(at, r * .26, r * .3, 0), 0);
}

}  // namespace

void posy(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const int leaves = rng.whole(5, 8);
  const double turn = rng.between(0, 6);
  const double r = size * .27;
  for (int k = 0; k < leaves; ++k) {
    const double heading = turn + 2 * kPi * (k + rng.between(-.2, .2)) / leaves;
    const double long_ = size * rng.between(.27, .36), side = rng.sign();
    leaf_at(d, rng, kind, polar(heading, r * .55), heading, long_, side);
  }
  const int small = rng.whole(2, 3);
  for (int k = 0; k < small; ++k) {
    const double heading = turn + 1 + 2 * kPi * (k + rng.between(-.15, .15)) / small;
    face(d, rng, blossom5, polar(heading, r * 1.25), heading, size * .11);
  }
  face(d, rng, rng.one_of(heroes()), {}, kUp, r);
}

void bouquet(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng), blades = lanceolate(h, rng);
  const int count = rng.whole(5, 7);
  const Blossom hero = rng.one_of(heroes()), second = rng.one_of(faces());
  const V tie{0, -size * .26};
  struct Flower {
    V at;
    double heading, r;
  };
  std::vector<Flower> flowers;
  std::vector<std::vector<V>> stems;
  for (int k = 0; k < count; ++k) {
    const double spread = (k - (count - 1) / 2.) / count,
                 reach = size * (.6 - .42 * spread * spread) * (k % 2 ? .84 : 1);
    const double heading = kUp + spread * 1.9;
    const V at = tie + polar(heading, reach);
    stems.push_back(smooth({{-spread * size * .36, -size * .03 * (k % 3)},
                            tie + V{spread * .05 * size, 0},
                            mix(tie, at, .5) + V{spread * size * .03, 0},
                            at},
                           20));
    const std::vector<V>& line = stems.back();
    const double side = spread == 0 ? rng.sign() : spread > 0 ? 1 : -1;
    leaf_at(d, rng, kind, line[14], heading_at(line, 14) + side * .8, size * .22, -side);
    leaf_at(d, rng, blades, line[10], heading_at(line, 10) - side * .3, size * .34, side);
    flowers.push_back({at, heading_at(line, 19), size * (k % 2 ? .105 : .14)});
  }
  for (const auto& line : stems) stem(d, line, size * .008 + .05, size * .005 + .05);
  for (int k = 1; k < count; k += 2) face(d, rng, second, flowers[k].at, flowers[k].heading, flowers[k].r);
  for (int k = 0; k < count; k += 2) face(d, rng, hero, flowers[k].at, flowers[k].heading, flowers[k].r);
  for (int k = 0; k < 3; ++k) {
    leaf_at(d, rng, kind, tie + V{(k - 1) * size * .05, -size * .05}, kUp + (k - 1) * .75, size * .26, rng.sign());
  }
  for (const double x : {-.16, .16}) face(d, rng, blossom5, tie + V{x * size, -size * .2}, kUp, size * .065);
  ribbon(d, rng, tie, size * .085);
}

}  // namespace toile::compose::draw
