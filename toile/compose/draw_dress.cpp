#include "toile/compose/draw_dress.hpp"

#include <algorithm>

namespace toile::compose::draw {
namespace {

/// One of `choices`, each as likely as its weight.
template <class T>
T weighted(Rng& rng, const std::vector<std::pair<T, double>>& choices) {
  double sum = 0;
  for (const auto& [_, weight] : choices) sum += weight;
  double left = rng.unit() * sum;
  for (const auto& [choice, weight] : choices) {
    if ((left -= weight) < 0) return choice;
  }
  return choices.front().first;
}

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
        b.line({{t + .05, side * .97}, {t + .02, side * (.97 - in * .5)}, {t, side * (.97 - in)}}, 4), kHatch, .012));
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
  return weighted<PetalLook>(rng, {{plain, h.pen + h.gap > 0 || h.shade == 0 ? .25 : 0.},
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

LeafLook leaf_look(const Hand& h, Rng& rng) {
  using enum LeafLook;
  return weighted<LeafLook>(rng, {{plain, .15 + .6 * (h.shade + h.dots + h.carve == 0)},
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

std::vector<Outline> seeds(V middle, double radius, int count, double size) {
  std::vector<Outline> out;
  for (int k = 0; k < count; ++k) {
    const double share = std::sqrt((k + .5) / count);
    out.push_back(circle(middle + polar(k * kGoldenAngle, radius * share), size * (.75 + .35 * share)));
  }
  return out;
}

void stamens(Drawing& d, Rng& rng, V middle, double inner, double reach, int count) {
  std::vector<Outline> threads, anthers;
  const double first = rng.between(0, 2 * kPi);
  for (int k = 0; k < count; ++k) {
    const double angle = first + 2 * kPi * (k + rng.between(-.25, .25)) / count, far = reach * rng.between(.78, 1.05);
    const V tip = middle + polar(angle, far);
    threads.push_back(tapered(bow(middle + polar(angle, inner * .7), tip, rng.between(-.1, .1), 4), .045, .028));
    anthers.push_back(ellipse(tip, std::max(.05, reach * .075), std::max(.035, reach * .05), angle + kPi / 2));
  }
  d.ink(d.hand().pen > 0 ? Role::line : Role::centre, threads);
  d.ink(Role::centre, anthers);
}

void eye(Drawing& d, Rng& rng, V middle, double r) {
  const Role dark = d.hand().pen > 0 ? Role::line : d.hand().carve > 0 ? Role::ground : Role::shade;
  switch (rng.whole(0, r > .3 ? 3 : 1)) {
    case 0:
      d.part(Role::centre, circle(middle, r));
      break;
    case 1:
      d.part(Role::centre, circle(middle, r));
      d.dot(dark, middle, r * .42);
      break;
    case 2: {
      d.part(Role::centre, circle(middle, r));
      const int count = std::clamp(static_cast<int>(9 * r / .1), 12, 60);
      d.ink(dark, seeds(middle, r * .84, count, r * .5 / std::sqrt(count)));
      break;
    }
    default: {
      d.part(Role::centre, around(middle, 24, [&, k = 0](double) mutable { return r * (k++ % 2 ? .93 : 1.04); }));
      d.dot(dark, middle, r * .55);
      const int count = 8 + static_cast<int>(r * 8);
      std::vector<Outline> dots;
      for (int k = 0; k < count; ++k) dots.push_back(circle(middle + polar(2 * kPi * k / count, r * .78), r * .09));
      d.ink(dark, dots);
      d.ink(Role::centre, seeds(middle, r * .38, 7, r * .08));
    }
  }
}

void stem(Drawing& d, const std::vector<V>& line, double foot, double tip) {
  const double k = d.hand().stem;
  d.ink(Role::stem, tapered(line, foot * k, tip * k));
}

}  // namespace toile::compose::draw
