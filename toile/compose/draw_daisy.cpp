// Blossoms seen from above that have few rows of petals.

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"

namespace toile::compose::draw {
namespace {

struct Ring {
  int count = 5;
  double inner = 0, outer = 1;  ///< cm from the middle
  double turn = 0;              ///< of the first petal
  double half = 0;              ///< cm
  Blade like = {};              ///< rise, fall, notch, ruffle ... of all its petals
  double unlike = .05;          ///< how much petals differ in length, width and heading
};

/// Petals around the middle, each laid on the one before.
void ring(Drawing& d, Rng& rng, const Ring& r, const Inks& inks, PetalLook look) {
  for (int k = 0; k < r.count; ++k) {
    Blade b = r.like;
    b.angle = r.turn + 2 * kPi * k / r.count + rng.between(-1, 1) * r.unlike * 2 * kPi / r.count;
    b.foot = polar(b.angle, r.inner);
    b.length = rng.about(r.outer - r.inner, r.unlike), b.half = rng.about(r.half, r.unlike);
    b.lean = r.like.lean + rng.between(-1, 1) * r.unlike;
    b.phase = rng.between(0, 2 * kPi);
    petal(d, rng, b, inks, look);
  }
}

double share_of_circle(double radius, int count, double cover) {
  return cover * radius * std::sin(kPi / count);
}

bool overlaps(const Hand& h) {
  return h.pen > 0 || h.gap > 0 || h.shade > 0;
}

}  // namespace

void daisy(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int count = static_cast<int>(std::lround(rng.whole(8, 15) * h.fullness));
  const double heart = r * rng.between(.2, .32);
  const PetalLook look = petal_look(h, rng);
  Ring ring_of{.count = count, .inner = heart * .55, .outer = r, .turn = rng.between(0, 2 * kPi)};
  ring_of.like.rise = rng.between(.7, 1.1), ring_of.like.fall = rng.one_of<double>({.35, .45, .6, .95});
  if (rng.chance(.3)) ring_of.like.notch = .07;
  const double cover = rng.between(.82, .98);
  ring_of.half = share_of_circle(r * .7, count, cover);
  if (overlaps(h) && rng.chance(.5)) {
    Ring under = ring_of;
    under.turn += kPi / count, under.outer *= 1.02;
    ring(d, rng, under, {h.shade > 0 || h.bands > 0 ? Role::shade : Role::main, Role::shade, Role::main},
         PetalLook::plain);
  }
  ring(d, rng, ring_of, kPetal, look);
  eye(d, rng, {}, heart);
}

void cosmos(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int count = rng.whole(5, 8);
  const double heart = r * rng.between(.14, .22);
  Ring one{.count = count, .inner = heart * .3, .outer = r, .turn = rng.between(0, 2 * kPi)};
  one.like.rise = rng.between(.9, 1.3), one.like.fall = rng.between(.3, .42);
  one.half = share_of_circle(r * .76, count, overlaps(h) ? rng.between(1, 1.2) : .9);
  if (rng.chance(.5))
    one.like.notch = rng.between(.06, .14);
  else
    one.like.ruffle = .03, one.like.ruffles = rng.whole(3, 4);
  ring(d, rng, one, kPetal, petal_look(h, rng));
  if (r > 1.2 && rng.chance(.6)) stamens(d, rng, {}, heart, heart * 2, 12);
  eye(d, rng, {}, heart);
}

void anemone(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const int count = rng.whole(4, 7);
  const double heart = r * rng.between(.2, .28);
  Ring one{.count = count, .inner = heart * .2, .outer = r, .turn = rng.between(0, 2 * kPi), .unlike = .09};
  one.like.rise = rng.between(.75, 1), one.like.fall = rng.between(.28, .4);
  one.like.ruffle = .025, one.like.ruffles = rng.whole(2, 3);
  one.half = share_of_circle(r * .72, count, overlaps(h) ? rng.between(1.15, 1.4) : .93);
  const PetalLook look = petal_look(h, rng);
  ring(d, rng, one, kPetal, look);
  // The dark blotch that a poppy has about its eye.
  const int points = 2 * count;
  const Role dark = h.pen > 0 ? Role::line : h.carve > 0 ? Role::ground : Role::shade;
  if (h.carve == 0) {
    d.ink(Role::accent_shade, around({}, 2 * points, [&, k = 0](double) mutable {
            return heart * (k++ % 2 ? 1.1 : rng.between(1.45, 1.75));
          }));
  }
  std::vector<Outline> threads, anthers;
  const int many = std::clamp(static_cast<int>(16 * r), 14, 40);
  for (int k = 0; k < many; ++k) {
    const double angle = 2 * kPi * (k + rng.between(-.3, .3)) / many, far = heart * rng.between(1.55, 2.1);
    threads.push_back(tapered({polar(angle, heart), polar(angle, (heart + far) / 2), polar(angle, far)}, .04, .02));
    anthers.push_back(circle(polar(angle, far), std::max(.035, r * .024)));
  }
  d.ink(h.carve > 0 ? Role::ground : Role::centre, threads);
  d.ink(h.carve > 0 ? Role::ground : Role::centre, anthers);
  d.part(Role::centre, circle({}, heart * .85));
  std::vector<Outline> rays;
  for (int k = 0; k < 9; ++k) {
    const double angle = 2 * kPi * k / 9;
    rays.push_back(tapered({polar(angle, heart * .12), polar(angle, heart * .4), polar(angle, heart * .68)}, .03,
                           .09 * heart + .03));
  }
  d.ink(dark == Role::shade ? Role::accent_shade : dark, rays);
}

void sunflower(Drawing& d, Rng& rng, double r) {
  const int count = rng.whole(15, 22);
  const double heart = r * rng.between(.36, .46);
  Ring back{.count = count, .inner = heart * .8, .outer = r, .turn = rng.between(0, 2 * kPi), .unlike = .1};
  back.like.rise = .8, back.like.fall = 1;
  back.half = share_of_circle(r * .74, count, 1.05);
  Ring front = back;
  front.turn += kPi / count, front.outer = r * .93;
  ring(d, rng, back, {Role::shade, Role::shade, Role::main}, PetalLook::plain);
  ring(d, rng, front, kPetal, petal_look(d.hand(), rng));
  d.part(Role::accent_shade, circle({}, heart));
  d.ink(Role::centre, seeds({}, heart * .92, 70, heart * .062));
  if (rng.chance(.5))
    d.dot(Role::accent_shade, {}, heart * .38), d.ink(Role::centre, seeds({}, heart * .3, 9, heart * .05));
}

void blossom5(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const double heart = r * rng.between(.17, .26);
  Ring one{.count = rng.chance(.85) ? 5 : rng.whole(4, 6),
           .inner = heart * .15,
           .outer = r,
           .turn = rng.between(0, 2 * kPi)};
  one.like.rise = rng.between(.8, 1.15), one.like.fall = rng.between(.33, .5);
  one.half = share_of_circle(r * .7, one.count, overlaps(h) ? rng.between(.98, 1.12) : .92);
  if (rng.chance(.45)) one.like.notch = rng.between(.08, .15);
  const bool second = rng.chance(.35);
  ring(d, rng, one, second ? kSecond : kPetal, petal_look(h, rng));
  if (rng.chance(.5)) {
    const double reach = r * rng.between(.4, .52);
    stamens(d, rng, {}, heart * .4, reach, rng.whole(8, 13));
    d.dot(Role::centre, {}, heart * .6);
  } else {
    eye(d, rng, {}, heart);
  }
}

void hibiscus(Drawing& d, Rng& rng, double r) {
  Ring one{.count = 5, .inner = r * .03, .outer = r, .turn = rng.between(0, 2 * kPi), .unlike = .06};
  one.like.rise = .95, one.like.fall = .42, one.like.ruffle = .045, one.like.ruffles = 5;
  one.like.bend = rng.sign() * .25, one.half = share_of_circle(r * .75, 5, 1.2);
  if (!overlaps(d.hand())) one.half *= .78;
  const PetalLook look = rng.chance(.5) && d.hand().carve == 0 ? PetalLook::flames : petal_look(d.hand(), rng);
  ring(d, rng, one, kPetal, look);
  d.ink(Role::accent_shade, around({}, 10, [&, k = 0](double) mutable { return r * (k++ % 2 ? .14 : .26); }));
  // The column of stamens, which leans over the petals.
  const double heading = one.turn + kPi / 5 + rng.between(-.2, .2);
  const std::vector<V> column = bow({}, polar(heading, r * .86), rng.sign() * .1, 9);
  d.part(Role::centre, tapered(column, r * .1, r * .05), 0);
  std::vector<Outline> dots;
  for (int k = 4; k < 9; ++k) {
    for (const int side : {-1, 1}) {
      dots.push_back(circle(column[k] + left_of(unit(column[k] - column[k - 1])) * (side * r * .075), r * .03));
    }
  }
  d.ink(Role::centre, dots);
}

void lily(Drawing& d, Rng& rng, double r) {
  Ring back{.count = 3, .inner = r * .03, .outer = r, .turn = rng.between(0, 2 * kPi), .unlike = .06};
  back.like.rise = .75, back.like.fall = .95, back.like.bend = rng.sign() * .3, back.half = r * .25;
  Ring front = back;
  front.turn += kPi / 3, front.half = r * .3, front.outer = r * .97;
  const PetalLook look = petal_look(d.hand(), rng);
  ring(d, rng, back, kPetal, look);
  ring(d, rng, front, kPetal, look);
  std::vector<Outline> spots;
  for (int k = 0; k < 3; ++k) {
    Blade b = front.like;
    b.angle = front.turn + 2 * kPi * k / 3, b.foot = polar(b.angle, front.inner), b.length = front.outer,
    b.half = front.half;
    for (int i = 0; i < 7; ++i) spots.push_back(circle(b.at(.18 + .05 * i, rng.between(-.6, .6)), r * .022));
  }
  d.ink(d.hand().carve > 0 ? Role::ground : Role::accent_shade, spots);
  stamens(d, rng, {}, .0, r * .55, 6);
  d.dot(Role::centre, {}, r * .07);
}

}  // namespace toile::compose::draw
