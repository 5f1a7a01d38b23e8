// Full blossoms seen from above: ring lies in ring.

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
namespace {

/// Tones from the outer ring to the heart, for hands that tell petals apart by ink alone.
Inks tone(const Hand& h, int ring) {
  constexpr Inks kTones[] = {kPetal, {Role::light, Role::main, Role::light}, {Role::shade, Role::main, Role::light}};
  return h.pen > 0 || h.gap > 0 || h.shade > 0 ? kPetal : kTones[ring % 3];
}

/// How the petals of a cupped blossom are modelled, all alike.
enum class CupLook { plain, deep, lipped, veined, carved, hatched };
CupLook cup_look(const Hand& h, Rng& rng) {
  using enum CupLook;
  if (h.carve > 0) return carved;
  if (h.hatch > 0) return hatched;
  if (h.shade == 0) return h.veins > .4 && rng.chance(.5) ? veined : plain;
  return h.pen > 0 && rng.chance(.4) ? lipped : deep;  // where no line tells petals apart, their dark sides have to
}

struct Cup {
  double angle, reach, half;
  double risen = .7;  ///< where the next ring rises from it
  double ruffle = 0;
};

/// A petal of a cupped ring: broad and round, dark where the next ring rises from it, its lip turned over in the light.
void cup(Drawing& d, Rng& rng, const Cup& c, const Inks& inks, CupLook look) {
  Blade b{.angle = c.angle, .length = c.reach, .half = c.half, .rise = .8, .fall = .32, .lean = rng.between(-.12, .12)};
  b.ruffle = c.ruffle, b.ruffles = c.ruffle > 0 ? rng.whole(2, 3) : 0, b.phase = rng.between(0, 6);
  if (c.ruffle == 0) (rng.chance(.4) ? b.notch : b.point) = rng.between(.02, .05);
  d.part(inks.body, b.outline());
  const Hand& h = d.hand();
  const double skew = rng.between(-.12, .12);
  switch (look) {
    case CupLook::plain:
      break;
    case CupLook::deep:
      d.ink(inks.dark, b.within(c.risen * rng.between(.97, 1.05), 0).outline());
      if (h.light > .4) d.ink(inks.light, b.sickle(-.36 + skew, .26 + skew, .16));
      break;
    case CupLook::lipped:
      d.ink(inks.dark, b.sickle(.85, .1 + skew, .5));
      d.ink(inks.light, b.sickle(-.5 + skew, .22 + skew, .24));
      break;
    case CupLook::veined: {
      std::vector<Outline> veins;
      for (double s = -.6; s < .7; s += .3)
        veins.push_back(tapered(b.line({{c.risen - .1, s}, {c.risen + .02, s}, {.9 - .12 * s * s, s}}, 4), .045, .02));
      d.ink(h.pen > 0 ? Role::line : inks.dark, veins);
      break;
    }
    case CupLook::hatched:
      hatch(d, rng, b, std::max(.1, c.risen - .12), .3);
      break;
    case CupLook::carved: {
      std::vector<Outline> cuts;
      for (double s = -.62; s < .7; s += .31)
        cuts.push_back(tapered(b.line({{c.risen - .06, s}, {.8, s}, {.9 - .1 * s * s, s}}, 4), .03, .075));
      d.ink(Role::ground, cuts);
    }
  }
}

/// The rolled heart of a rose: a disc with a spiral of crescents.
void rolled_heart(Drawing& d, Rng& rng, double r, const Inks& inks) {
  const Hand& h = d.hand();
  d.part(inks.body, circle({}, r));
  const Role dark = h.gap > 0 && h.pen == 0 ? Role::ground : h.pen > 0 && h.shade == 0 ? Role::line : inks.dark;
  const double start = rng.between(0, 2 * kPi), hand = rng.sign();
  std::vector<Outline> strokes;
  const int turns = 5;
  for (int k = 0; k < turns; ++k) {
    const double from = start + hand * k * 2.2, radius = r * (.84 - .15 * k);
    std::vector<V> arc;
    for (int i = 0; i < 7; ++i) arc.push_back(polar(from + hand * i * .42, radius * (1 - .03 * i)));
    strokes.push_back(swelling(arc, std::max(.045, r * .13)));
  }
  strokes.push_back(circle({}, std::max(.04, r * .09)));
  d.ink(dark, strokes);
}

/// A rose by a few bold crescents on one disc, as the Glasgow school draws it.
void crescents_rose(Drawing& d, Rng& rng, double r) {
  const Wobble edge(rng, 3, 5);
  d.part(Role::main, around({}, 18, [&](double a) { return r * (.96 + .035 * edge(a / (2 * kPi))); }));
  const double hand = rng.sign(), first = rng.between(0, 2 * kPi);
  double turn = first;
  std::vector<Outline> dark, light;
  for (int k = 0; k < 3; ++k) {
    const double radius = r * (.8 - .235 * k);
    const int count = 4 - (k > 1);
    for (int i = 0; i < count; ++i) {
      const double from = turn + hand * 2 * kPi * i / count, span = 2 * kPi / count * rng.between(.82, .98);
      std::vector<V> arc;
      for (int j = 0; j < 8; ++j) arc.push_back(polar(from + hand * span * j / 7, radius * (1.07 - .17 * j / 7)));
      const double belly = r * (.15 - .02 * k) * rng.between(.85, 1.15);
      ((i + k) % 2 ? light : dark).push_back(stroke(arc, [=](double t) {
        return belly * std::pow(std::sin(kPi * t), .7) * (1.25 - .5 * t);
      }));
    }
    turn += hand * 1.05;
  }
  d.ink(Role::shade, dark), d.ink(Role::light, light);
  std::vector<V> spiral;
  for (int j = 0; j < 14; ++j) spiral.push_back(polar(first + hand * .6 * j, r * .21 * (1 - j / 15.)));
  d.ink(rng.chance(.5) ? Role::shade : Role::light, stroke(spiral, [=](double t) { return r * .075 * (1 - .45 * t); }));
}

}  // namespace

