#include "toile/compose/draw_acanthus.hpp"

#include <algorithm>

namespace toile::compose::draw {

void volute(Drawing& d, Role role, const std::vector<V>& line, double first, double last) {
  d.apart(role, tapered(line, first, last));
  d.dot(role, line.back(), last * 1.25);
}

void acanthus_at(Drawing& d, Role role, Role vein, V foot, double heading, double length, double half, double bend,
                 int lobes) {
  Blade b{.foot = foot, .angle = heading, .length = length, .half = half, .bend = bend, .rise = .7, .fall = .85};
  d.apart(role, b.lobed(lobes, .4, true));
  std::vector<Outline> veins{
      tapered(b.line({{.04, 0}, {.5, 0}, {.92, 0}}, 7), std::min(.16, length * .035 + .02), .025)};
  for (int k = 0; k < lobes - 1; ++k) {
    const double t = .1 + .72 * k / lobes;
    for (const int s : {-1, 1})
      veins.push_back(tapered(b.line({{t, 0}, {t + .08, s * .36}, {t + .15, s * .72}}, 4),
                              std::min(.08, length * .015 + .02), .02));
  }
  d.ink(vein, veins);
}

Role vein_of(const Drawing& d) {
  return d.hand().pen > 0 ? Role::line : d.hand().shade > 0 ? Role::shade : Role::ground;
}

void fan(Drawing& d, V foot, double reach, int rays, double spread, Role role) {
  for (int i = 0; i < rays; ++i) {
    const int order = i % 2 ? rays - 1 - i / 2 : i / 2;
    const double x = rays == 1 ? 0 : 2. * order / (rays - 1) - 1;
    Blade b{.foot = foot,
            .angle = kUp + x * spread,
            .length = reach * (1 - .32 * x * x),
            .half = reach * spread / rays * .62,
            .bend = x * .9};
    b.rise = 1.4, b.fall = .5;
    d.apart(role, b.outline());
    d.ink(vein_of(d), b.within(.42, .75).outline(5));
  }
}

}  // namespace toile::compose::draw
