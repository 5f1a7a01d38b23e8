#include "toile/compose/draw_leaf.hpp"

#include <algorithm>

namespace toile::compose::draw {

LeafKind ovate(const Hand& hand, Rng& rng) {
  LeafKind kind{.look = leaf_look(hand, rng)};
  kind.like.rise = rng.between(.6, .85), kind.like.fall = rng.between(1, 1.35);
  kind.like.half = rng.between(.19, .27), kind.like.bend = rng.between(.2, .6) * hand.bend;
  if (rng.chance(.3)) kind.rim = LeafKind::Rim::toothed, kind.teeth = rng.whole(5, 8), kind.depth = .2;
  return kind;
}

LeafKind lanceolate(const Hand& hand, Rng& rng) {
  LeafKind kind{.look = leaf_look(hand, rng)};
  kind.like.rise = rng.between(.8, 1), kind.like.fall = rng.between(1, 1.3);
  kind.like.half = rng.between(.1, .14), kind.like.bend = rng.between(.3, .8) * hand.bend;
  return kind;
}

LeafKind rounded(const Hand& hand, Rng& rng) {
  LeafKind kind{.look = leaf_look(hand, rng)};
  kind.like.rise = rng.between(.7, 1), kind.like.fall = rng.between(.45, .6);
  kind.like.half = rng.between(.27, .36), kind.like.bend = rng.between(0, .4) * hand.bend;
  return kind;
}

LeafKind any_leaf(const Hand& hand, Rng& rng) {
  const double draw = rng.unit();
  return draw < .55 ? ovate(hand, rng) : draw < .8 ? lanceolate(hand, rng) : rounded(hand, rng);
}

void leaf_at(Drawing& d, Rng& rng, const LeafKind& kind, V foot, double heading, double length, double side) {
  Blade b = kind.like;
  b.foot = foot, b.angle = heading - side * b.bend * .35, b.length = length, b.half *= length * rng.between(.9, 1.1);
  b.bend *= side * rng.between(.7, 1.3), b.lean = rng.between(-.15, .15);
  if (kind.rim == LeafKind::Rim::toothed && length > .9) {
    leaf(d, rng, b, b.toothed(kind.teeth, kind.depth), kind.look);
  } else if (kind.rim == LeafKind::Rim::lobed) {
    leaf(d, rng, b, b.lobed(kind.teeth, kind.depth, false), kind.look);
  } else {
    leaf(d, rng, b, kind.look);
  }
}

namespace {

/// A leaf alone: on a short stalk.
void alone(Drawing& d, Rng& rng, LeafKind kind, double size) {
  const double side = rng.sign(), stalk = size * rng.between(.12, .18);
  kind.like.half *= 1.1;
  const V foot{0, -stalk};
  const double heading = kUp - side * .1;
  leaf_at(d, rng, kind, foot, heading, size - stalk, side);
  stem(d, smooth({{side * stalk * .3, 0}, mix({0, 0}, foot, .6), foot + polar(heading - side * .2, size * .12)}, 6),
       size * .035 + .03, .03);
}

}  // namespace

void ovate_leaf(Drawing& d, Rng& rng, double size) {
  alone(d, rng, ovate(d.hand(), rng), size);
}
void lance_leaf(Drawing& d, Rng& rng, double size) {
  LeafKind kind = lanceolate(d.hand(), rng);
  kind.like.half *= 1.25;
  alone(d, rng, kind, size);
}

void rose_leaf(Drawing& d, Rng& rng, double size) {
  LeafKind kind = ovate(d.hand(), rng);
  if (rng.chance(.6)) kind.rim = LeafKind::Rim::toothed;
  kind.like.half = rng.between(.24, .3), kind.like.bend *= .5;
  const int pairs = rng.whole(2, 3);
  const double lean = size * rng.between(-.12, .12);
  const std::vector<V> rib = bow({0, 0}, {lean, -size * .66}, rng.either_way(.05, .14), 12);
  for (int k = 0; k < pairs; ++k) {
    const int at = 4 + 6 * k / std::max(1, pairs - 1);
    const double along = angle_of(rib[at] - rib[at - 1]);
    for (const double side : {-1., 1.})
      leaf_at(d, rng, kind, rib[at], along + side * 1.05, size * .36 * (1 - .1 * k), -side);
  }
  leaf_at(d, rng, kind, rib.back(), angle_of(rib[11] - rib[10]), size * .42, rng.sign());
  stem(d, rib, size * .03 + .04, .035);
}

void oak(Drawing& d, Rng& rng, double size) {
  LeafKind kind{.rim = LeafKind::Rim::lobed,
                .teeth = rng.whole(3, 5),
                .depth = rng.between(.4, .55),
                .look = leaf_look(d.hand(), rng)};
  if (kind.look == LeafLook::halved || kind.look == LeafLook::banded || kind.look == LeafLook::hatched)
    kind.look = LeafLook::ribbed;
  kind.like.rise = 1.1, kind.like.fall = .6, kind.like.half = .3, kind.like.bend = rng.between(.1, .4);
  alone(d, rng, kind, size);
}

void willow(Drawing& d, Rng& rng, double size) {
  const LeafKind kind = lanceolate(d.hand(), rng);
  const double swing = rng.sign();
  const std::vector<V> line = smooth(
      {{0, 0}, {swing * size * .1, -size * .35}, {swing * size * .02, -size * .7}, {-swing * size * .12, -size * .93}},
      26);
  const int count = rng.whole(7, 10);
  for (int k = 0; k < count; ++k) {
    const int at = 3 + 21 * k / count;
    const double side = k % 2 ? 1 : -1, along = angle_of(line[at + 1] - line[at - 1]);
    leaf_at(d, rng, kind, line[at], along + side * rng.between(.5, .8), size * .34 * (1 - .45 * k / count), -side);
  }
  leaf_at(d, rng, kind, line[24], angle_of(line[25] - line[23]), size * .2, swing);
  stem(d, line, size * .02 + .04, .03);
}

void eucalyptus(Drawing& d, Rng& rng, double size) {
  LeafKind kind = rounded(d.hand(), rng);
  kind.like.half = rng.between(.3, .4), kind.like.fall = .5;
  const double lean = size * rng.between(-.25, .25);
  const std::vector<V> line = bow({0, 0}, {lean, -size * .9}, rng.either_way(.06, .16), 26);
  const int pairs = rng.whole(5, 7);
  stem(d, line, size * .02 + .04, .03);
  for (int k = 0; k < pairs; ++k) {
    const int at = 4 + 20 * k / pairs;
    const double along = angle_of(line[at + 1] - line[at - 1]);
    for (const double side : {-1., 1.}) {
      leaf_at(d, rng, kind, line[at] + polar(along + side * 1.2, size * .012), along + side * rng.between(.8, 1.15),
              size * .2 * (1 - .4 * k / pairs), -side);
    }
  }
  leaf_at(d, rng, kind, line[24], angle_of(line[25] - line[23]), size * .13, 1);
}

void twig(Drawing& d, Rng& rng, double size) {
  const LeafKind kind = any_leaf(d.hand(), rng);
  const double swing = rng.sign() * d.hand().bend;
  const bool opposite = rng.chance(.4);
  const std::vector<V> line = smooth(
      {{0, 0}, {swing * size * .08, -size * .3}, {swing * size * .03, -size * .6}, {-swing * size * .08, -size * .86}},
      26);
  const int count = static_cast<int>(std::lround(rng.whole(4, 6) * d.hand().fullness)) * (opposite ? 1 : 2);
  for (int k = 0; k < count; ++k) {
    const int at = 4 + 20 * k / count;
    const double along = angle_of(line[at + 1] - line[at - 1]), long_ = size * .36 * (1 - .4 * k / count);
    for (const double side : {-1., 1.}) {
      if (!opposite && (k % 2 > 0) == (side > 0)) continue;
      leaf_at(d, rng, kind, line[at], along + side * rng.between(.75, 1.05), long_, -side);
    }
  }
  leaf_at(d, rng, kind, line[24], angle_of(line[25] - line[23]), size * .24, rng.sign());
  stem(d, line, size * .022 + .04, .03);
}

}  // namespace toile::compose::draw
