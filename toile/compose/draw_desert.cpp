// Cacti, succulents and firs.

#include <algorithm>
#include <utility>

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_novelty.hpp"

namespace toile::compose::draw {
namespace {

/// A column with ribs, its top round.
void column(Drawing& d, const std::vector<V>& line, double broad) {
  const Hand& h = d.hand();
  d.part(Role::leaf, stroke(line, [=](double) { return broad; }), .3);
  std::vector<Outline> ribs, spines;
  for (const double x : {-.24, .0, .24}) {
    std::vector<V> rib;
    for (std::size_t i = 1; i < line.size(); ++i)
      rib.push_back(line[i] + left_of(unit(line[i] - line[i - 1])) * (x * broad));
    ribs.push_back(tapered(rib, std::max(.04, broad * .07), .03));
    for (std::size_t i = 1; i + 1 < rib.size(); i += 2)
      spines.push_back(circle(mix(rib[i], rib[i] + V{broad * .1, 0}, x), std::max(.025, broad * .045)));
  }
  d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : h.pen > 0 ? Role::line : Role::leaf_shade, ribs);
  if (h.dots + h.light > 0) d.ink(Role::light, spines);
}

}  // namespace

void cactus(Drawing& d, Rng& rng, double size) {
  const double s = size, broad = s * rng.between(.19, .24);
  const bool pads = rng.chance(.45);
  if (!pads) {
    const double first = rng.sign();
    for (const double side : {first, -first}) {
      const double y = s * rng.between(-.02, .16), out = side * s * .27, up = s * rng.between(.2, .3);
      column(d, smooth({{0, y}, {out * .6, y + s * .03}, {out, y - s * .06}, {out, y - up}}, 12), broad * .62);
      if (side == first) {
        d.enter({.at = {out, y - up - broad * .28}});
        bud(d, rng, broad * .3);
        d.leave();
      }
    }
    column(d, {{0, s * .45}, {0, s * .2}, {0, 0}, {0, -s * .2}, {0, -s * .34}}, broad);
    d.enter({.at = {0, -s * .34 - broad * .3}, .turn = 0, .along = 1, .across = .8});
    blossom5(d, rng, broad * .5);
    d.leave();
    return;
  }
  struct Pad {
    V foot;
    double angle, length;
  };
  const Pad trunk{{0, s * .46}, kUp + rng.between(-.1, .1), s * .48};
  std::vector<Pad> all;
  const V top = trunk.foot + polar(trunk.angle, trunk.length * .92);
  for (const double side : {-1., 1.}) {
    const Pad arm{top + V{side * s * .05, s * .03}, kUp + side * rng.between(.5, .85), s * rng.between(.3, .38)};
    all.push_back({arm.foot + polar(arm.angle, arm.length * .9), kUp + side * rng.between(-.1, .3), s * .2}),
        all.push_back(arm);
  }
  all.push_back(trunk);
  for (const Pad& p : all) {
    Blade b{.foot = p.foot, .angle = p.angle, .length = p.length, .half = p.length * .38, .rise = .75, .fall = .45};
    d.part(Role::leaf, b.outline(), .6);
    if (d.hand().shade > 0) d.ink(Role::leaf_shade, b.sickle(.95, .05, .4));
    std::vector<Outline> spines;
    for (int row = 0; row < 4; ++row) {
      for (int i = 0; i < 2 + row % 2; ++i)
        spines.push_back(
            circle(b.at(.3 + .17 * row, row % 2 ? i * .55 - .55 : i * .6 - .3), std::max(.03, p.length * .022)));
    }
    d.ink(d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::light, spines);
    if (p.length > s * .25) continue;
    d.enter({.at = b.tip(), .turn = p.angle - kUp});
    bud(d, rng, s * .045);
    d.leave();
  }
}

void succulent(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const double r = size / 2;
  const int leaves = rng.whole(20, 28);
  const bool two = h.pen + h.gap + h.shade == 0;
  for (int k = 0; k < leaves; ++k) {
    const double share = 1 - static_cast<double>(k) / leaves, reach = r * (.22 + .78 * std::pow(share, .9));
    Blade b{.angle = k * kGoldenAngle, .length = reach, .half = r * (.07 + .17 * share), .rise = 1, .fall = .55};
    b.point = .08;
    d.part(two && 3 * k / leaves % 2 ? Role::leaf_shade : Role::leaf, b.outline(), .5);
    if (h.shade > 0) d.ink(Role::leaf_shade, b.sickle(.95, .1, .42));
    if (h.carve > 0 || h.hatch > 0)
      d.ink(h.carve > 0 ? Role::ground : Role::line, tapered(b.line({{.3, 0}, {.6, 0}, {.85, 0}}, 4), .035, .05));
    if (h.light > 0 || h.bands > 0) d.ink(Role::accent, b.sickle(-.16, .16, .14, 6));
  }
  d.dot(Role::accent, {}, r * .05);
}

void fir(Drawing& d, Rng& rng, double size) {
  const Hand& h = d.hand();
  const double s = size, side = rng.sign();
  const std::vector<V> line =
      smooth({{-side * s * .1, s * .48}, {0, s * .1}, {side * s * .02, -s * .2}, {-side * s * .1, -s * .45}}, 31);
  const auto needles = [&](const std::vector<V>& twig, double reach) {
    std::vector<Outline> light, dark;
    const int last = static_cast<int>(twig.size()) - 1;
    for (int i = 2; i <= last; ++i) {
      const double along = angle_of(twig[i] - twig[i - 1]), far = reach * (1 - .55 * i / last);
      for (const double way : {-1., 1.}) {
        const V foot = twig[i], tip = foot + polar(along + way * .75, far);
        (way > 0 && h.shade + h.bands > 0 ? dark : light)
            .push_back(tapered(bow(foot, tip, way * .08, 4), std::max(.05, s * .012), .03));
      }
    }
    d.ink(Role::leaf, light), d.ink(Role::leaf_shade, dark);
    stem(d, twig, s * .016 + .03, .03);
  };
  for (const int at : {9, 15}) {
    const double way = at == 9 ? 1 : -1, heading = angle_of(line[at + 1] - line[at]) + way * .7;
    needles(bow(line[at], line[at] + polar(heading, s * .36), way * .12, 16), s * .13);
  }
  needles(line, s * .17);
  // Cones hang from the forks.
  for (const auto& [at, way] : {std::pair{10, side}, std::pair{16, -side}}) {
    Blade cone{.foot = line[at] + V{way * s * .03, 0},
               .angle = kPi / 2 - way * .35,
               .length = s * .24,
               .half = s * .072,
               .rise = .4,
               .fall = .75};
    d.part(Role::accent, cone.outline(), 0);
    std::vector<Outline> scales;
    for (int row = 0; row < 5; ++row) {
      for (int i = 0; i < 3 - row % 2; ++i) {
        const V middle = cone.at(.16 + .16 * row, (i - (2 - row % 2) / 2.) * .62);
        scales.push_back(swelling(bow(middle + V{-s * .022, 0}, middle + V{s * .022, 0}, -.4, 5), s * .01 + .012));
      }
    }
    d.ink(h.gap > 0 && h.pen == 0 ? Role::ground : h.pen > 0 ? Role::line : Role::accent_shade, scales);
  }
}

}  // namespace toile::compose::draw
