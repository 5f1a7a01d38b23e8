#include <algorithm>

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

LeafLook leaf_look(const Hand& h, Rng& rng) {
  using enum LeafLook;
  return rng.weighted<LeafLook>({{plain, .15 + .6 * (h.shade + h.dots + h.carve == 0)},
                                 {ribbed, .5},
                                 {halved, h.shade + .5 * h.bands},
                                 {veined, 1.4 * h.veins},
                                 {carved, 3 * h.carve},
                                 {hatched, 3 * h.hatch},
                                 {banded, h.bands},
                                 {dotted, h.dots}});
}

void leaf(Drawing& d, Rng& rng, const Blade& b, LeafLook look) {
  leaf(d, rng, b, b.outline(), look);
}

namespace {

std::vector<Outline> side_veins(const Blade& b, int pairs, double width) {
  std::vector<Outline> out;
  for (int k = 0; k < pairs; ++k) {
    const double t = .14 + .62 * k / pairs;
    for (const int side : {-1, 1}) {
      const double shift = side > 0 ? .03 : 0, from = t + shift;
      out.push_back(
          tapered(b.line({{from, 0}, {from + .1, side * .42}, {from + .17, side * .8}}, 5), width, width * .3));
    }
  }
  return out;
}

}  // namespace

void leaf(Drawing& d, Rng& rng, const Blade& b, const Outline& outline, LeafLook look) {
  const double rib = std::clamp(b.half * .13, .025, .09);
  const auto midrib = [&](double first, double to = .93) {
    return tapered(b.line({{-.0, 0}, {to / 2, 0}, {to, 0}}, 6), first, first * .25);
  };
  const int pairs = std::clamp(static_cast<int>(b.length / .42), 3, 9);
  const Role dark = d.hand().pen > 0 ? Role::line : Role::leaf_shade;
  d.part(Role::leaf, outline);
  switch (look) {
    case LeafLook::plain:
      break;
    case LeafLook::ribbed:
      d.ink(d.hand().pen > 0 || rng.chance(.5) ? dark : Role::ground, midrib(rib));
      break;
    case LeafLook::halved:
      d.ink(Role::leaf_shade, b.region(
                                  .03, .985, [](double) { return 0.; }, [](double) { return .96; }, 8));
      if (d.hand().veins > .5) d.ink(dark, midrib(rib * .6));
      break;
    case LeafLook::veined: {
      std::vector<Outline> all = side_veins(b, pairs, rib * .62);
      all.push_back(midrib(rib));
      d.ink(dark, all);
      break;
    }
    case LeafLook::hatched: {
      side_hatch(d, b, 1, .1, .86, .75);
      std::vector<Outline> veins = side_veins(b, pairs, rib * .5);
      veins.push_back(midrib(rib));
      d.ink(dark, veins);
      break;
    }
    case LeafLook::carved: {
      std::vector<Outline> all = side_veins(b, std::max(3, pairs - 1), rib * .95);
      all.push_back(midrib(rib * 1.35));
      d.ink(Role::ground, all);
      break;
    }
    case LeafLook::banded: {
      const Blade in = b.within(.66, .45);
      d.ink(Role::leaf_shade, in.outline());
      break;
    }
    case LeafLook::dotted: {
      d.ink(Role::leaf_shade, midrib(rib));
      std::vector<Outline> dots;
      for (int k = 0; k < pairs; ++k) {
        const double t = .2 + .6 * k / pairs;
        for (const int side : {-1, 1}) dots.push_back(circle(b.at(t, side * .52), std::min(.06, b.width(t, 1) * .17)));
      }
      d.ink(Role::leaf_shade, dots);
      break;
    }
  }
}

}  // namespace toile::compose::draw
