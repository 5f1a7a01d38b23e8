// Exact geometry: dots, argyle, zigzags and lattices.

#include <cmath>

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"
#include "toile/weave/shapes.hpp"

namespace toile::weave {
namespace {

using Colours = std::vector<pattern::Rgb>;

/// The first `count` colours; with `turned`, what was ground and main changes places.
std::vector<Ink> first_inks(Colours colours, int count, bool turned = false) {
  if (turned) std::swap(colours[0], colours[1]);
  colours.resize(static_cast<std::size_t>(count));
  return inks_of(colours);
}

/// What is printed lies on a dark ground more often than not.
Colours print_colours(Dice& dice, double dark = 0.5) {
  const Colours colours = palette_from(Range::printed, dice);
  return dice.chance(dark) ? on_dark(colours) : colours;
}

Design shape(const char* kind, std::vector<Ink> inks, Shape made, int across, int down, double width_cm) {
  return {.kind = kind,
          .inks = std::move(inks),
          .make = std::move(made),
          .across = across,
          .down = down,
          .width_cm = width_cm};
}

Design dots_of(Dice& dice, const char* kind, int least_across, int sizes, double small, double large, double cm) {
  const Colours colours = told_apart(print_colours(dice, 0.65));
  const int across = least_across << dice.choice(sizes);
  const double radius = dice.number(small, large);
  const bool drop = dice.chance(0.75);
  return shape(kind, first_inks(colours, 2),
               {"dots", {{"radius", drop ? radius : 1.2 * radius}, {"drop", drop ? 1 : 0}}}, across, across,
               across * cm * dice.number(0.8, 1.3));
}
Design pin_dots(Dice& dice) {
  return dots_of(dice, "pin-dots", 8, 2, 0.1, 0.16, 0.8);
}
Design polka_dots(Dice& dice) {
  return dots_of(dice, "polka-dots", 4, 2, 0.16, 0.25, 2.2);
}
Design coin_dots(Dice& dice) {
  return dots_of(dice, "coin-dots", 2, 2, 0.24, 0.31, 5);
}
/// Staggered dots of several colours in turn.
Design confetti_dots(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int kinds = dice.chance(0.5) ? 4 : 2;
  const int across = kinds == 4 ? 1 << dice.choice(2) : 2 << dice.choice(2);
  return shape(
      "coloured-dots", first_inks(colours, kinds + 1),
      {"dots",
       {{"cells", kinds}, {"colours", kinds}, {"drop", dice.chance(0.6) ? 1 : 0}, {"radius", dice.number(0.18, 0.28)}}},
      across, across, across * kinds * dice.number(2, 4));
}
Design ring_dots(Dice& dice) {
  const Colours colours = told_apart(print_colours(dice));
  const int across = 4 << dice.choice(2);
  return shape("ring-dots", first_inks(colours, 2),
               {"dots", {{"radius", dice.number(0.22, 0.3)}, {"drop", 1}, {"open", dice.number(0.45, 0.7)}}}, across,
               across, across * dice.number(2, 4));
}

Design argyle(Dice& dice) {
  Colours colours = palette_from(dice.chance(0.4) ? Range::printed : Range::tartan, dice);
  if (dice.chance(0.5)) colours = on_dark(colours);
  const int all = dice.one_of(std::vector<int>{2, 3, 3, 4, 4, 6});
  const int diamonds = all % 2 == 0 ? 1 + dice.choice(2) : 1;
  const int across = all / diamonds;
  // A diamond is a little higher than wide.
  const int down = (3 * all + 1) / 4;
  std::vector<Ink> inks = first_inks(colours, 5);
  inks.erase(inks.begin() + 1 + diamonds, inks.end() - 1);
  return shape(
      "argyle", inks,
      {"argyle", {{"colours", diamonds}, {"line", dice.number(0.014, 0.024)}, {"stitched", dice.chance(0.3) ? 1 : 0}}},
      across, down, across * diamonds * dice.number(3, 6));
}

Design harlequin(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int inks = 2 + dice.choice(2);
  const int across = inks == 2 ? 4 << dice.choice(2) : 2 << dice.choice(2);
  const int down = std::max(2, static_cast<int>(std::lround(across * (inks == 2 ? 1 : inks) / dice.number(1.4, 1.9))));
  const double line = dice.chance(0.4) ? 0.04 : 0;
  return shape("harlequin", first_inks(colours, inks + (line > 0 ? 1 : 0)), {"harlequin", {{"line", line}}}, across,
               down, across * inks * dice.number(1.5, 3));
}

/// All inks of a zigzag cover much the same area, so that a dark ground alone makes none dark.
Colours zigzag_colours(Dice& dice) {
  return palette_from(dice.chance(0.5) ? Range::tartan : Range::printed, dice);
}

Design chevron(Dice& dice) {
  const Colours colours = zigzag_colours(dice);
  const std::vector<std::vector<Weight>> orders = {{{0, 1}, {1, 1}},
                                                   {{0, 1}, {1, 1}, {0, 1}, {2, 1}},
                                                   {{0, 1}, {1, 1}, {2, 1}},
                                                   {{0, 2}, {1, 1}, {0, 0.5}, {2, 0.5}, {0, 0.5}, {1, 1}},
                                                   {{0, 1}, {1, 1}, {2, 1}, {3, 1}}};
  const int order = dice.choice(static_cast<int>(orders.size()));
  const std::vector<Weight>& bands = orders[static_cast<std::size_t>(order)];
  const int across = dice.one_of(std::vector<int>{4, 6, 8, 8});
  const int down = bands.size() > 3 ? across / 2 : across;
  Shape made = striped_shape("chevron", bands);
  const double slope = dice.number(0.7, 1.3);  // rise over half a peak, in tiles
  made.measures["rise"] = slope * down / (2.0 * across);
  return with_used_inks(shape("chevron", inks_of(colours), made, across, down, across * dice.number(2, 4)));
}

/// Many thin bands, as knitters do them.
Design zigzag_stripe(Dice& dice) {
  const Colours colours = zigzag_colours(dice);
  std::vector<Weight> bands;
  const int count = 8 + 2 * dice.choice(3);
  for (int i = 0; i < count; ++i) {
    int yarn = dice.choice(5);
    if (!bands.empty() && bands.back().yarn == yarn) yarn = (yarn + 1) % 5;
    if (i == count - 1 && bands.front().yarn == yarn) yarn = (yarn + 2) % 5;
    if (!bands.empty() && bands.back().yarn == yarn) yarn = (yarn + 1) % 5;
    bands.push_back({yarn, dice.number(0.6, 1.8)});
  }
  const int down = 1 + dice.choice(3);
  const int across = dice.one_of(std::vector<int>{4, 8, 8});
  Shape made = striped_shape("chevron", bands);
  made.measures["rise"] = dice.number(0.8, 1.5) * down / (2.0 * across);
  return with_used_inks(shape("zigzag-stripe", inks_of(colours), made, across, down, dice.number(12, 24)));
}

Design flame_stitch(Dice& dice) {
  const Colours colours = zigzag_colours(dice);
  const int inks = 4 + dice.choice(2);
  std::vector<Weight> bands;
  for (int i = 0; i < inks; ++i) bands.push_back({i, 1});
  Shape made = striped_shape("flame", bands);
  const int across = 2 << dice.choice(2);
  made.measures["stitches"] = across == 2 ? 32 : (across == 4 ? 16 : 8);
  made.measures["bands"] = inks;
  const int down = across == 8 ? 4 : 2 << dice.choice(2);
  made.measures["step"] = dice.number(0.2, 0.45);
  made.measures["round"] = dice.chance(0.3) ? 1 : 0;
  made.measures["twice"] = dice.chance(0.4) && across < 8 ? 1 : 0;
  return with_used_inks(shape("flame-stitch", inks_of(colours), made, across, down, dice.number(14, 26)));
}

Design trellis(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 4 << dice.choice(2);
  const double line = dice.number(0.08, 0.16);
  const bool twin = dice.chance(0.5), diamond = dice.chance(0.7);
  const double size = dice.number(0.15, 0.35);
  return shape("trellis", first_inks(colours, diamond ? 3 : 2, dice.chance(0.4)),
               {"trellis",
                {{"line", twin ? 1.5 * line : line}, {"gap", twin ? 0.5 * line : 0}, {"diamond", diamond ? size : 0}}},
               across, across * 3 / 4, across * dice.number(2.5, 5));
}

Design quatrefoil(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 2 << dice.choice(2);
  const bool inner = dice.chance(0.5), filled = dice.chance(0.5);
  return shape(
      "quatrefoil", first_inks(colours, inner || filled ? 3 : 2, dice.chance(0.5)),
      {"quatrefoil", {{"line", dice.number(0.05, 0.09)}, {"inner", inner ? 0.06 : 0}, {"filled", filled ? 1 : 0}}},
      across, across, across * dice.number(5, 8));
}

Design ogee(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int down = 2 << dice.choice(2);
  return shape("ogee", first_inks(colours, 3 + dice.choice(2), dice.chance(0.4)),
               {"ogee", {{"line", dice.number(0.04, 0.08)}, {"inner", dice.number(0.4, 0.65)}}}, down + down / 2, down,
               down * dice.number(7, 11));
}
Design greek_key(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 8 << dice.choice(2);
  return shape("greek-key", first_inks(colours, 2 + dice.choice(2), dice.chance(0.5)), {"key", {}}, across, across / 2,
               across * dice.number(2, 3));
}
Design tumbling_blocks(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 7 * (1 + dice.choice(2));
  return shape("tumbling-blocks", first_inks(colours, 3), {"blocks", {}}, across, across * 4 / 7,
               across * dice.number(2, 3.5));
}
Design scallops(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 4 << dice.choice(2);
  const int inks = 2 + dice.choice(3);
  return shape("scallops", first_inks(colours, inks, dice.chance(0.4)),
               {"scallops", {{"rings", inks == 2 ? 2 * (2 + dice.choice(2)) : inks}}}, across, across,
               across * dice.number(3, 5));
}
Design hexagons(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int repeats = 1 + dice.choice(2);
  return shape("hexagons", first_inks(colours, 4, dice.chance(0.2)),
               {"hexagons",
                {{"cells", 6}, {"rows", 6}, {"line", dice.number(0.04, 0.16)}, {"core", dice.chance(0.4) ? 0.5 : 0}}},
               repeats, repeats, repeats * dice.number(18, 26));
}
Design ribbons(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 4 << dice.choice(2);
  return shape("woven-ribbons", first_inks(colours, 3 + dice.choice(2), dice.chance(0.3)),
               {"lattice", {{"ribbon", dice.number(0.55, 0.85)}}}, across, across, across * dice.number(3, 5));
}
Design linked_circles(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 4 << dice.choice(2);
  return shape("linked-circles", first_inks(colours, 2 + dice.choice(2), dice.chance(0.4)),
               {"circles", {{"line", dice.number(0.03, 0.08)}}}, across, across, across * dice.number(3, 5));
}
/// Bands of charts, high ones and low ones in turn, until the repeat is full.
Design fair_isle(Dice& dice) {
  constexpr int kHigh = 4;  // rows
  const Colours colours = print_colours(dice);
  const int rows = 32 << dice.choice(2), stitches = 64 << dice.choice(2);
  const std::vector<int> heights = chart_heights();
  Shape made{.name = "stitched", .measures = {}};
  int used = 0, ground = 0, band = 0;
  for (bool full = false; !full; ++band) {
    std::vector<int> fitting;
    const bool high = band % 2 == 0;
    for (int chart = 0; chart < std::ssize(heights); ++chart) {
      const int height = heights[static_cast<std::size_t>(chart)];
      if ((height >= kHigh) == high && used + 1 + height <= rows) fitting.push_back(chart);
    }
    const int chart = fitting.empty() ? 0 : dice.one_of(fitting);
    const int figure = figure_on(colours, ground, dice.choice(5));
    const std::string number = std::to_string(band);
    const int left = rows - used - heights[static_cast<std::size_t>(chart)];
    full = left < 5;
    const int plain = full ? left : 1 + dice.choice(2);
    made.measures["chart" + number] = chart;
    made.measures["plain" + number] = plain;
    made.measures["ink" + std::to_string(2 * band)] = ground;
    made.measures["ink" + std::to_string(2 * band + 1)] = figure;
    used += plain + heights[static_cast<std::size_t>(chart)];
    if (dice.chance(0.4)) ground = ground == 0 ? 1 + dice.choice(4) : 0;
  }
  return with_used_inks(shape("fair-isle", inks_of(colours), made, stitches / kStitchesAcross,
                              std::max(1, stitches / rows), dice.number(14, 26)));
}
Design triangles(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int inks = 2 + dice.choice(3);
  const int across = inks == 2 ? 4 << dice.choice(2) : 2 << dice.choice(2);
  return shape("triangles", first_inks(colours, inks), {"triangles", {}}, across, std::max(1, across * inks / 2),
               across * inks * dice.number(1.5, 3));
}
Design parquet(Dice& dice) {
  const Colours colours = print_colours(dice);
  const int across = 4 << dice.choice(2);
  return shape("parquet", first_inks(colours, 3 + dice.choice(2), dice.chance(0.3)),
               {"parquet", {{"line", dice.number(0.06, 0.16)}}}, across, across, across * dice.number(4, 6));
}

}  // namespace

std::vector<Family> shape_families() {
  return {{"polka-dots", "dotted", polka_dots, 4},
          {"pin-dots", "dotted", pin_dots, 2},
          {"coin-dots", "dotted", coin_dots, 1},
          {"coloured-dots", "dotted", confetti_dots, 2},
          {"ring-dots", "dotted", ring_dots, 1},
          {"argyle", "argyle", argyle, 4},
          {"harlequin", "argyle", harlequin, 1},
          {"chevron", "zigzag", chevron, 2},
          {"zigzag-stripe", "zigzag", zigzag_stripe, 2},
          {"flame-stitch", "zigzag", flame_stitch, 2},
          {"trellis", "geometric", trellis, 1},
          {"quatrefoil", "geometric", quatrefoil, 1},
          {"ogee", "geometric", ogee, 1},
          {"greek-key", "geometric", greek_key, 1},
          {"tumbling-blocks", "geometric", tumbling_blocks, 1},
          {"scallops", "geometric", scallops, 1},
          {"hexagons", "geometric", hexagons, 1},
          {"woven-ribbons", "geometric", ribbons, 1},
          {"linked-circles", "geometric", linked_circles, 1},
          {"triangles", "geometric", triangles, 1},
          {"fair-isle", "geometric", fair_isle, 4},
          {"parquet", "geometric", parquet, 1}};
}

}  // namespace toile::weave
