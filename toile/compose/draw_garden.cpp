// Blossoms of the garden.

#include "toile/compose/draw_garden.hpp"

#include <algorithm>

namespace toile::compose::draw {
void pansy(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const auto at = [&](double angle, double reach, double half) {
    Blade b{.foot = polar(kUp + angle, -r * .04),
            .angle = kUp + angle,
            .length = reach,
            .half = half,
            .rise = .75,
            .fall = .33,
            .lean = rng.between(-.1, .1)};
    b.ruffle = .02, b.ruffles = 3, b.phase = rng.between(0, 6);
    return b;
  };
  const Inks back{h.carve > 0 ? Role::main : Role::accent, Role::accent_shade, Role::light};
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * .5, r * .95, r * .5), back, h.shade > 0 ? PetalLook::crescent : PetalLook::plain);
  std::vector<Blade> front{at(-1.75, r * .86, r * .46), at(1.75, r * .86, r * .46),
                           at(kPi, r * .95, r * (told_apart(h) ? .62 : .5))};
  front[2].notch = .06;
  std::vector<Outline> face;
  for (const Blade& b : front) {
    petal(d, rng, b, !told_apart(h) && b.notch > 0 ? Inks{Role::light, Role::main, Role::light} : kPetal,
          PetalLook::plain);
    std::vector<Outline> streaks;
    const int many = b.half > r * .5 ? 5 : 3;
    for (int i = 0; i < many; ++i) {
      const double s = many == 1 ? 0 : -.6 + 1.2 * i / (many - 1), to = .62 * (1 - .25 * s * s) * rng.between(.9, 1.1);
      const double broad = 1.5 * b.width(to * .5, 1) / many;
      streaks.push_back(stroke(b.line({{.03, s * .4}, {to * .5, s * .8}, {to, s}}, 6),
                               [=](double t) { return broad * (t < .5 ? .4 + t : 1.8 * (1 - t)); }));
    }
    d.ink(dark_of(d), streaks);
  }
  const V eye{0, r * .06};
  d.ink(Role::centre,
        Blade{.foot = eye + V{0, r * .2}, .angle = kUp, .length = r * .3, .half = r * .11, .rise = .5, .fall = .7}
            .outline(5));
  for (const double side : {-1., 1.})
    d.ink(Role::light, swelling(bow(eye + V{0, -r * .1}, eye + V{side * r * .15, r * .06}, side * .2, 5), r * .07));
}

void narcissus(Drawing& d, Rng& rng, double r) {
  const PetalLook look = petal_look(d.hand(), rng);
  const double turn = rng.between(0, 6);
  for (const int row : {0, 1}) {
    for (int k = 0; k < 3; ++k) {
      Blade b{.foot = {},
              .angle = turn + kPi / 3 * (2 * k + row),
              .length = r * rng.between(.94, 1.02),
              .half = r * .33,
              .rise = .75,
              .fall = .55};
      b.point = .05;
      petal(d, rng, b, row == 0 && !told_apart(d.hand()) ? Inks{Role::shade, Role::shade, Role::light} : kPetal, look);
    }
  }
  const double cup = r * rng.between(.36, .46);
  const int frills = rng.whole(8, 11);
  d.part(Role::accent,
         around({}, 2 * frills, [&, k = 0](double) mutable { return cup * (k++ % 2 ? .9 : rng.between(1.02, 1.14)); }),
         0);
  d.ink(d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : Role::accent_shade, circle({}, cup * .66));
  d.ink(Role::accent, circle({}, cup * .56));
  d.ink(Role::centre, seeds({}, cup * .36, 6, cup * .11));
}

void hydrangea(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const LeafKind kind = ovate(h, rng);
  const double turn = rng.between(0, 6);
  const int leaves = rng.whole(2, 4);
  for (int k = 0; k < leaves; ++k)
    leaf_at(d, rng, kind, polar(turn + 2 * kPi * k / leaves, r * .4), turn + 2 * kPi * k / leaves, r * .85, rng.sign());
  const int count = r > 1.4 ? 30 : 19;
  const double head = r * .72, size = head * 1.5 / std::sqrt(count);
  for (int k = count; k-- > 0;) {
    const double a = k * kGoldenAngle, spin = rng.between(0, 6);
    const V at = polar(a, head * std::sqrt((k + .3) / count));
    const double s = size * rng.between(.85, 1.05);
    const Role role = told_apart(h) && h.shade == 0
                          ? Role::main
                          : rng.one_of<Role>({Role::main, Role::main, Role::light, Role::shade});
    d.part(role,
           around(at, 16, [&](double t) { return s * (.6 + .4 * std::pow(std::abs(std::cos(2 * (t - spin))), .8)); }),
           0);
    if (h.carve > 0 || h.pen > 0) {
      std::vector<Outline> cross;
      for (int i = 0; i < 4; ++i)
        cross.push_back(tapered({at + polar(spin + i * kPi / 2, s * .2), at + polar(spin + i * kPi / 2, s * .4),
                                 at + polar(spin + i * kPi / 2, s * .62)},
                                .035, .02));
      d.ink(h.carve > 0 ? Role::ground : Role::line, cross);
    }
    d.dot(role == Role::light ? Role::main : Role::centre, at, s * .15);
  }
}

