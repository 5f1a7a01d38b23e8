#include "toile/compose/draw_sprig.hpp"

#include "toile/compose/draw_stalk.hpp"

namespace toile::compose::draw {
void sprig(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const LeafKind kind = any_leaf(h, rng);
  const bool facing = rng.chance(.55);
  const double r = size * rng.between(.17, .22);
  const std::vector<V> line = stalk(rng, h, size - r * (facing ? 1 : 1.8));
  leaves_along(d, rng, line, kind, 4, 20, static_cast<int>(std::lround(rng.whole(4, 6) * h.fullness)), size * .36);
  const bool twin = rng.chance(.6);
  const Blossom draw = facing ? rng.one_of(faces()) : rng.one_of(profiles());
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
  leaves_along(d, rng, line, kind, 3, 20, static_cast<int>(std::lround(rng.whole(3, 6) * h.fullness)), size * .3);
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
  for (const double side : {-1., 1.}) {
    const double heading = kUp + side * rng.between(.2, .5);
    leaf_at(d, rng, kind, {0, -size * .02}, heading, size * rng.between(.5, .7), side);
  }
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

}  // namespace toile::compose::draw
