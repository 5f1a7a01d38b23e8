#include "toile/compose/draw_sprig.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

using Blossom = void (*)(Drawing&, Rng&, double);

/// Those that look at us, and those that stand on their stem.
const std::vector<Blossom> kFaces{daisy, cosmos, anemone, blossom5, rose, ranunculus, dahlia, peony};
const std::vector<Blossom> kProfiles{tulip, carnation, bell, lotus, thistle};

/// A face tilted back: squashed along its stem.
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

/// A gentle S from (0, 0) to a height of `size`.
std::vector<V> stalk(Rng& rng, const Hand& h, double size) {
  const double swing = rng.sign() * rng.between(.04, .1) * h.bend;
  return smooth({{0, 0}, {swing * size, -size * .33}, {swing * .5 * size, -size * .67}, {-swing * .6 * size, -size}},
                31);
}

double heading_at(const std::vector<V>& line, int i) {
  const int last = static_cast<int>(line.size()) - 1;
  return angle_of(line[std::min(last, i + 1)] - line[std::max(0, i - 1)]);
}

/// Alternate leaves between two places of the stem, the lower ones longer.
void leaves_along(Drawing& d, Rng& rng, const std::vector<V>& line, const LeafKind& kind, int from, int to, int count,
                  double length) {
  double side = rng.sign();
  for (int k = 0; k < count; ++k, side = -side) {
    const int at = from + (to - from) * k / std::max(1, count - 1);
    leaf_at(d, rng, kind, line[at], heading_at(line, at) + side * rng.between(.6, .95), length * (1 - .35 * k / count),
            -side);
  }
}

}  // namespace

void sprig(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const bool facing = rng.chance(.55);
  const double r = size * rng.between(.17, .22);
  const std::vector<V> line = stalk(rng, h, size - r * (facing ? 1 : 1.8));
  leaves_along(d, rng, line, kind, 4, 20, static_cast<int>(rng.whole(3, 5) * h.fullness), size * .4);
  const bool twin = rng.chance(.6);
  const Blossom draw = facing ? rng.one_of(kFaces) : rng.one_of(kProfiles);
  if (twin) {
    const double side = rng.sign(), heading = heading_at(line, 17);
    const V tip = line[17] + polar(heading + side * .55, size * .3);
    const std::vector<V> twiglet = bow(line[15], tip, side * .16, 9);
    stem(d, twiglet, size * .014 + .035, .04);
    profile(d, rng, bud, tip, heading_at(twiglet, 8), r * .5);
  }
  stem(d, line, size * .018 + .05, size * .01 + .04);
  if (facing) {
    face(d, rng, draw, line.back(), heading_at(line, 30), r);
  } else {
    profile(d, rng, draw, line.back(), heading_at(line, 30), r);
  }
}

void spray(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const Blossom draw = rng.one_of<Blossom>({blossom5, blossom5, daisy, cosmos});
  const std::vector<V> line = stalk(rng, h, size * .84);
  leaves_along(d, rng, line, kind, 3, 20, static_cast<int>(rng.whole(3, 5) * h.fullness), size * .3);
  struct Tip {
    V at;
    double heading, r;
    bool open;
  };
  std::vector<Tip> tips;
  const int branches = rng.whole(3, 5);
  double side = rng.sign();
  const double r = size * .125;
  for (int k = 0; k < branches; ++k, side = -side) {
    const int at = 12 + 14 * k / branches;
    const double heading = heading_at(line, at) + side * rng.between(.5, .75), reach = size * (.32 - .035 * k);
    const V tip = line[at] + polar(heading, reach);
    const std::vector<V> branch = bow(line[at - 2], tip, side * .14, 10);
    stem(d, branch, size * .011 + .035, .035);
    leaf_at(d, rng, kind, branch[5], heading_at(branch, 5) + side * .8, size * .13, -side);
    tips.push_back({tip, heading_at(branch, 9), r * rng.between(.75, 1), rng.chance(.72)});
  }
  stem(d, line, size * .014 + .05, .04);
  tips.push_back({line.back(), heading_at(line, 30), r * 1.15, true});
  for (const Tip& tip : tips) {
    if (tip.open)
      face(d, rng, draw, tip.at, tip.heading, tip.r);
    else
      profile(d, rng, bud, tip.at, tip.heading, tip.r * .7);
  }
}