void cornflower(Drawing& d, Rng& rng, double r) {
  for (const int row : {0, 1}) {
    const int count = row ? rng.whole(5, 6) : rng.whole(8, 10);
    const double reach = r * (row ? .62 : 1), turn = rng.between(0, 6);
    for (int k = 0; k < count; ++k) {
      const double a = turn + 2 * kPi * k / count, spread = (row ? .8 : .92) * kPi / count;
      const V foot = polar(a, r * .08);
      const auto at = [&](double x, double far) {
        return foot + polar(a + x * spread, reach * far * rng.between(.96, 1.04));
      };
      const Outline trumpet{{foot, true},          {at(-.42, .36)},  {at(-.85, .66)},      {at(-1, .92), true},
                            {at(-.45, .82), true}, {at(0, 1), true}, {at(.45, .82), true}, {at(1, .92), true},
                            {at(.85, .66)},        {at(.42, .36)}};
      d.part(row && !told_apart(d.hand()) ? Role::light : Role::main, trumpet, .2);
      const V low = at(0, .3), high = at(0, .74);
      d.ink(dark_of(d), tapered(bow(low, high, .03, 4), .025, std::max(.045, r * .045)));
    }
  }
  d.part(Role::accent, circle({}, r * .18), .5);
  d.ink(dark_of(d) == Role::ground ? Role::ground : Role::accent_shade, seeds({}, r * .15, 9, r * .026));
}

void bold_poppy(Drawing& d, Rng& rng, double r) {
  const int lobes = rng.whole(4, 6);
  const double turn = rng.between(0, 6);
  const auto blob = [&](V middle, double radius, double deep, double stray) {
    const Wobble edge(rng, 2, 6);
    return around(middle, 40, [&](double a) {
      const double lobe = std::pow(std::abs(std::sin(lobes * (a - turn) / 2)), .5);
      return radius * (1 - deep + deep * lobe) * (1 + stray * edge(a / (2 * kPi)));
    });
  };
  const auto off = [&](double far) { return polar(rng.between(0, 6), r * far); };
  d.part(Role::main, blob({}, r, rng.between(.13, .22), .045), .3);
  const bool ring = rng.chance(.65);
  if (ring) {
    const Role second = rng.chance(.5) ? Role::shade : Role::accent;
    const V middle = off(.05);
    const double radius = r * rng.between(.66, .74);
    d.ink(second, blob(middle, radius, .16, .07));
  }
  const Wobble edge(rng, 2, 5);
  const V heart = off(.06);
  d.ink(Role::line, around(heart, 20, [&](double a) { return r * .33 * (1 + .08 * edge(a / (2 * kPi))); }));
  std::vector<Outline> dashes;
  const int many = rng.whole(16, 24);
  for (int k = 0; k < many; ++k) {
    const double a = 2 * kPi * (k + rng.between(-.25, .25)) / many, from = r * rng.between(.36, .4),
                 to = r * rng.between(.46, .58);
    dashes.push_back(tapered(bow(heart + polar(a, from), heart + polar(a, to), rng.between(-.1, .1), 4), r * .03 + .02,
                             r * .045 + .02));
  }
  d.ink(Role::line, dashes);
  d.ink(Role::centre, blob(heart, r * .2, .12, .05));
  d.ink(Role::line, seeds(heart, r * .12, 8, r * .016 + .01));
}

void poppy(Drawing& d, Rng& rng, double r) {
  // A bowl of four petals, the pod showing over the front ones.
  const PetalLook look = petal_look(d.hand(), rng);
  const auto at = [&](double angle, double reach, double half, double bend) {
    Blade b{.foot = {0, -r * .05},
            .angle = kUp + angle,
            .length = reach,
            .half = half,
            .bend = bend,
            .rise = .6,
            .fall = .3};
    b.ruffle = .03, b.ruffles = 4, b.phase = rng.between(0, 6);
    return b;
  };
  const Inks back = told_apart(d.hand()) && d.hand().shade == 0 ? kPetal : Inks{Role::shade, Role::shade, Role::main};
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * .38, r * 1.72, r * .56, -side * .3), back, PetalLook::plain);
  const V pod{0, -r * .85};
  stamens(d, rng, pod, r * .1, r * .44, 16);
  d.part(Role::leaf, ellipse(pod, r * .2, r * .22, 0), 0);
  for (const double side : {-1., 1.}) petal(d, rng, at(side * .72, r * 1.35, r * .6, -side * .35), kPetal, look);
  d.ink(Role::stem, ellipse({0, -r * .03}, r * .13, r * .09, 0));
}

