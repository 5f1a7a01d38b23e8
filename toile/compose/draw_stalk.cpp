#include "toile/compose/draw_stalk.hpp"

#include <algorithm>

namespace toile::compose::draw {

const std::vector<Blossom>& faces() {
  static const std::vector<Blossom> all{daisy,  cosmos, anemone, blossom5,   rose,     ranunculus,
                                        dahlia, peony,  pansy,   cornflower, narcissus};
  return all;
}

const std::vector<Blossom>& profiles() {
  static const std::vector<Blossom> all{tulip, carnation, bell, lotus, thistle, poppy, iris};
  return all;
}

const std::vector<Blossom>& heroes() {
  static const std::vector<Blossom> all{rose, peony, anemone, dahlia, camellia, ranunculus};
  return all;
}

void face(Drawing& d, Rng& rng, Blossom draw, V at, double heading, double r) {
  d.enter({.at = at, .turn = heading - kUp, .along = 1, .across = rng.between(.72, .95)});
  draw(d, rng, r);
  d.leave();
}

void profile(Drawing& d, Rng& rng, Blossom draw, V at, double heading, double r) {
  d.enter({.at = at, .turn = heading - kUp});
  draw(d, rng, r);
  d.leave();
}

std::vector<V> stalk(Rng& rng, const Hand& h, double size) {
  const double swing = rng.either_way(.04, .1) * h.bend;
  return smooth({{0, 0}, {swing * size, -size * .33}, {swing * .5 * size, -size * .67}, {-swing * .6 * size, -size}},
                31);
}

double heading_at(const std::vector<V>& line, int i) {
  const int last = static_cast<int>(line.size()) - 1;
  return angle_of(line[std::min(last, i + 1)] - line[std::max(0, i - 1)]);
}

void leaves_along(Drawing& d, Rng& rng, const std::vector<V>& line, const LeafKind& kind, int from, int to, int count,
                  double length) {
  double side = rng.sign();
  for (int k = 0; k < count; ++k, side = -side) {
    const int at = from + (to - from) * k / std::max(1, count - 1);
    leaf_at(d, rng, kind, line[at], heading_at(line, at) + side * rng.between(.6, .95), length * (1 - .35 * k / count),
            -side);
  }
}

void berry(Drawing& d, V at, double r) {
  const Hand& h = d.hand();
  d.part(Role::accent, circle(at, r), .4);
  if (h.carve > 0 || h.gap > 0) return d.ink(Role::ground, circle(at + V{-r * .3, -r * .35}, r * .24));
  if (h.shade > 0)
    d.ink(Role::accent_shade, swelling(bow(at + polar(-.6, r * .75), at + polar(2.2, r * .75), -.45, 7), r * .5));
  d.ink(Role::light, circle(at + V{-r * .32, -r * .36}, r * .2));
}

}  // namespace toile::compose::draw
