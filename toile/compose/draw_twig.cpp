// Twigs with fruit or blossoms, and what grows from one foot.

#include "toile/compose/draw_sprig.hpp"
#include "toile/compose/draw_stalk.hpp"

namespace toile::compose::draw {

void berry_twig(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const std::vector<V> line = stalk(rng, h, size * .85);
  leaves_along(d, rng, line, kind, 3, 27, static_cast<int>(std::lround(rng.whole(5, 7) * h.fullness)), size * .32);
  leaf_at(d, rng, kind, line[28], heading_at(line, 29), size * .2, rng.sign());
  stem(d, line, size * .014 + .05, .035);
  const int count = rng.whole(3, 5);
  for (int k = 0; k < count; ++k) {
    const int at = 6 + 20 * k / count, berries = rng.whole(1, 3);
    const double side = k % 2 ? -1 : 1;
    for (int i = 0; i < berries; ++i) {
      const V tip = line[at] + polar(heading_at(line, at) + side * (.5 + .45 * i), size * rng.between(.13, .19));
      stem(d, bow(line[at], tip, side * .1, 6), .045, .03);
      berry(d, tip, size * rng.between(.036, .046));
    }
  }
}

void olive(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  LeafKind kind = lanceolate(h, rng);
  kind.like.half *= 1.15, kind.like.bend *= .5;
  const std::vector<V> line = stalk(rng, h, size * .9);
  const int pairs = rng.whole(5, 7);
  for (int k = 0; k < pairs; ++k) {
    const int at = 3 + 25 * k / pairs;
    for (const double side : {-1., 1.}) {
      leaf_at(d, rng, kind, line[at], heading_at(line, at) + side * rng.between(.6, .95),
              size * .32 * (1 - .4 * k / pairs), -side);
    }
  }
  leaf_at(d, rng, kind, line[28], heading_at(line, 29), size * .17, rng.sign());
  stem(d, line, size * .016 + .04, .035);
  for (int k = 0; k < 4; ++k) {
    const int at = 5 + 5 * k;
    const double side = k % 2 ? 1 : -1, heading = heading_at(line, at) + side * rng.between(1.2, 1.5);
    const V tip = line[at] + polar(heading, size * .07);
    stem(d, {line[at], mix(line[at], tip, .5), tip}, .045, .035);
    Blade b{.foot = tip - polar(heading, size * .01),
            .angle = heading + side * .4,
            .length = size * .11,
            .half = size * .037,
            .rise = .45,
            .fall = .5};
    d.part(Role::accent, b.outline(5), .4);
    d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : Role::light,
          swelling(b.line({{.3, -.45}, {.5, -.5}, {.7, -.4}}, 4), size * .012 + .015));
  }
}

void holly(Drawing& d, Rng& rng, double size) {
  const LeafLook look = leaf_look(d.hand(), rng);
  const int leaves = rng.whole(2, 4);
  const double first = leaves == 4 ? -2.4 : -1.3, last = -first;
  for (int k = 0; k < leaves; ++k) {
    const double heading = kUp + first + (last - first) * k / (leaves - 1);
    Blade b{.foot = polar(heading, size * .03),
            .angle = heading,
            .length = size * .48,
            .half = size * .15,
            .bend = rng.between(-.25, .25),
            .rise = .6,
            .fall = .7};
    // Spines drawn out of a leaf whose rim is hollow between them.
    Outline sides[2];
    for (const int s : {-1, 1}) {
      for (int i = 0; i < 3; ++i) {
        const double t = .1 + .28 * i;
        sides[s > 0].push_back({b.at(t, s * .62)});
        sides[s > 0].push_back({b.at(t + .2, s * 1.12), true});
      }
      sides[s > 0].push_back({b.at(.86, s * .6)});
    }
    Outline rim{{b.foot, true}};
    rim.insert(rim.end(), sides[0].begin(), sides[0].end());
    rim.push_back({b.at(1, 0), true});
    rim.insert(rim.end(), sides[1].rbegin(), sides[1].rend());
    leaf(d, rng, b, rim,
         look == LeafLook::halved || look == LeafLook::banded || look == LeafLook::hatched ? LeafLook::veined : look);
  }
  const double r = size * .075, turn = rng.between(0, 6);
  for (int k = 0; k < 3; ++k) berry(d, polar(turn + 2 * kPi * k / 3, r * 1.05), r);
}

