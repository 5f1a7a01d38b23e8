#include "toile/compose/palettes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/compose/random.hpp"
#include "toile/image/oklab.hpp"

namespace toile::compose {
namespace {

using image::Oklab;

const char* const kBank =
#include "toile/compose/palette_bank.inc"
    ;

struct Learnt {
  std::string hint;
  Oklab ground, main, accent, leaf, centre, line;
};

const std::vector<Learnt>& bank() {
  static const std::vector<Learnt> kAll = [] {
    std::vector<Learnt> all;
    std::istringstream lines(kBank);
    std::string hint;
    while (lines >> hint) {
      Learnt learnt{.hint = hint, .ground = {}, .main = {}, .accent = {}, .leaf = {}, .centre = {}, .line = {}};
      for (Oklab* lab : {&learnt.ground, &learnt.main, &learnt.accent, &learnt.leaf, &learnt.centre, &learnt.line}) {
        std::string hex;
        lines >> hex;
        *lab = image::oklab_of(pattern::colour_from_hex("#" + hex).data());
      }
      all.push_back(std::move(learnt));
    }
    return all;
  }();
  return kAll;
}

float chroma(const Oklab& lab) {
  return std::hypot(lab[1], lab[2]);
}

Oklab polar(float lightness, float chroma, float hue) {
  return {lightness, chroma * std::cos(hue), chroma * std::sin(hue)};
}

float hue(const Oklab& lab) {
  return std::atan2(lab[2], lab[1]);
}

/// Lightness moved, colour following: darker is a little richer, lighter paler.
Oklab toned(const Oklab& lab, float by) {
  const float lightness = std::clamp(lab[0] + by, 0.12F, 0.97F);
  return polar(lightness, chroma(lab) * (by < 0 ? 1.06F : 0.72F), hue(lab));
}

/// `lab` moved in lightness until it is told apart from the ground as a printed colour, which is clamped to sRGB: first
/// away from the ground, and if white or black is met, the other way.
Oklab clear_of(const Oklab& ground, const Oklab& lab, float least, float least_lightness) {
  constexpr float kDarkest = 0.1F, kLightest = 0.98F;
  const float away = ground[0] > 0.58F ? -0.02F : 0.02F;
  for (const float step : {away, -away}) {
    Oklab moved = lab;
    for (moved[0] = std::clamp(lab[0], kDarkest, kLightest); moved[0] >= kDarkest && moved[0] <= kLightest;
         moved[0] += step) {
      const auto printed = image::rgb_of(moved);
      const Oklab seen = image::oklab_of(printed.data());
      if (image::difference(seen, ground) >= least && std::abs(seen[0] - ground[0]) >= least_lightness) return moved;
    }
  }
  return lab;
}

struct Tones {
  Oklab ground, main, shade, light, accent, accent_shade, centre, leaf, leaf_shade, line;
};

Tones of_family(const Learnt& p, Family family) {
  Tones t{};
  t.ground = p.ground;
  if (family == Family::light_ground) {
    const Oklab& from = p.ground[0] > 0.6F ? p.ground : p.accent;
    t.ground = polar(0.955F, std::min(0.028F, chroma(from)), hue(from));
  } else if (family == Family::dark_ground) {
    const Oklab& from = p.ground[0] < 0.6F ? p.ground : p.line;
    t.ground = polar(0.25F, std::clamp(chroma(from), 0.02F, 0.055F), hue(from));
  }
  t.main = clear_of(t.ground, p.main, 0.24F, 0.18F);
  t.accent = clear_of(t.ground, p.accent, 0.22F, 0.14F);
  t.leaf = clear_of(t.ground, p.leaf, 0.22F, 0.2F);
  t.centre = clear_of(t.main, p.centre, 0.16F, 0.06F);
  t.line = p.line;
  if (family != Family::tone_on_tone) return t;
  // One hue: steps of lightness away from the ground, on one side of it.
  const float side = t.ground[0] > 0.6F ? -1 : 1, h = hue(t.ground);
  const float c = std::clamp(chroma(t.ground), 0.03F, 0.1F);
  const auto step = [&](float by) { return polar(t.ground[0] + side * by, c * 1.1F, h); };
  t.main = step(0.22F);
  t.accent = step(0.32F);
  t.leaf = step(0.21F);
  t.centre = step(0.42F);
  t.line = step(0.46F);
  return t;
}

void shade(Tones& t, Family family) {
  const bool tonal = family == Family::tone_on_tone;
  const float deep = tonal ? 0.08F : 0.12F;
  t.shade = toned(t.main, t.main[0] < 0.36F ? deep : -deep);
  t.light = toned(t.main, t.main[0] > 0.84F ? -deep * 0.7F : deep);
  t.accent_shade = toned(t.accent, t.accent[0] < 0.36F ? deep : -deep);
  t.leaf_shade = toned(t.leaf, t.leaf[0] < 0.36F ? deep : -deep * 0.9F);
  if (tonal) return;
  for (Oklab* lab : {&t.shade, &t.light, &t.accent_shade, &t.leaf_shade}) {
    *lab = clear_of(t.ground, *lab, static_cast<float>(kLeastContrast), 0.1F);
  }
  t.line = clear_of(t.ground, t.line, 0.26F, 0.22F);
}

/// The inks that roles without one of their own take, best first.
std::vector<Role> instead_of(Role role) {
  switch (role) {
    case Role::shade:
      return {Role::line, Role::accent, Role::main};
    case Role::light:
      return {Role::ground};
    case Role::accent:
      return {Role::main};
    case Role::accent_shade:
      return {Role::shade, Role::line, Role::main};
    case Role::centre:
      return {Role::line, Role::accent, Role::leaf, Role::main};
    case Role::leaf:
      return {Role::main};
    case Role::leaf_shade:
      return {Role::stem, Role::line, Role::ground};
    case Role::stem:
      return {Role::leaf_shade, Role::leaf, Role::main};
    case Role::line:
      return {Role::leaf_shade, Role::leaf, Role::ground};
    default:
      return {Role::main};
  }
}

Palette with_roles(std::vector<LayoutInk> inks) {
  Palette palette{.inks = std::move(inks), .of_role = {}};
  const auto own = [&](Role role) {
    const auto found =
        std::find_if(palette.inks.begin(), palette.inks.end(), [&](const LayoutInk& ink) { return ink.role == role; });
    return found == palette.inks.end() ? -1 : static_cast<int>(found - palette.inks.begin());
  };
  for (int r = 0; r < kRoles; ++r) {
    int ink = own(static_cast<Role>(r));
    for (const Role other : instead_of(static_cast<Role>(r))) {
      if (ink < 0) ink = own(other);
    }
    palette.of_role[static_cast<std::size_t>(r)] = std::max(0, ink);
  }
  return palette;
}

Palette one_ink(const Palette& palette, Role from, const std::vector<Role>& printed) {
  Palette one{
      .inks = {palette.inks[0], {palette.inks[static_cast<std::size_t>(palette.ink_of(from))].colour, Role::main}},
      .of_role = {}};
  for (const Role role : printed) one.of_role[static_cast<std::size_t>(role)] = 1;
  return one;
}

}  // namespace

Family family_named(const std::string& name) {
  for (const Family family : {Family::learnt, Family::light_ground, Family::dark_ground, Family::tone_on_tone}) {
    if (name_of(family) == name) return family;
  }
  throw Error(ErrorKind::usage, "the family of colourways is " + name + "; it must be learnt, light, dark or tonal");
}

std::string name_of(Family family) {
  switch (family) {
    case Family::learnt:
      return "learnt";
    case Family::light_ground:
      return "light";
    case Family::dark_ground:
      return "dark";
    case Family::tone_on_tone:
      return "tonal";
  }
  return "";
}

int palettes_in_bank() {
  return static_cast<int>(bank().size());
}

Palette palette_from_bank(const std::string& hint, Family family, std::uint64_t seed) {
  constexpr double kOfAnyKind = 0.25;
  Random random(seed);
  std::vector<const Learnt*> own;
  for (const Learnt& learnt : bank()) {
    if (learnt.hint == hint) own.push_back(&learnt);
  }
  const bool any = random.chance(kOfAnyKind) || own.size() < 8;
  const Learnt& learnt = any ? random.pick(bank()) : *random.pick(own);
  Tones t = of_family(learnt, family);
  shade(t, family);
  const auto ink = [](const Oklab& lab, Role role) { return LayoutInk{image::rgb_of(lab), role}; };
  return with_roles({ink(t.ground, Role::ground), ink(t.main, Role::main), ink(t.shade, Role::shade),
                     ink(t.light, Role::light), ink(t.accent, Role::accent), ink(t.accent_shade, Role::accent_shade),
                     ink(t.centre, Role::centre), ink(t.leaf, Role::leaf), ink(t.leaf_shade, Role::leaf_shade),
                     ink(t.line, Role::line)});
}

Palette palette_of(const std::vector<pattern::Rgb>& colours, int least) {
  constexpr Role kOrder[] = {Role::ground, Role::main,  Role::leaf,  Role::accent,     Role::line,
                             Role::centre, Role::shade, Role::light, Role::leaf_shade, Role::accent_shade};
  constexpr std::size_t kMost = std::size(kOrder);
  if (colours.size() < static_cast<std::size_t>(least) || colours.size() > kMost) {
    throw Error(ErrorKind::usage, "the palette has " + std::to_string(colours.size()) + " colours; this needs from " +
                                      std::to_string(least) + " to " + std::to_string(kMost));
  }
  std::vector<LayoutInk> inks;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (colours[i] != colours[j]) continue;
      throw Error(ErrorKind::usage, "colours " + std::to_string(j + 1) + " and " + std::to_string(i + 1) +
                                        " of the palette are both " + pattern::hex_of(colours[i]) +
                                        "; each must be another one");
    }
    inks.push_back({colours[i], kOrder[i]});
  }
  return with_roles(std::move(inks));
}

