#include "toile/models/flat_sketch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "toile/image/resize.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::models {
namespace {

using pattern::Rgb;

constexpr int kSame = 12;              ///< levels that two pixels of one paper may differ
constexpr int kLine = 48;              ///< levels by which a line differs from it
constexpr double kPlainBorder = 0.97;  ///< of the border has the ground's colour
constexpr double kPaperInside = 0.6;   ///< of what is enclosed is paper,
constexpr double kFlatInside = 0.8;    ///< or of one colour, which a line drawing was filled with
constexpr double kMostlyPaper = 0.75;  ///< of a line drawing
constexpr double kLeastInside = 0.02;  ///< of the picture
constexpr double kMostInside = 0.95;
constexpr double kWidestGap = 0.015;    ///< of the longest side
constexpr double kLeastPiece = 0.05;    ///< of the largest piece
constexpr double kThickestLine = 0.02;  ///< of the longest side

/// A byte a pixel, 1 for what belongs to it.
using Field = std::vector<char>;

int difference(const std::uint8_t* a, const Rgb& b) {
  int most = 0;
  for (std::size_t c = 0; c < 3; ++c) most = std::max(most, std::abs(a[c] - b[c]));
  return most;
}

std::vector<std::size_t> border_of(const Image& photo) {
  std::vector<std::size_t> places;
  const auto width = static_cast<std::size_t>(photo.width), height = static_cast<std::size_t>(photo.height);
  for (std::size_t x = 0; x < width; ++x) places.insert(places.end(), {x, (height - 1) * width + x});
  for (std::size_t y = 0; y < height; ++y) places.insert(places.end(), {y * width, y * width + width - 1});
  return places;
}

Rgb rgb_at(const Image& photo, std::size_t at) {
  return {photo.rgb[3 * at], photo.rgb[3 * at + 1], photo.rgb[3 * at + 2]};
}

/// The colour of nearly all of the border.
std::optional<Rgb> ground_of(const Image& photo, const std::vector<std::size_t>& border) {
  std::array<std::vector<std::uint8_t>, 3> channels;
  for (const std::size_t at : border) {
    for (std::size_t c = 0; c < 3; ++c) channels[c].push_back(photo.rgb[3 * at + c]);
  }
  Rgb ground{};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto middle = channels[c].begin() + static_cast<std::ptrdiff_t>(channels[c].size() / 2);
    std::nth_element(channels[c].begin(), middle, channels[c].end());
    ground[c] = *middle;
  }
  const auto plain = std::count_if(border.begin(), border.end(), [&](std::size_t at) {
    return difference(photo.rgb.data() + 3 * at, ground) <= kSame;
  });
  if (static_cast<double>(plain) < kPlainBorder * static_cast<double>(border.size())) return {};
  return ground;
}

/// What is reached from `seeds` over the pixels of `open`, by sides.
Field reached(const Field& open, int width, int height, std::vector<std::size_t> seeds) {
  Field field(open.size(), 0);
  std::erase_if(seeds, [&](std::size_t at) { return open[at] == 0; });
  for (const std::size_t at : seeds) field[at] = 1;
  const auto visit = [&](std::size_t at) {
    if (open[at] == 0 || field[at] != 0) return;
    field[at] = 1;
    seeds.push_back(at);
  };
  while (!seeds.empty()) {
    const std::size_t at = seeds.back();
    seeds.pop_back();
    const auto x = static_cast<int>(at % static_cast<std::size_t>(width));
    const auto y = static_cast<int>(at / static_cast<std::size_t>(width));
    if (x > 0) visit(at - 1);
    if (x + 1 < width) visit(at + 1);
    if (y > 0) visit(at - static_cast<std::size_t>(width));
    if (y + 1 < height) visit(at + static_cast<std::size_t>(width));
  }
  return field;
}

