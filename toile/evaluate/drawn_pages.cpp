#include "toile/evaluate/drawn_pages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "toile/base/seed.hpp"
#include "toile/compose/draw_motif.hpp"
#include "toile/compose/motif_picture.hpp"
#include "toile/compose/palettes.hpp"
#include "toile/compose/random.hpp"
#include "toile/image/plane.hpp"

namespace toile::evaluate {
namespace {

using compose::Random;
using image::Plane;
using Colour = std::array<float, 3>;  ///< sRGB, 0..1

constexpr int kWidth = 1400, kHeight = 1000;
constexpr int kMotifs = 9, kTries = 400;
constexpr int kLeastSide = 150, kMostSide = 320, kApart = 34;  ///< pixels
constexpr int kSpecks = 4;

enum class Medium { gouache, watercolour, pencil, ink };

struct Style {
  const char* name;
  Medium medium;
  Colour paper;
  double shade = 0;  ///< by how much the darkest place is darker, 0..1
  double grain = 0;  ///< standard deviation of the paper's tooth, 0..1
  int lines = 0;     ///< pixels between ruled lines, 0: none
  bool checks = false;
  double noise = 0;  ///< levels, of the camera
  double soft = 0;   ///< pixels over which an edge fades
};

constexpr Colour kWhite = {0.97F, 0.97F, 0.96F}, kCream = {0.95F, 0.92F, 0.85F}, kBuff = {0.86F, 0.80F, 0.70F};

constexpr Style kStyles[] = {
    {.name = "gouache on white", .medium = Medium::gouache, .paper = kWhite, .shade = 0.03, .noise = 1, .soft = 1},
    {.name = "gouache on shaded cream",
     .medium = Medium::gouache,
     .paper = kCream,
     .shade = 0.25,
     .grain = 0.01,
     .noise = 2,
     .soft = 1.5},
    {.name = "watercolour on white",
     .medium = Medium::watercolour,
     .paper = kWhite,
     .shade = 0.04,
     .noise = 1,
     .soft = 3},
    {.name = "watercolour on grained paper",
     .medium = Medium::watercolour,
     .paper = kCream,
     .shade = 0.15,
     .grain = 0.02,
     .noise = 1.5,
     .soft = 4},
    {.name = "wet watercolour",
     .medium = Medium::watercolour,
     .paper = kWhite,
     .shade = 0.1,
     .grain = 0.012,
     .noise = 2,
     .soft = 8},
    {.name = "pencil on white",
     .medium = Medium::pencil,
     .paper = kWhite,
     .shade = 0.04,
     .grain = 0.006,
     .noise = 1,
     .soft = 1.5},
    {.name = "pencil on grained cream",
     .medium = Medium::pencil,
     .paper = kCream,
     .shade = 0.12,
     .grain = 0.015,
     .noise = 1.5,
     .soft = 1.5},
    {.name = "ink on lined paper",
     .medium = Medium::ink,
     .paper = kWhite,
     .shade = 0.08,
     .lines = 44,
     .noise = 1.5,
     .soft = 1},
    {.name = "gouache on checked paper",
     .medium = Medium::gouache,
     .paper = kWhite,
     .shade = 0.1,
     .lines = 28,
     .checks = true,
     .noise = 1.5,
     .soft = 1.5},
    {.name = "watercolour on brown paper, by a camera",
     .medium = Medium::watercolour,
     .paper = kBuff,
     .shade = 0.35,
     .grain = 0.02,
     .noise = 4,
     .soft = 3},
};

/// Smooth chance in about -1..1, `size` pixels from hill to hill.
Plane clouds(int width, int height, double size, Random& random) {
  Plane coarse(std::max(2, static_cast<int>(width / size)) + 1, std::max(2, static_cast<int>(height / size)) + 1);
  for (float& value : coarse.values) value = static_cast<float>(random.between(-1, 1));
  return image::blur(image::resample(coarse, width, height), 0.4 * size);
}

/// The bare paper, in light that falls off to one side.
std::vector<Colour> paper_of(const Style& style, Random& random) {
  const double angle = random.between(0, 2 * std::numbers::pi), slant = random.between(-0.012, 0.012);
  const double right = std::cos(angle), down = std::sin(angle);
  const Plane tooth = clouds(kWidth, kHeight, 3, random), stain = clouds(kWidth, kHeight, 240, random);
  std::vector<Colour> paper(static_cast<std::size_t>(kWidth) * kHeight);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * kWidth + x;
      const double along = right * (1.0 * x / kWidth - 0.5) + down * (1.0 * y / kHeight - 0.5) + 0.5;
      const double light =
          1 - style.shade * (std::clamp(along, 0.0, 1.0) + 0.15 * stain.values[i]) + 3 * style.grain * tooth.values[i];
      const auto on_line = [&](double at) {
        return style.lines > 0 && std::fmod(at + 10 * style.lines, style.lines) < 2;
      };
      const bool ruled = on_line(y + slant * x) || (style.checks && on_line(x - slant * y));
      const Colour colour = ruled ? Colour{0.66F, 0.76F, 0.88F} : style.paper;
      for (std::size_t c = 0; c < 3; ++c) paper[i][c] = static_cast<float>(light) * colour[c];
    }
  }
  return paper;
}