Palette palette_in(const std::vector<LayoutInk>& inks) {
  Palette palette = with_roles(inks);
  // Petals need an ink even where all there was to print were leaves.
  for (const Role role : {Role::main, Role::accent, Role::leaf}) {
    int& ink = palette.of_role[static_cast<std::size_t>(role)];
    if (ink == 0 && inks.size() > 1) ink = 1;
  }
  return palette;
}

Palette with_green_leaves(Palette palette) {
  constexpr double kLeastGreen = 0.02, kAlike = 0.06, kGreenHue = 2.35;  // radians, in Oklab
  constexpr double kNarrow = 1.4;  // a quarter turn from green is well past yellow and blue
  const auto lab = [&](int ink) { return image::oklab_of(palette.inks[static_cast<std::size_t>(ink)].colour.data()); };
  const auto green = [&](int ink) {
    const Oklab one = lab(ink);
    const double off = std::remainder(std::atan2(one[2], one[1]) - kGreenHue, 2 * std::numbers::pi);
    return std::hypot(one[1], one[2]) * std::cos(kNarrow * off);
  };
  std::vector<int> greens;
  for (int ink = 1; ink < std::ssize(palette.inks); ++ink) {
    if (green(ink) >= kLeastGreen && contrast(palette, ink, 0) >= kAlike) greens.push_back(ink);
  }
  if (greens.empty()) return palette;
  const auto set = [&](Role role, int ink) { palette.of_role[static_cast<std::size_t>(role)] = ink; };
  const int leaf = *std::max_element(greens.begin(), greens.end(), [&](int a, int b) { return green(a) < green(b); });
  const int dark = *std::min_element(greens.begin(), greens.end(), [&](int a, int b) { return lab(a)[0] < lab(b)[0]; });
  set(Role::leaf, leaf);
  set(Role::leaf_shade, dark);
  set(Role::stem, dark);
  int line = 0;  // where nothing is darker, veins are bare cloth
  for (int ink = 1; ink < std::ssize(palette.inks); ++ink) {
    const bool darker = lab(ink)[0] < lab(leaf)[0] - kAlike;
    if (darker && contrast(palette, ink, leaf) > contrast(palette, line, leaf)) line = ink;
  }
  set(Role::line, line);
  return palette;
}