void raceme(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  LeafKind kind = lanceolate(h, rng);
  const double swing = rng.sign();
  const std::vector<V> line = smooth(
      {{0, 0}, {-swing * size * .03, -size * .4}, {swing * size * .04, -size * .72}, {swing * size * .25, -size * .92}},
      31);
  kind.like.half *= 1.3;
  for (const double side : {-1., 1.})
    leaf_at(d, rng, kind, {0, -size * .02}, kUp + side * rng.between(.2, .5), size * rng.between(.5, .7), side);
  stem(d, line, size * .014 + .05, .035);
  const int count = rng.whole(6, 9);
  const bool bells = rng.chance(.6);
  for (int k = 0; k < count; ++k) {
    const int at = 10 + 20 * k / count;
    const double side = k % 2 ? 1 : -1, r = size * (.085 - .035 * k / count);
    const V tip = line[at] + polar(heading_at(line, at) + side * (bells ? 1.1 : .8), size * .085);
    const std::vector<V> thread = bow(line[at], tip, -side * .2, 6);
    stem(d, thread, .045, .03);
    const double hang = bells ? kPi / 2 - side * .35 : heading_at(thread, 5);
    profile(d, rng, bells ? bell : bud, tip, hang, r);
  }
  profile(d, rng, bud, line.back(), heading_at(line, 30), size * .035);
}

void berry_twig(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const std::vector<V> line = stalk(rng, h, size * .85);
  leaves_along(d, rng, line, kind, 3, 27, static_cast<int>(rng.whole(5, 7) * h.fullness), size * .32);
  leaf_at(d, rng, kind, line[28], heading_at(line, 29), size * .2, rng.sign());
  stem(d, line, size * .014 + .05, .035);
  const int count = rng.whole(3, 5);
  for (int k = 0; k < count; ++k) {
    const int at = 6 + 20 * k / count;
    double side = k % 2 ? -1 : 1;
    const int berries = rng.whole(1, 3);
    for (int i = 0; i < berries; ++i) {
      const V tip = line[at] + polar(heading_at(line, at) + side * (.5 + .45 * i), size * rng.between(.13, .19));
      stem(d, bow(line[at], tip, side * .1, 6), .045, .03);
      const double r = size * rng.between(.034, .044);
      d.part(Role::accent, circle(tip, r), .4);
      if (h.carve > 0 || h.gap > 0)
        d.ink(Role::ground, circle(tip + V{-r * .3, -r * .35}, r * .24));
      else {
        if (h.shade > 0)
          d.ink(Role::accent_shade,
                swelling(bow(tip + polar(-.6, r * .75), tip + polar(2.2, r * .75), -.45, 7), r * .5));
        d.ink(Role::light, circle(tip + V{-r * .32, -r * .36}, r * .2));
      }
    }
  }
}

void posy(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const int leaves = rng.whole(5, 8);
  const double turn = rng.between(0, 6);
  const double r = size * .27;
  for (int k = 0; k < leaves; ++k) {
    const double heading = turn + 2 * kPi * (k + rng.between(-.2, .2)) / leaves;
    leaf_at(d, rng, kind, polar(heading, r * .55), heading, size * rng.between(.27, .36), rng.sign());
  }
  const int small = rng.whole(2, 3);
  for (int k = 0; k < small; ++k) {
    const double heading = turn + 1 + 2 * kPi * (k + rng.between(-.15, .15)) / small;
    face(d, rng, blossom5, polar(heading, r * 1.25), heading, size * .11);
  }
  face(d, rng, rng.one_of<Blossom>({rose, peony, anemone, dahlia, camellia, ranunculus}), {}, kUp, r);
}