void lavender(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const int stems = rng.whole(1, 3);
  LeafKind kind = lanceolate(h, rng);
  kind.like.half *= .8;
  for (int n = 0; n < stems; ++n) {
    const double x = stems == 1 ? 0 : n - (stems - 1) / 2.,
                 tall = size * (n == 1 || stems == 1 ? .97 : rng.between(.72, .88));
    const double heading = kUp + x * .3 + rng.between(-.05, .05), swing = x * .06 + rng.between(-.03, .03);
    const std::vector<V> line = bow({x * size * .02, 0}, V{x * size * .02, 0} + polar(heading, tall), swing, 31);
    for (const double side : {-1., 1.})
      leaf_at(d, rng, kind, line[4 + 2 * n], heading_at(line, 5) + side * .5, size * .26, -side);
    stem(d, line, size * .012 + .04, .03);
    const int whorls = rng.whole(6, 8);
    for (int k = 0; k < whorls; ++k) {
      const int at = 15 + 15 * k / whorls;
      const double r = size * .045 * (1 - .45 * k / whorls);
      for (const double turn : {-1.15, 1.15, -.5, .5, 0.}) {
        Blade b{.foot = line[at],
                .angle = heading_at(line, at) + turn,
                .length = r * (turn == 0 ? 1.5 : 1.75),
                .half = r * .5,
                .rise = .9,
                .fall = .5};
        const bool back = std::abs(turn) > 1;
        d.part(back && h.gap + h.pen == 0 ? Role::shade : Role::main, b.outline(4), 0);
      }
    }
  }
}

void wild_flowers(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind blades = lanceolate(h, rng);
  const Blossom first = rng.one_of<Blossom>({daisy, cosmos, anemone, cornflower, pansy}),
                second = rng.one_of<Blossom>({poppy, tulip, bell, thistle, bud});
  const int count = rng.whole(3, 5);
  struct Tip {
    V at;
    double heading, r;
    int kind;
  };
  std::vector<Tip> tips;
  for (const double side : {-1., 1.}) {
    const double heading = kUp + side * rng.between(.45, .8);
    leaf_at(d, rng, blades, {side * size * .01, 0}, heading, size * rng.between(.38, .5), side);
  }
  for (int k = 0; k < count; ++k) {
    const double x = 2. * k / (count - 1) - 1,
                 tall = size * (.84 - .2 * std::abs(x) - (k % 2) * .16) * rng.between(.94, 1.04);
    const std::vector<V> line = bow({x * size * .02, 0}, V{0, 0} + polar(kUp + x * .55, tall), x * .1 * h.bend, 25);
    const double side = x < 0 ? 1 : -1;
    leaf_at(d, rng, blades, line[8 + k], heading_at(line, 8 + k) - side * .55, size * .2, side);
    stem(d, line, size * .012 + .05, .06);
    tips.push_back({line.back(), heading_at(line, 24), size * (k % 2 ? .08 : .12), k % 3});
  }
  const double upright = kUp + rng.between(-.2, .2);
  leaf_at(d, rng, blades, {0, 0}, upright, size * .3, rng.sign());
  for (const Tip& tip : tips) {
    if (tip.kind == 1)
      profile(d, rng, second, tip.at, tip.heading, tip.r);
    else
      face(d, rng, tip.kind == 0 ? first : blossom5, tip.at, tip.heading, tip.r * (tip.kind == 0 ? 1 : .8));
  }
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
    const bool open = at == 32 || rng.chance(.75);
    const double heading = kUp + rng.between(-.6, .6);
    if (open) face(d, rng, blossom5, line[at] + off, heading, size * rng.between(.07, .12));
  }
}

}  // namespace toile::compose::draw
