#include "toile/compose/draw_paisley.hpp"

#include <algorithm>

#include "toile/compose/draw_blossom.hpp"
#include "toile/compose/draw_drop.hpp"
#include "toile/compose/draw_leaf.hpp"

namespace toile::compose::draw {
namespace {

constexpr Role kCycle[] = {Role::main, Role::light, Role::accent, Role::shade, Role::leaf};

/// What is left inside the borders.
struct Field {
  Drop drop;
  double inset = 0;
  Role ground, bloom, dark;
  double room(double t) const { return drop.width(t) - inset; }
};

Blade plume(V foot, double heading, double length, double bend) {
  return {.foot = foot, .angle = heading, .length = length, .half = length * .24, .bend = bend, .rise = .7, .fall = .9};
}

/// A blossom in the round end; answers its radius.
double blossom_in(Drawing& d, Rng& rng, const Field& f, double t, double most) {
  const double r = std::min(f.room(t) * .9, most), turn = f.drop.heading(t);
  const int count = rng.whole(5, 9);
  std::vector<Outline> petals, inner;
  for (int k = 0; k < count; ++k) {
    const double angle = turn + 2 * kPi * k / count;
    Blade b{.foot = f.drop.at(t) + polar(angle, r * .12),
            .angle = angle,
            .length = r * .88,
            .half = r * .8 * std::sin(kPi / count) * .85,
            .rise = .9,
            .fall = count > 7 ? .8 : .42};
    petals.push_back(b.outline());
    inner.push_back(b.within(.5, .3).outline(5));
  }
  d.ink(f.bloom, petals), d.ink(f.dark, inner);
  d.dot(Role::centre, f.drop.at(t), r * .26), d.dot(f.ground, f.drop.at(t), r * .1);
  return r;
}

/// Drops up the spine into the curl, plumes beside them.
void plumes_in(Drawing& d, const Field& f, double from, double size) {
  std::vector<Outline> drops, plumes;
  for (double u = from; u < .95; u += .07) {
    const double free = (f.drop.width(u) - f.inset * .8) * .9;
    if (free < .07) break;
    const double half = std::min(free, size * .042), heading = f.drop.heading(u);
    drops.push_back(Blade{
        .foot = f.drop.at(u - .02), .angle = heading, .length = half * 2, .half = half * .6, .rise = .6, .fall = .9}
                        .outline(5));
    if (free < size * .045) continue;
    for (const double side : {-1., 1.})
      plumes.push_back(plume(f.drop.at(u - .035), heading + side * .75, free, -side * .8).outline(5));
  }
  d.ink(f.bloom, drops), d.ink(f.dark, plumes);
}

void blossom_heart(Drawing& d, Rng& rng, const Field& f) {
  const double size = f.drop.size, t = f.drop.bulge * .95;
  const double r = blossom_in(d, rng, f, t, size * .16);
  plumes_in(d, f, t + (r + .08 * size) / (size * 1.12), size);
  if (f.room(t) < size * .1) return;
  for (const double side : {-1., 1.}) {
    const double turn = f.drop.heading(t);
    d.ink(f.dark, plume(f.drop.at(t - .13) + left_of(polar(turn, 1)) * (side * f.room(t) * .2), turn + kPi - side * .9,
                        f.room(t) * .62, side * .9)
                      .outline(5));
  }
}

/// A plant whose leaves fill the drop from the foot to the curl.
void plant_heart(Drawing& d, Rng& rng, const Field& f) {
  const double size = f.drop.size;
  std::vector<Outline> leaves, marks;
  for (double u = .1; u < .9; u += .062) {
    const double free = f.room(u), heading = f.drop.heading(u);
    if (free < .14) break;
    for (const double side : {-1., 1.}) {
      const Blade b = plume(f.drop.at(u), heading + side * 1.05, free * 1.02, -side * 1.1);
      leaves.push_back(b.outline(5)), marks.push_back(b.within(.45, .4).outline(4));
    }
  }
  d.ink(f.bloom, leaves), d.ink(f.dark, marks);
  std::vector<V> line;
  for (double u = .05; u < .9; u += .05) line.push_back(f.drop.at(u));
  d.ink(f.dark, tapered(line, size * .022 + .02, .02));
  blossom_in(d, rng, f, f.drop.bulge * .8, size * .11);
}

/// A smaller boteh within, dots about it.
void nested_heart(Drawing& d, Rng& rng, const Field& f) {
  const double size = f.drop.size, more = std::max(size * .05, f.room(f.drop.bulge) * .38);
  row(d, f.drop.edge(f.inset + more * .48), f.bloom, more * .62,
      rng.one_of<Row>({Row::dots, Row::commas, Row::lozenges}));
  d.ink(f.bloom, f.drop.edge(f.inset + more));
  d.ink(f.dark, f.drop.edge(f.inset + more * 1.22));
  Field inner{f.drop, f.inset + more * 1.3, f.dark, f.ground == Role::light ? Role::light : f.bloom, Role::centre};
  blossom_in(d, rng, inner, f.drop.bulge, size * .1);
  plumes_in(d, inner, f.drop.bulge + .17, size * .7);
}

/// Arches row upon row, like scales or feathers.
void scales_heart(Drawing& d, Rng& rng, const Field& f) {
  const double size = f.drop.size, step = size * .072;
  std::vector<Outline> big, small;
  int k = 0;
  for (double u = .86; u > .05; u -= step * .78 / (size * 1.12), ++k) {
    const double free = f.room(u), heading = f.drop.heading(u);
    if (free < step * .5) continue;
    const int many = std::max(1, static_cast<int>(2 * free / step) - (k % 2));
    for (int i = 0; i < many; ++i) {
      const double across = (i - (many - 1) / 2.) * step;
      if (std::abs(across) > free - step * .3) continue;
      const V at = f.drop.at(u) + left_of(polar(heading, 1)) * across;
      Blade b{.foot = at, .angle = heading, .length = step * .8, .half = step * .4, .rise = .4, .fall = .6};
      big.push_back(b.outline(4)), small.push_back(b.within(.42, .3).outline(4));
    }
  }
  d.ink(f.bloom, big), d.ink(f.dark, small);
  (void)rng;
}

/// The cloth's gap or the pen's line between one border and the next.
void border_line(Drawing& d, const Drop& drop, double inset) {
  const Hand& h = d.hand();
  if (h.gap > 0 || h.carve > 0)
    d.ink(Role::ground, drop.edge(inset - std::max(.05, h.gap)));
  else if (h.pen > 0)
    d.ink(Role::line, drop.edge(inset - h.pen));
}

}  // namespace

void boteh(Drawing& d, Rng& rng, double size) {
  const Drop drop = drop_shape(rng, size);
  const Outline outer = drop.edge(0);
  const double step = size * rng.between(.052, .072);
  const int first = rng.whole(0, 4);
  const auto ink = [&](int k) { return kCycle[(first + k) % 5]; };
  const auto any_row = [&] { return rng.one_of<Row>({Row::dots, Row::bars, Row::lozenges, Row::commas}); };
  const Fringe kind = rng.one_of<Fringe>(
      {Fringe::scallops, Fringe::petals, Fringe::teeth, Fringe::beads, Fringe::hooks, Fringe::petals});
  fringe(d, outer, ink(rng.chance(.5) ? 0 : 2), step * 1.25, kind);
  d.part(ink(0), outer, 0);
  double inset = step * .9;
  const int borders = rng.whole(2, 3);
  row(d, drop.edge(inset * .5), ink(2), step * .62, any_row());
  for (int k = 1; k <= borders; ++k) {
    const bool narrow = k % 2 == 0;
    border_line(d, drop, inset);
    d.ink(ink(k), drop.edge(inset));
    const double broad = step * (narrow ? .5 : 1.25);
    if (!narrow) row(d, drop.edge(inset + broad * .5), ink(k + 2), broad * .8, any_row());
    inset += broad;
  }
  border_line(d, drop, inset);
  Field field{drop, inset, ink(borders + 1), Role::light, Role::accent};
  if (field.ground == Role::light)
    field.bloom = rng.chance(.5) ? Role::main : Role::accent,
    field.dark = field.bloom == Role::main ? Role::accent : Role::shade;
  if (field.ground == Role::accent) field.dark = Role::main;
  d.ink(field.ground, drop.edge(inset));
  rng.one_of<void (*)(Drawing&, Rng&, const Field&)>(
      {blossom_heart, blossom_heart, plant_heart, nested_heart, scales_heart})(d, rng, field);
}

void boteh_small(Drawing& d, Rng& rng, double size) {
  const Drop drop = drop_shape(rng, size);
  const Role body = rng.chance(.5) ? Role::main : Role::accent;
  if (rng.chance(.5))
    fringe(d, drop.edge(0, 10), body, size * .12, rng.one_of<Fringe>({Fringe::scallops, Fringe::petals}));
  d.part(body, drop.edge(0, 10), 0);
  d.ink(Role::light, drop.edge(size * .09, 8));
  const double t = drop.bulge;
  d.dot(Role::shade, drop.at(t), size * .1);
  d.ink(Role::shade, Blade{.foot = drop.at(t + .16),
                           .angle = drop.heading(t + .16),
                           .length = size * .2,
                           .half = size * .055,
                           .rise = .6,
                           .fall = .9}
                         .outline(5));
}

void boteh_sprig(Drawing& d, Rng& rng, double size) {
  const Drop drop = drop_shape(rng, size);
  const bool dark = rng.chance(.4);
  fringe(d, drop.edge(0), Role::accent, size * .07,
         rng.one_of<Fringe>({Fringe::scallops, Fringe::petals, Fringe::teeth, Fringe::hooks}));
  d.part(dark ? Role::light : Role::main, drop.edge(0), 0);
  double inset = size * .055;
  row(d, drop.edge(inset * .5), dark ? Role::main : Role::light, inset * .7, Row::dots);
  border_line(d, drop, inset);
  d.ink(dark ? Role::shade : Role::light, drop.edge(inset));
  const auto free = [&](double t) { return drop.width(t) - inset; };
  std::vector<V> line;
  for (double t = .06; t < .86; t += .04) line.push_back(drop.at(t));
  for (int k = 0; k < 9 && free(.14 + .07 * k) > .1; ++k) {
    const double t = .14 + .07 * k, side = k % 2 ? 1 : -1;
    leaf(d, rng, plume(drop.at(t), drop.heading(t) + side * 1.1, free(t) * .95, -side * .9), LeafLook::plain);
  }
  d.ink(Role::stem, tapered(line, size * .02 + .02, .02));
  for (int k = 0; k < 8; ++k) {
    const double t = .11 + .078 * k, side = k % 2 ? -1 : 1, r = std::min(size * .078, free(t) * .44);
    if (r < .12) break;
    d.enter({.at = drop.at(t) + left_of(polar(drop.heading(t), 1)) * (-side * free(t) * .5), .turn = drop.heading(t)});
    blossom5(d, rng, r);
    d.leave();
  }
}

}  // namespace toile::compose::draw
