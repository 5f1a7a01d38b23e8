#include "toile/compose/draw_dress.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

Role vein_role(const Drawing& d, const Inks& inks) {
  return d.hand().pen > 0 ? Role::line : inks.dark;
}
double vein_width(const Drawing& d, const Blade& b) {
  return std::clamp(b.half * .09, .02, d.hand().pen > 0 ? d.hand().pen * .9 : .07);
}

/// Pointed streaks from the foot, longest in the middle.
void flames(Drawing& d, Rng& rng, const Blade& b, Role role, double reach) {
  const int count = std::clamp(static_cast<int>(b.half / .13), 3, 7);
  std::vector<Outline> out;
  for (int i = 0; i < count; ++i) {
    const double s = count == 1 ? 0 : -.72 + 1.44 * i / (count - 1),
                 to = reach * (1 - .4 * s * s) * rng.between(.8, 1.15);
    const double broad = 2.1 * b.width(to * .45, 1) / count;
    out.push_back(stroke(b.line({{.02, s * .5}, {to * .5, s * .85}, {to, s * .95}}, 6),
                         [=](double t) { return broad * (t < .35 ? .5 + t * 1.43 : 1.54 * (1 - t)); }));
  }
  d.ink(role, out);
}

/// The side that lies under the next petal (`side` 1), or the one that catches the light (-1).
void crescent(Drawing& d, const Blade& b, Role role, double side, double depth, double from, double to) {
  d.ink(role, b.sickle(side * (1 - from), side * (1 - to), depth));
}

void petal_veins(Drawing& d, Rng& rng, const Blade& b, Role role, double width, double from, double to) {
  const int count = std::clamp(static_cast<int>(b.half / .14), 1, 5);
  std::vector<Outline> out;
  for (int i = 0; i < count; ++i) {
    const double s = count == 1 ? 0 : -.6 + 1.2 * i / (count - 1),
                 end = to * (1 - .18 * s * s) * rng.between(.88, 1.05);
    out.push_back(tapered(b.line({{from, s * .5}, {(from + end) / 2, s * .9}, {end, s}}, 6), width, width * .35));
  }
  d.ink(role, out);
}

/// Cuts of a gouge from the rim inwards.
void gouges(Drawing& d, Rng& rng, const Blade& b, double deep) {
  const int count = std::clamp(static_cast<int>(b.half / .1), 2, 6);
  std::vector<Outline> out;
  for (int i = 0; i < count; ++i) {
    const double s = count == 1 ? 0 : -.68 + 1.36 * i / (count - 1), tip = .93 - .22 * s * s;
    const double end = std::max(.15, tip - deep * rng.between(.6, 1.1));
    const double broad = std::min(.1, .75 * b.width(tip - .1, 1) / count);
    if (broad < .02) continue;
    out.push_back(stroke(b.line({{end, s * .8}, {(end + tip) / 2, s * .95}, {tip - .05, s}}, 5),
                         [=](double t) { return broad * std::pow(t, .7) * (t > .99 ? .6 : 1); }));
  }
  d.ink(Role::ground, out);
}

void drops(Drawing& d, const Blade& b, Role role) {
  Blade drop = b.within(.34, .9);
  drop.rise = 1.2, drop.fall = .6, drop.notch = drop.point = drop.ruffle = 0,
  drop.half = std::min(drop.half, drop.length * .32);
  d.ink(role, drop.outline());
  const V under = b.at(.32, 0);
  d.dot(role, under, std::min(.3 * b.width(.32, 1), .09));
}

}  // namespace

constexpr double kHatch = .045, kHatchStep = .1;  ///< cm: the lines' width and distance

/// Short lines side by side from one edge inwards: the side that lies in the dark.
void side_hatch(Drawing& d, const Blade& b, double side, double from, double to, double deep) {
  std::vector<Outline> lines;
  const int count = std::max(2, static_cast<int>((to - from) * b.length / kHatchStep));
  for (int k = 0; k < count; ++k) {
    const double t = from + (to - from) * k / count, x = static_cast<double>(k) / count,
                 in = deep * (.55 + .45 * std::sin(kPi * x));
    lines.push_back(tapered(
        b.line({{t + .05, side * .92}, {t + .02, side * (.92 - in * .5)}, {t, side * (.92 - in)}}, 4), kHatch, .012));
  }
  d.ink(Role::line, lines);
}

void hatch(Drawing& d, Rng& rng, const Blade& b, double from, double reach) {
  std::vector<Outline> lines;
  const int count = std::clamp(static_cast<int>(2 * b.width(from + reach * .5, 1) / kHatchStep), 3, 13);
  for (int i = 0; i < count; ++i) {
    const double s = -.82 + 1.64 * i / (count - 1), to = from + reach * (1 - .5 * s * s) * rng.between(.75, 1.1);
    lines.push_back(tapered(b.line({{from, s * .8}, {(from + to) / 2, s * .93}, {to, s}}, 5), kHatch, .012));
  }
  d.ink(Role::line, lines);
}

PetalLook petal_look(const Hand& h, Rng& rng) {
  using enum PetalLook;
  return rng.weighted<PetalLook>({{plain, h.pen + h.gap > 0 || h.shade == 0 ? .25 : 0.},
                                  {flames, h.shade * (h.pen > 0 ? 1. : .7)},
                                  {crescent, h.shade},
                                  {washed, h.shade * h.light},
                                  {veined, h.veins},
                                  {carved, 3 * h.carve},
                                  {hatched, 6 * h.hatch},
                                  {banded, 1.2 * h.bands},
                                  {dotted, h.dots}});
}

void petal(Drawing& d, Rng& rng, const Blade& b, const Inks& inks, PetalLook look) {
  const Hand& h = d.hand();
  d.part(inks.body, b.outline());
  const bool merged = h.pen + h.gap == 0 && h.shade > 0 && look != PetalLook::crescent && look != PetalLook::washed;
  if (merged) crescent(d, b, inks.dark, 1, .34, .03, .96);  // nothing else tells it from the next one
  switch (look) {
    case PetalLook::plain:
      break;
    case PetalLook::flames:
      flames(d, rng, b, inks.dark, rng.between(.6, .75));
      if (h.light > .4) crescent(d, b, inks.light, -1, .2, .42, .97);
      break;
    case PetalLook::crescent:
      crescent(d, b, inks.dark, 1, .6, .03, .9);
      if (h.light > .4) crescent(d, b, inks.light, -1, .24, .4, .97);
      break;
    case PetalLook::washed:
      crescent(d, b, inks.dark, 1, .5, .03, .85);
      crescent(d, b, inks.light, -1, .34, .3, 1.05);
      if (h.veins > 0) petal_veins(d, rng, b, vein_role(d, inks), vein_width(d, b), .06, .5);
      break;
    case PetalLook::veined:
      petal_veins(d, rng, b, vein_role(d, inks), vein_width(d, b), .08, .78);
      break;
    case PetalLook::hatched:
      hatch(d, rng, b, .08, .5);
      if (b.half > .25) side_hatch(d, b, 1, .35, .85, .3);
      break;
    case PetalLook::carved:
      gouges(d, rng, b, .55);
      break;
    case PetalLook::banded: {
      const Blade in = b.within(.64, .35);
      d.ink(h.pen > 0 ? inks.dark : inks.light, in.outline());
      if (h.bands > .8) d.ink(inks.dark, in.within(.5, .3).outline());
      break;
    }
    case PetalLook::dotted:
      drops(d, b, h.pen > 0 ? inks.dark : inks.light);
      break;
  }
}

}  // namespace toile::compose::draw