void bouquet(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng), blades = lanceolate(h, rng);
  const int count = rng.whole(5, 7);
  const Blossom hero = rng.one_of<Blossom>({rose, peony, anemone, dahlia, ranunculus});
  const Blossom second = rng.one_of(kFaces);
  const V tie{0, -size * .2};
  struct Flower {
    V at;
    double heading, r;
  };
  std::vector<Flower> flowers;
  for (int k = 0; k < count; ++k) {
    const double spread = (k - (count - 1) / 2.) / count,
                 reach = size * (.62 - .5 * spread * spread) * (k % 2 ? .86 : 1);
    const double heading = kUp + spread * 1.75;
    const V at = tie + polar(heading, reach);
    const std::vector<V> line = smooth(
        {{-spread * size * .42, 0}, tie + V{spread * .05 * size, 0}, mix(tie, at, .5) + V{spread * size * .03, 0}, at},
        20);
    const double side = spread == 0 ? rng.sign() : spread > 0 ? 1 : -1;
    leaf_at(d, rng, kind, line[14], heading_at(line, 14) + side * .8, size * .22, -side);
    leaf_at(d, rng, blades, line[9], heading_at(line, 9) - side * .3, size * .3, side);
    stem(d, line, .07, .06);
    flowers.push_back({at, heading_at(line, 19), size * (k % 2 ? .1 : .135)});
  }
  for (int k = 1; k < count; k += 2) face(d, rng, second, flowers[k].at, flowers[k].heading, flowers[k].r);
  for (int k = 0; k < count; k += 2) face(d, rng, hero, flowers[k].at, flowers[k].heading, flowers[k].r);
  for (int k = 0; k < 3; ++k) {
    const V foot = tie + V{(k - 1) * size * .09, -size * .12};
    leaf_at(d, rng, kind, foot, kUp + (k - 1) * .8, size * .24, rng.sign());
  }
  d.part(Role::accent, swelling({tie + V{-size * .07, 0}, tie, tie + V{size * .07, 0}}, size * .06), 0);
}

void cherry_branch(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = ovate(h, rng);
  const double side = rng.sign();
  const std::vector<V> line = smooth({{-side * size * .45, 0},
                                      {-side * size * .2, -size * .13},
                                      {-side * size * .02, -size * .12},
                                      {side * size * .2, -size * .36},
                                      {side * size * .48, -size * .42}},
                                     33);
  std::vector<std::vector<V>> twigs;
  for (const int at : {8, 15, 22}) {
    const double up = heading_at(line, at) - side * rng.between(.6, 1.1) * (at == 15 ? -.8 : 1);
    twigs.push_back(bow(line[at], line[at] + polar(up, size * rng.between(.2, .3)), side * .12, 10));
  }
  for (const auto& t : twigs) leaf_at(d, rng, kind, t[6], heading_at(t, 6) + side * .7, size * .15, -side);
  for (const auto& t : twigs) d.ink(Role::stem, tapered(t, size * .02 + .03, .03));
  const Wobble knots(rng, 3, 7);
  d.ink(Role::stem, stroke(line, [&](double t) { return size * (.045 - .03 * t) * (1 + .22 * knots(t * .8)); }));
  for (const auto& t : twigs) {
    face(d, rng, blossom5, t[9], heading_at(t, 9), size * rng.between(.085, .11));
    profile(d, rng, bud, t[5] + polar(heading_at(t, 5) - side, size * .04), heading_at(t, 5) - side, size * .03);
  }
  for (const int at : {4, 12, 19, 27, 32}) {
    const V off = polar(heading_at(line, at) + kPi / 2 * rng.sign(), size * .03);
    if (at == 32 || rng.chance(.75))
      face(d, rng, blossom5, line[at] + off, kUp + rng.between(-.6, .6), size * rng.between(.07, .12));
  }
}

}  // namespace toile::compose::draw