/// A motif alone: what it covers and in which colours, in a square.
struct Cut {
  int side = 0;
  Plane cover;
  std::vector<Colour> colours;
};

/// `picture` and where its ground shows, drawn once more in black and white.
Plane cover_of(const Image& picture, const Image& ground) {
  Plane cover(picture.width, picture.height);
  for (std::size_t i = 0; i < cover.values.size(); ++i) {
    cover.values[i] = picture.alpha[i] / 255.0F * (1 - ground.rgb[3 * i] / 255.0F);
  }
  return cover;
}

Cut drawn(const Style& style, const std::string& kind, int side, Random& random) {
  const char* hand = style.medium == Medium::ink ? "liberty" : style.medium == Medium::pencil ? "nouveau" : "gouache";
  const compose::Motif motif = compose::draw_motif(kind, random.bits(), compose::hand_named(hand));
  const compose::Palette palette = compose::palette_from_bank("floral", compose::Family::light_ground, random.bits());
  std::vector<pattern::Rgb> colours, ground;
  for (const int ink : compose::dressed(motif, palette, compose::Dress::own)) {
    colours.push_back(palette.inks[static_cast<std::size_t>(ink)].colour);
  }
  for (const compose::Role role : motif.roles) {
    ground.push_back(role == compose::Role::ground ? pattern::Rgb{255, 255, 255} : pattern::Rgb{0, 0, 0});
  }
  const Image picture = compose::picture_of(motif, colours, side);
  Cut cut{.side = side, .cover = cover_of(picture, compose::picture_of(motif, ground, side)), .colours = {}};
  for (std::size_t i = 0; i < picture.pixels(); ++i) {
    cut.colours.push_back(
        {picture.rgb[3 * i] / 255.0F, picture.rgb[3 * i + 1] / 255.0F, picture.rgb[3 * i + 2] / 255.0F});
  }
  return cut;
}

/// With a margin of clear pixels, into which edges may fade and specks fall.
Cut with_margin(const Cut& cut, int margin) {
  Cut out{.side = cut.side + 2 * margin, .cover = {}, .colours = {}};
  out.cover = Plane(out.side, out.side);
  out.colours.resize(out.cover.values.size());
  for (int y = 0; y < out.side; ++y) {
    for (int x = 0; x < out.side; ++x) {
      const int px = std::clamp(x - margin, 0, cut.side - 1), py = std::clamp(y - margin, 0, cut.side - 1);
      const bool inside = px == x - margin && py == y - margin;
      const std::size_t from = static_cast<std::size_t>(py) * cut.side + px,
                        to = static_cast<std::size_t>(y) * out.side + x;
      out.colours[to] = cut.colours[from];
      if (inside) out.cover.values[to] = cut.cover.values[from];
    }
  }
  return out;
}