/// `field` grown by `radius` pixels to all sides, into `into` alone.
Field grown(Field field, const Field& into, int width, int height, int radius) {
  for (int round = 0; round < radius; ++round) {
    Field next = field;
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const std::size_t at = static_cast<std::size_t>(y) * width + x;
        if (field[at] != 0 || into[at] == 0) continue;
        const bool beside = (x > 0 && field[at - 1] != 0) || (x + 1 < width && field[at + 1] != 0) ||
                            (y > 0 && field[at - static_cast<std::size_t>(width)] != 0) ||
                            (y + 1 < height && field[at + static_cast<std::size_t>(width)] != 0);
        next[at] = beside;
      }
    }
    field = std::move(next);
  }
  return field;
}

Field inverted(Field field) {
  for (char& value : field) value = value == 0;
  return field;
}

double share_of(const Field& field) {
  return static_cast<double>(std::count(field.begin(), field.end(), 1)) / static_cast<double>(field.size());
}

/// The share of a field that has this colour.
double share_in(const Image& photo, const Field& field, const Rgb& colour) {
  double all = 0, same = 0;
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (field[at] == 0) continue;
    ++all;
    same += difference(photo.rgb.data() + 3 * at, colour) <= kSame;
  }
  return all > 0 ? same / all : 0;
}

/// The commonest colour of a field.
Rgb main_colour(const Image& photo, const Field& field) {
  constexpr int kBits = 5;
  std::vector<std::uint32_t> counts(std::size_t{1} << (3 * kBits));
  std::vector<std::array<std::uint64_t, 3>> sums(counts.size());
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (field[at] == 0) continue;
    const std::uint8_t* p = photo.rgb.data() + 3 * at;
    const std::size_t key = (std::size_t{p[0]} >> 3) << 10 | (std::size_t{p[1]} >> 3) << 5 | std::size_t{p[2]} >> 3;
    ++counts[key];
    for (std::size_t c = 0; c < 3; ++c) sums[key][c] += p[c];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  const auto key = static_cast<std::size_t>(most - counts.begin());
  Rgb colour{};
  for (std::size_t c = 0; c < 3 && *most > 0; ++c) colour[c] = static_cast<std::uint8_t>(sums[key][c] / *most);
  return colour;
}

/// Whether lines alone were found: taken off from all sides, nothing is left of them.
bool is_thin(const Field& field, int width, int height) {
  const int thick = std::max(1, static_cast<int>(kThickestLine * std::max(width, height)));
  const Field rest = inverted(grown(inverted(field), Field(field.size(), 1), width, height, thick));
  return share_of(rest) < share_of(field) / 2;
}

/// Whether what is enclosed is paper again or one flat colour, for the most part: cloth in a photo has folds.
bool is_drawn(const Image& photo, const Field& inside, const Rgb& ground) {
  if (share_in(photo, inside, ground) >= kPaperInside) return true;
  const bool flat = share_in(photo, inside, main_colour(photo, inside)) >= kFlatInside;
  return flat && !is_thin(inside, photo.width, photo.height);
}

/// A drawing's ground, its paper (1 where a pixel has the ground's colour) and what its outlines enclose.
struct Sketch {
  Rgb ground{};
  Field paper, inside;
};

std::optional<Sketch> sketch_of(const Image& photo) {
  if (photo.width < 16 || photo.height < 16) return {};
  const auto border = border_of(photo);
  const auto ground = ground_of(photo, border);
  if (!ground) return {};
  Sketch sketch{.ground = *ground, .paper = Field(photo.pixels()), .inside = {}};
  Field lines(photo.pixels());
  for (std::size_t at = 0; at < photo.pixels(); ++at) {
    const int off = difference(photo.rgb.data() + 3 * at, *ground);
    sketch.paper[at] = off <= kSame;
    lines[at] = off >= kLine;
  }
  const Field anywhere(photo.pixels(), 1);
  const bool mostly_paper = share_of(sketch.paper) > kMostlyPaper;  // else no open outline is looked for
  const int longest = std::max(photo.width, photo.height);
  const int widest = mostly_paper ? std::max(1, static_cast<int>(kWidestGap * longest / 2)) : 0;
  for (const int close : {0, widest / 4, widest / 2, widest}) {
    const Field walls = grown(lines, anywhere, photo.width, photo.height, close);
    Field outside = reached(inverted(walls), photo.width, photo.height, border);
    outside = grown(std::move(outside), inverted(lines), photo.width, photo.height, close);
    sketch.inside = inverted(std::move(outside));
    const double inside = share_of(sketch.inside);
    if (inside < kLeastInside || inside > kMostInside) continue;
    if (is_drawn(photo, sketch.inside, *ground)) return sketch;
  }
  return {};
}