void iris(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  const PetalLook look = petal_look(h, rng);
  const V throat{0, -r * .85};
  const auto at = [&](double angle, double reach, double half, double bend, double lean) {
    Blade b{.foot = throat,
            .angle = kUp + angle,
            .length = reach,
            .half = half,
            .bend = bend,
            .rise = .95,
            .fall = .36,
            .lean = lean};
    b.ruffle = .025, b.ruffles = 4, b.phase = rng.between(0, 6);
    return b;
  };
  stem(d, {{0, 0}, {0, -r * .4}, throat}, r * .13 + .02, r * .16 + .02);
  const Inks back = told_apart(h) ? kPetal : Inks{Role::light, Role::main, Role::light};
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * 1.2, r * .8, r * .2, side * 1.2, 0), back, PetalLook::plain);
  petal(d, rng, at(0, r * 1.12, r * .3, 0, 0), back, PetalLook::plain);
  for (const double side : {-1., 1.})
    petal(d, rng, at(side * .42, r * 1.16, r * .32, -side * .95, side * .2), back, look);
  for (const double side : {-1., 1.}) petal(d, rng, at(side * 1.25, r * 1.12, r * .33, side * 1.75, 0), kPetal, look);
  const double hang = kPi + rng.between(-.1, .1), bend = rng.between(-.3, .3);
  petal(d, rng, at(hang, r * .84, r * .36, bend, 0), kPetal, look);
  std::vector<Outline> beards;
  for (const double side : {-1., 0., 1.}) {
    const double angle = side == 0 ? kPi / 2 : kUp + side * 1.75;
    beards.push_back(swelling(bow(throat, throat + polar(angle, r * .42), -side * .12, 6), r * .13));
  }
  d.ink(Role::centre, beards);
}

void allium(Drawing& d, Rng& rng, double r) {
  const V middle{0, -r * 1.35};
  const double ball = r * .64;
  stem(d, bow({0, 0}, middle, rng.between(-.06, .06), 12), r * .05 + .03, r * .03 + .025);
  std::vector<Outline> rays, heads, hearts;
  const int count = rng.whole(26, 36);
  for (int k = 0; k < count; ++k) {
    const double far = ball * std::sqrt((k + 1.) / count);
    const V at = middle + polar(k * kGoldenAngle, far);
    rays.push_back(tapered({middle, mix(middle, at, .5), at}, .035, .028));
    const double s = ball * .17, spin = rng.between(0, 6);
    heads.push_back(around(at, 10, [&, i = 0](double) mutable { return s * (i++ % 2 ? .45 : 1); }));
    hearts.push_back(circle(at, s * .26));
    (void)spin;
  }
  d.ink(Role::leaf, rays);
  if (d.hand().pen > 0)
    for (const Outline& head : heads) d.ink(Role::line, grown(head, d.hand().pen * .7));
  d.ink(Role::main, heads), d.ink(Role::centre, hearts);
}

void artichoke(Drawing& d, Rng& rng, double r) {
  const Hand& h = d.hand();
  stem(d, {{0, 0}, {0, -r * .1}, {0, -r * .3}}, r * .16, r * .16);
  const int rows = rng.whole(4, 5);
  const PetalLook look = h.shade > 0      ? PetalLook::crescent
                         : h.carve > 0    ? PetalLook::carved
                         : rng.chance(.5) ? PetalLook::banded
                                          : PetalLook::veined;
  // From the tip down: lower scales lie over upper ones.
  for (int k = rows; k-- > 0;) {
    const double t = static_cast<double>(k) / rows, y = -r * (.32 + 1.02 * t),
                 wide = r * .74 * std::sqrt(1 - .8 * t * t);
    const int many = k % 2 ? 4 : 5;
    for (int i = 0; i < many; ++i) {
      const int order = i % 2 ? many - 1 - i / 2 : i / 2;
      const double x = 2. * order / (many - 1) - 1;
      Blade b{.foot = {x * wide * .58, y + r * .16 * x * x},
              .angle = kUp + x * .55,
              .length = r * .66,
              .half = r * .24,
              .bend = -x * .6,
              .rise = .55,
              .fall = .85};
      petal(d, rng, b, !told_apart(h) && k % 2 ? Inks{Role::shade, Role::main, Role::light} : kPetal, look);
    }
  }
  for (const double side : {-1., 1.}) {
    Blade b{.foot = {side * r * .12, -r * .26},
            .angle = kUp + side * 1.6,
            .length = r * .62,
            .half = r * .14,
            .bend = -side * .8,
            .rise = .7,
            .fall = .95};
    d.part(Role::leaf, b.outline(), 0);
  }
}

}  // namespace toile::compose::draw