/// Colours where nothing is covered: those of what is covered nearby, so that fading edges have one.
void spread_colours(Cut& cut, double sigma) {
  const Plane around = image::blur(cut.cover, sigma);
  for (std::size_t c = 0; c < 3; ++c) {
    Plane colour(cut.side, cut.side);
    for (std::size_t i = 0; i < colour.values.size(); ++i) colour.values[i] = cut.cover.values[i] * cut.colours[i][c];
    colour = image::blur(colour, sigma);
    for (std::size_t i = 0; i < colour.values.size(); ++i) {
      const float own = cut.cover.values[i];
      const float near = colour.values[i] / std::max(1e-4F, around.values[i]);
      cut.colours[i][c] = own * cut.colours[i][c] + (1 - own) * std::clamp(near, 0.0F, 1.0F);
    }
  }
}

/// Splashes beside the motif, in its colours.
void splash(Cut& cut, Random& random) {
  const double middle = 0.5 * cut.side;
  for (int k = 0; k < kSpecks; ++k) {
    const double angle = random.between(0, 2 * std::numbers::pi), radius = random.between(2.5, 5);
    // outwards from the middle until the motif is left behind
    double far = middle - 2 * radius;
    const auto covered = [&](double r) {
      const int x = static_cast<int>(middle + r * std::cos(angle)), y = static_cast<int>(middle + r * std::sin(angle));
      return cut.cover.row(std::clamp(y, 0, cut.side - 1))[std::clamp(x, 0, cut.side - 1)] > 0.2F;
    };
    while (far > 0 && !covered(far)) far -= 1;
    far = std::min(far + radius + random.between(3, 9), middle - radius - 1);
    const double cx = middle + far * std::cos(angle), cy = middle + far * std::sin(angle);
    for (int y = 0; y < cut.side; ++y) {
      for (int x = 0; x < cut.side; ++x) {
        const double cover = std::clamp(radius - std::hypot(x + 0.5 - cx, y + 0.5 - cy) + 0.5, 0.0, 1.0);
        float& value = cut.cover.row(y)[x];
        value = std::max(value, static_cast<float>(cover));
      }
    }
  }
}

/// How much pigment lies at each place of what is covered.
Plane pigment_of(const Style& style, const Cut& cut, Random& random) {
  Plane pigment(cut.side, cut.side, 1);
  if (style.medium == Medium::watercolour) {
    // washes pool: clouds within, darker towards the rim
    const Plane pool = clouds(cut.side, cut.side, 0.2 * cut.side, random), inside = image::blur(cut.cover, 7);
    const Plane tooth = clouds(cut.side, cut.side, 3, random);
    for (std::size_t i = 0; i < pigment.values.size(); ++i) {
      const float rim = 1 - inside.values[i];
      pigment.values[i] =
          std::clamp(0.66F + 0.3F * pool.values[i] + 0.35F * rim + 0.12F * tooth.values[i], 0.35F, 1.0F);
    }
  }
  if (style.medium == Medium::pencil) {
    // graphite stays on the paper's tooth, in strokes
    const Plane tooth = clouds(cut.side, cut.side, 2.2, random);
    for (int y = 0; y < cut.side; ++y) {
      for (int x = 0; x < cut.side; ++x) {
        const double stroke = 0.12 * std::sin(0.9 * (x + y) + 0.3 * std::sin(0.02 * x));
        pigment.row(y)[x] = std::clamp(0.72F + 0.35F * tooth.row(y)[x] + static_cast<float>(stroke), 0.3F, 1.0F);
      }
    }
  }
  return pigment;
}

