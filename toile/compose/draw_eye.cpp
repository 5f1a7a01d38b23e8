#include <algorithm>

#include "toile/compose/draw_dress.hpp"

namespace toile::compose::draw {

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
