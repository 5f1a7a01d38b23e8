#include <algorithm>

#include "toile/compose/draw_ornament.hpp"

namespace toile::compose::draw {
namespace {

struct Band {
  double inner, outer;  ///< cm from the middle
  Role body, mark;
};

std::vector<Outline> petals(int n, double turn, double from, double to, double broad, double rise, double fall) {
  std::vector<Outline> all;
  for (int i = 0; i < n; ++i) {
    const double a = 2 * kPi * (i + turn) / n;
    all.push_back(Blade{.foot = polar(a, from),
                        .angle = a,
                        .length = to - from,
                        .half = broad * std::sin(kPi / n) * to,
                        .rise = rise,
                        .fall = fall}
                      .outline(6));
  }
  return all;
}

std::vector<Outline> beads(int n, double at, double r) {
  std::vector<Outline> all;
  for (int i = 0; i < n; ++i) all.push_back(circle(polar(2 * kPi * (i + .5) / n, at), r));
  return all;
}

void petal_band(Drawing& d, Rng& rng, const Band& b, int n) {
  const double fall = rng.one_of<double>({.45, .7, .95}), turn = rng.chance(.5) ? .5 : 0, deep = b.outer - b.inner;
  for (const Outline& petal : petals(n, turn, b.inner * .8, b.outer, .98, .8, fall)) d.part(b.body, petal, 0);
  d.ink(b.mark, petals(n, turn, b.inner + deep * .12, b.outer - deep * .22, .58, .8, fall));
  if (deep > .3) d.ink(b.body, petals(n, turn, b.inner + deep * .2, b.outer - deep * .42, .26, .8, fall));
}

void scalloped_band(Drawing& d, Rng& rng, const Band& b, int n) {
  const double cut = rng.between(.06, .12), turn = kPi / n;
  d.part(
      b.body,
      around({}, 4 * n, [&](double a) { return b.outer * (1 - cut + cut * std::abs(std::cos(n * (a - turn) / 2))); }),
      0);
  d.ink(b.mark, beads(n, (b.inner + b.outer) / 2, std::min((b.outer - b.inner) * .26, b.outer * 1.6 / n)));
}

void rayed_band(Drawing& d, Rng& rng, const Band& b, int n) {
  d.part(b.body, circle({}, b.outer), 0);
  const double lean = rng.chance(.4) ? .6 : 0;
  std::vector<Outline> rays;
  for (int i = 0; i < 2 * n; ++i) {
    const double a = kPi * i / n, middle = (b.inner + b.outer) / 2, half = (b.outer - b.inner) * .34;
    const V at = polar(a, middle), along = polar(a + lean, half);
    rays.push_back(tapered({at - along, at, at + along}, b.outer * .05 + .02, b.outer * .08 + .02));
  }
  d.ink(b.mark, rays);
}

void toothed_band(Drawing& d, Rng& rng, const Band& b, int n) {
  d.part(b.body, circle({}, b.outer), 0);
  std::vector<V> zigzag;
  const double low = b.inner + (b.outer - b.inner) * .15, high = b.outer - (b.outer - b.inner) * .2;
  for (int i = 0; i < 4 * n; ++i) zigzag.push_back(polar(kPi * i / (2 * n), i % 2 ? high : low));
  d.ink(b.mark, polygon(zigzag));
  (void)rng;
}

}  // namespace

void mandala(Drawing& d, Rng& rng, double size) {
  const int n = rng.one_of<int>({8, 8, 10, 12, 14});
  constexpr Role kCycle[] = {Role::main, Role::light, Role::accent, Role::shade};
  const int first = rng.whole(0, 3), bands = rng.whole(3, 4);
  double outer = size / 2;
  if (rng.chance(.4)) {  // beads that stand off
    outer *= .91;
    d.ink(kCycle[(first + 2) % 4], beads(2 * n, size * .475, size * .5 * .9 / n * .42));
  }
  using Draw = void (*)(Drawing&, Rng&, const Band&, int);
  for (int k = 0; k < bands; ++k) {
    const double inner = outer * (k == 0 ? rng.between(.5, .62) : rng.between(.56, .72));
    const Draw draw = k == 0 ? rng.one_of<Draw>({petal_band, petal_band, scalloped_band})
                             : rng.one_of<Draw>({petal_band, scalloped_band, rayed_band, toothed_band});
    draw(d, rng, {inner, outer, kCycle[(first + k) % 4], kCycle[(first + k + 1 + rng.whole(0, 1)) % 4]},
         std::max(6, n - (k > 1 ? n / 3 : 0)));
    outer = inner;
  }
  d.part(kCycle[(first + bands + 1) % 4], circle({}, outer), 0);
  d.ink(kCycle[(first + bands) % 4], petals(6, 0, outer * .12, outer * .86, .8, .9, .5));
  d.dot(Role::centre, {}, outer * .26);
}

}  // namespace toile::compose::draw