Colour in_medium(const Style& style, const Colour& colour) {
  const float light = 0.3F * colour[0] + 0.59F * colour[1] + 0.11F * colour[2];
  if (style.medium == Medium::pencil) return {0.22F + 0.4F * light, 0.22F + 0.4F * light, 0.24F + 0.4F * light};
  return colour;
}

/// Lays the cut on the page and notes it as a motif.
void lay(DrawnPage& out, std::vector<Colour>& page, const Style& style, const Cut& cut, int left, int top,
         Random& random) {
  const Plane pigment = pigment_of(style, cut, random);
  DrawnMotif motif{.x = left, .y = top, .cover = Mask::filled(cut.side, cut.side, 0)};
  for (int y = 0; y < cut.side; ++y) {
    for (int x = 0; x < cut.side; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * cut.side + x;
      motif.cover.cover[i] = static_cast<std::uint8_t>(std::lround(255 * std::clamp(cut.cover.values[i], 0.0F, 1.0F)));
      const float opacity = cut.cover.values[i] * pigment.values[i];
      if (opacity <= 0) continue;
      Colour& under = page[static_cast<std::size_t>(top + y) * kWidth + left + x];
      const Colour colour = in_medium(style, cut.colours[i]);
      const float light = under[1] / style.paper[1];  // what is drawn lies in the paper's shade, too
      for (std::size_t c = 0; c < 3; ++c) under[c] += opacity * (light * colour[c] - under[c]);
    }
  }
  out.motifs.push_back(std::move(motif));
}

struct Circle {
  double x, y, radius;
};

DrawnPage drawn_page(const Style& style, std::uint64_t seed) {
  Random random(seed);
  DrawnPage out{.name = style.name, .page = Image::filled(kWidth, kHeight, {}), .motifs = {}};
  std::vector<Colour> page = paper_of(style, random);
  std::vector<std::string> kinds;
  for (const compose::DrawnKind& kind : compose::drawn_kinds()) {
    if (kind.family != "filler") kinds.push_back(kind.name);
  }
  std::vector<Circle> taken;
  const int margin = static_cast<int>(std::ceil(3 * style.soft)) + 12;
  for (int t = 0; t < kTries && std::ssize(taken) < kMotifs; ++t) {
    const int side = kLeastSide + random.whole(kMostSide - kLeastSide), whole = side + 2 * margin;
    const int left = random.whole(kWidth - whole), top = random.whole(kHeight - whole);
    const Circle here{left + 0.5 * whole, top + 0.5 * whole, 0.5 * std::numbers::sqrt2 * side};
    const bool free = std::none_of(taken.begin(), taken.end(), [&](const Circle& c) {
      return std::hypot(c.x - here.x, c.y - here.y) < 0.86 * (c.radius + here.radius) + kApart;
    });
    if (!free) continue;
    taken.push_back(here);
    Cut cut = with_margin(drawn(style, random.pick(kinds), side, random), margin);
    if (style.medium == Medium::watercolour) splash(cut, random);
    spread_colours(cut, 2 * style.soft + 2);
    if (style.soft > 1) cut.cover = image::blur(cut.cover, 0.5 * style.soft);
    lay(out, page, style, cut, left, top, random);
  }
  for (std::size_t i = 0; i < page.size(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const double grain =
          style.noise * (random.unit() + random.unit() + random.unit() + random.unit() - 2) * std::sqrt(3.0);
      out.page.rgb[3 * i + c] =
          static_cast<std::uint8_t>(std::lround(std::clamp(255.0 * page[i][c] + grain, 0.0, 255.0)));
    }
  }
  return out;
}

}  // namespace

std::vector<DrawnPage> drawn_pages(std::uint64_t seed) {
  std::vector<DrawnPage> pages;
  for (const Style& style : kStyles) pages.push_back(drawn_page(style, derive_seed(seed, pages.size())));
  return pages;
}

}  // namespace toile::evaluate