/// Without pieces much smaller than the largest one.
Field without_small_pieces(const Field& field, int width, int height) {
  std::vector<Field> pieces;
  std::vector<std::ptrdiff_t> sizes;
  Field left = field;
  for (std::size_t at = 0; at < left.size(); ++at) {
    if (left[at] == 0) continue;
    Field piece = reached(left, width, height, {at});
    std::ptrdiff_t size = 0;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (piece[i] == 0) continue;
      ++size;
      left[i] = 0;
    }
    if (static_cast<double>(size) < kLeastPiece * kLeastInside * static_cast<double>(field.size())) continue;
    sizes.push_back(size);
    pieces.push_back(std::move(piece));
  }
  Field kept(field.size(), 0);
  if (pieces.empty()) return kept;
  const auto most = static_cast<double>(*std::max_element(sizes.begin(), sizes.end()));
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (static_cast<double>(sizes[k]) < kLeastPiece * most) continue;
    for (std::size_t at = 0; at < kept.size(); ++at) kept[at] = static_cast<char>(kept[at] | pieces[k][at]);
  }
  return kept;
}

}  // namespace

std::optional<Mask> sketch_matte(const Image& photo) {
  const Image flat = image::on_colour(photo, {255, 255, 255});
  const auto sketch = sketch_of(flat);
  if (!sketch) return {};
  const Field inside = without_small_pieces(sketch->inside, photo.width, photo.height);
  Mask matte = Mask::filled(photo.width, photo.height, 0);
  matte.dpi = photo.dpi;
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * photo.width + x;
      if (inside[at] != 0) {
        matte.cover[at] = 255;
        continue;
      }
      // a soft pixel of the outline's outer edge covers as far as it is like the line beside it
      int line = 0;
      for (int v = std::max(0, y - 1); v <= std::min(photo.height - 1, y + 1); ++v) {
        for (int u = std::max(0, x - 1); u <= std::min(photo.width - 1, x + 1); ++u) {
          if (inside[static_cast<std::size_t>(v) * photo.width + u] != 0)
            line = std::max(line, difference(flat.at(u, v), sketch->ground));
        }
      }
      const int own = difference(flat.at(x, y), sketch->ground);
      if (line > 0) matte.cover[at] = static_cast<std::uint8_t>(255 * std::min(own, line) / line);
    }
  }
  return matte;
}

std::optional<std::vector<char>> sketch_field(const Image& photo, int x, int y) {
  const Image flat = image::on_colour(photo, {255, 255, 255});
  if (!sketch_of(flat)) return {};
  const std::size_t at = static_cast<std::size_t>(y) * photo.width + x;
  const Rgb colour = rgb_at(flat, at);
  Field alike(photo.pixels());
  for (std::size_t i = 0; i < alike.size(); ++i) alike[i] = difference(flat.rgb.data() + 3 * i, colour) < kLine;
  const Field field = reached(alike, photo.width, photo.height, {at});
  for (const std::size_t edge : border_of(photo)) {
    if (field[edge] != 0) return {};
  }
  const int thick = std::max(1, static_cast<int>(kThickestLine * std::max(photo.width, photo.height)));
  return grown(field, inverted(alike), photo.width, photo.height, thick);
}

}  // namespace toile::models