Palette block_printed(const Palette& palette, bool whole_leaves) {
  const Role shaded = whole_leaves ? Role::leaf_shade : Role::leaf;
  return one_ink(palette, Role::main, {Role::main, Role::accent, Role::leaf, shaded, Role::stem});
}

Palette engraved(const Palette& palette) {
  // Lines are thin: they need a deeper ink than areas do.
  constexpr float kDeep = 0.42F;
  Palette deep = palette;
  LayoutInk& ink = deep.inks[static_cast<std::size_t>(deep.ink_of(Role::main))];
  const auto lab = [](const LayoutInk& of) { return image::oklab_of(of.colour.data()); };
  ink.colour = image::rgb_of(clear_of(lab(deep.inks[0]), lab(ink), kDeep, kDeep));
  return one_ink(deep, Role::main,
                 {Role::line, Role::shade, Role::accent_shade, Role::centre, Role::leaf_shade, Role::stem});
}

double contrast(const Palette& palette, int one, int other) {
  const auto lab = [&](int ink) { return image::oklab_of(palette.inks[static_cast<std::size_t>(ink)].colour.data()); };
  return image::difference(lab(one), lab(other));
}

int band_ink(const Palette& palette) {
  constexpr double kLeast = 0.07;
  int best = 0;
  double most = kLeast;
  for (int ink = 1; ink < std::ssize(palette.inks); ++ink) {
    const double stands_out = std::min(
        {contrast(palette, ink, palette.ink_of(Role::main)), contrast(palette, ink, palette.ink_of(Role::accent)),
         1.5 * contrast(palette, ink, palette.ink_of(Role::leaf)), 2.5 * contrast(palette, ink, 0)});
    if (stands_out > most) best = ink, most = stands_out;
  }
  return best;
}

int line_ink(const Palette& palette, int band) {
  int best = band;
  double most = -1;
  for (int ink = 1; ink < std::ssize(palette.inks); ++ink) {
    const double stands_out = std::min(contrast(palette, ink, band), contrast(palette, ink, 0));
    if (stands_out > most) best = ink, most = stands_out;
  }
  return best;
}

std::vector<int> dressed(const Motif& motif, const Palette& palette, Dress dress) {
  const auto worn = [&](Role role) {
    if (dress == Dress::swapped) {
      if (role == Role::main) return Role::accent;
      if (role == Role::shade) return Role::accent_shade;
      if (role == Role::accent) return Role::main;
      if (role == Role::accent_shade) return Role::shade;
    }
    if (dress == Dress::pale) {
      if (role == Role::main) return Role::light;
      if (role == Role::shade) return Role::main;
    }
    return role;
  };
  std::vector<int> inks;
  for (const Role role : motif.roles) inks.push_back(palette.ink_of(worn(role)));
  return inks;
}

}  // namespace toile::compose