void rose(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  if (h.pen + h.gap + h.shade == 0) return crescents_rose(d, rng, r);
  const int rings = r > 1.7 ? rng.whole(3, 4) : 2;
  const double heart = r * rng.between(.26, .34);
  const CupLook look = cup_look(h, rng);
  double turn = rng.between(0, 2 * kPi);
  for (int k = 0; k < rings; ++k) {
    const double reach = r * (1 - .62 * k / rings) * (k ? .98 : 1);
    const int count = k == 0 ? rng.whole(5, 6) : std::max(3, 5 - (k > 2));
    for (int i = 0; i < count; ++i) {
      cup(d, rng,
          {turn + 2 * kPi * i / count + rng.between(-.1, .1), rng.about(reach, .04),
           reach * rng.between(.56, .64) * 5 / count, 1 - .7 / (rings + .6)},
          tone(h, k), look);
    }
    turn += kPi / count + rng.between(-.15, .15);
  }
  rolled_heart(d, rng, heart, tone(h, rings));
}

void peony(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int rings = r > 1.7 ? 4 : 3;
  const CupLook look = cup_look(h, rng);
  double turn = rng.between(0, 2 * kPi);
  for (int k = 0; k < rings; ++k) {
    const double reach = r * (1 - .72 * k / rings);
    const int count = rng.whole(6, 8) - k / 2;
    for (int i = 0; i < count; ++i) {
      cup(d, rng,
          {turn + 2 * kPi * i / count + rng.between(-.14, .14), rng.about(reach, .09), reach * rng.between(.4, .54),
           .74, .035},
          tone(h, k), look);
    }
    turn += kPi / count;
  }
  if (rng.chance(.5)) {
    stamens(d, rng, {}, 0, r * .24, 11);
    d.dot(Role::centre, {}, r * .1);
  } else {
    rolled_heart(d, rng, r * .2, tone(h, rings));
  }
}

void camellia(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int petals = r > 1.7 ? rng.whole(24, 34) : rng.whole(14, 18);
  const PetalLook look = h.shade > 0 ? PetalLook::crescent : petal_look(h, rng);
  for (int k = 0; k < petals; ++k) {
    const double share = 1 - static_cast<double>(k) / petals, reach = r * (.16 + .84 * std::pow(share, .8));
    Blade b{.angle = k * kGoldenAngle, .length = reach, .half = r * (.1 + .3 * share), .rise = 1.1, .fall = .4};
    b.point = .06;
    petal(d, rng, b, tone(h, 4 * k / petals), look);
  }
  d.part(Role::centre, circle({}, r * .07));
}

void ranunculus(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int rings = std::clamp(static_cast<int>(r * 2.6), 3, 6);
  const CupLook look = cup_look(h, rng);
  double turn = rng.between(0, 2 * kPi);
  for (int k = 0; k < rings; ++k) {
    const double reach = r * (1 - .8 * k / rings);
    const int count = 5;
    for (int i = 0; i < count; ++i) {
      cup(d, rng, {turn + 2 * kPi * i / count, rng.about(reach, .03), reach * .68, 1 - .42 / (rings - k + .5)},
          tone(h, k), look);
    }
    turn += 2.2 * kPi / count / 1.7;
  }
  d.part(Role::centre, circle({}, r * .16));
  d.ink(h.carve > 0 ? Role::ground : Role::accent_shade, seeds({}, r * .13, 9, r * .02 + .01));
}

void dahlia(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int rings = r > 1.7 ? 4 : 3, count = r > 1.7 ? rng.whole(11, 15) : rng.whole(9, 11);
  const PetalLook look = h.pen + h.gap == 0 && h.shade > 0 ? PetalLook::crescent : petal_look(h, rng);
  double turn = rng.between(0, 2 * kPi);
  for (int k = 0; k < rings; ++k) {
    const double reach = r * (1 - .7 * k / rings);
    const int many = std::max(6, count - 2 * k);
    for (int i = 0; i < many; ++i) {
      Blade b{.angle = turn + 2 * kPi * i / many,
              .length = rng.about(reach, .03),
              .half = reach * .95 * std::sin(kPi / many) * 1.05};
      b.rise = 1.6, b.fall = .6, b.point = .05;
      petal(d, rng, b, tone(h, k), look);
    }
    turn += kPi / many;
  }
  d.part(Role::centre, circle({}, r * .13));
}

void chrysanthemum(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int petals = rng.whole(34, 46);
  const double swing = rng.either_way(.2, .7);
  const PetalLook look = petal_look(h, rng);
  for (int k = 0; k < petals; ++k) {
    const double share = 1 - static_cast<double>(k) / petals, reach = rng.about(r * (.2 + .8 * share), .06);
    Blade b{.angle = k * kGoldenAngle, .length = reach, .half = r * (.05 + .065 * share), .bend = swing * share};
    b.rise = .9, b.fall = .4;
    petal(d, rng, b, tone(h, 3 * k / petals), look);
  }
  d.part(Role::centre, circle({}, r * .1));
}

}  // namespace toile::compose::draw
