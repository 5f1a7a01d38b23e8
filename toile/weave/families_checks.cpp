// Checks: one sett both ways, in plain weave or twill.

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"

namespace toile::weave {
namespace {

/// Threads on a tile: twice as many as its usual pixels, where two colours of plain weave become one; half as many,
/// where the threads are seen.
constexpr int kFine = 1024, kSeen = 256;

/// The same sett in warp and weft, `setts` times on a tile.
Design check(const char* kind, const std::vector<pattern::Rgb>& colours, const std::vector<Band>& sett,
             const char* weave, int setts, double width_cm) {
  return with_used_inks({.kind = kind,
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = sett, .weft = sett, .weave = weave},
                         .across = setts,
                         .down = setts,
                         .width_cm = width_cm});
}

/// Half of them on their darkest yarn.
std::vector<pattern::Rgb> shirt_colours(Dice& dice) {
  const auto colours = palette_from(Range::shirting, dice);
  return dice.chance(0.5) ? on_dark(colours) : colours;
}

Design gingham(Dice& dice) {
  const auto colours = palette_from(Range::shirting, dice);
  const int setts = 4 << dice.choice(3);
  const bool seen = dice.chance(0.35);
  const bool two = dice.chance(0.25);
  const int threads = (seen ? kSeen : kFine) / setts;
  const std::vector<Weight> one_colour = {{0, 1}, {1, 1}}, two_colours = {{0, 1}, {1, 1}, {0, 1}, {2, 1}};
  if (two && setts <= 8) {
    return check("gingham", colours, in_proportion(two_colours, threads), "plain", setts, setts * dice.number(2, 4));
  }
  return check("gingham", colours, in_proportion(one_colour, threads), "plain", setts, setts * dice.number(0.6, 2));
}

Design buffalo_check(Dice& dice) {
  auto colours = palette_from(Range::tartan, dice);
  const int setts = 2 << dice.choice(3);
  const int other = dice.one_of(std::vector<int>{2, 2, 3, 1});
  std::swap(colours[1], colours[static_cast<std::size_t>(other)]);
  colours = told_apart(colours);
  return check("buffalo-check", colours, in_proportion({{0, 1}, {1, 1}}, kSeen / setts), "2/2 twill", setts,
               setts * dice.number(4, 8));
}

Design windowpane(Dice& dice) {
  const bool dark = dice.chance(0.65);
  auto colours = palette_from(dark ? Range::school : Range::shirting, dice);
  if (dark) std::swap(colours[1], colours[2]);
  colours = told_apart(dark ? on_dark(colours) : colours);
  const int line = 1;
  const int setts = 4 << dice.choice(2);
  const double width = dice.number(0.06, 0.12);
  std::vector<Weight> sett = {{0, 1 - width}, {line, width}};
  if (dice.chance(0.4)) sett = {{0, 1 - 2.5 * width}, {line, width}, {0, width / 2 + 0.02}, {line, width}};
  return check("windowpane", colours, in_proportion(sett, kSeen * 2 / setts), "2/2 twill", setts,
               setts * dice.number(3, 6));
}

Design graph_check(Dice& dice) {
  const auto colours = palette_from(Range::shirting, dice);
  const int setts = 8 << dice.choice(2);
  return check("graph-check", colours, in_proportion({{0, dice.number(3, 6)}, {1, 1}}, kFine / setts, 4), "plain",
               setts, setts * dice.number(0.4, 0.8));
}

Design tattersall(Dice& dice) {
  const auto colours = shirt_colours(dice);
  const int setts = 4 << dice.choice(2);
  const double line = dice.number(0.08, 0.14);
  return check("tattersall", colours,
               in_proportion({{0, 0.5 - line}, {1, line}, {0, 0.5 - line}, {3, line}}, kFine / setts), "plain", setts,
               setts * dice.number(2, 4));
}

/// Bands of many widths, no two neighbours of one colour.
std::vector<Weight> many_bands(Dice& dice, int count, int yarns) {
  std::vector<Weight> bands;
  for (int i = 0; i < count; ++i) {
    int yarn = dice.choice(yarns);
    if (!bands.empty() && bands.back().yarn == yarn) yarn = (yarn + 1) % yarns;
    const double wide = dice.number(0, 1);
    bands.push_back({yarn, i % 2 == 0 ? 6 + 22 * wide : 2 + 5 * wide * wide});
  }
  if (bands.front().yarn == bands.back().yarn) bands.back().yarn = (bands.back().yarn + 1) % yarns;
  return bands;
}

Design madras(Dice& dice) {
  const auto colours = palette_from(dice.chance(0.5) ? Range::tartan : Range::printed, dice);
  const int count = 8 + 2 * dice.choice(3), setts = 1 << dice.choice(3);
  const std::vector<Band> warp = in_proportion(many_bands(dice, count, 5), kFine / setts, 8);
  const std::vector<Band> weft = in_proportion(many_bands(dice, count, 5), kFine / setts, 8);
  return with_used_inks({.kind = "madras",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = warp, .weft = weft, .weave = "plain"},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(12, 24)});
}

/// Blocks of houndstooth and of fine lines; over them, thinly, a check in colour.
Design glen_check(Dice& dice) {
  const auto colours = told_apart(palette_from(dice.chance(0.5) ? Range::ink : Range::tweed, dice));
  const bool overcheck = dice.chance(0.7);
  const int setts = 1 + dice.choice(2);
  const int fours = setts == 1 ? 8 : 4, twos = setts == 1 ? 16 : 8;
  const int over = 2 + dice.choice(2);
  std::vector<Band> sett;
  for (int i = 0; i < fours; ++i) sett.insert(sett.end(), {{1, 4}, {0, 4}});
  for (int i = 0; i < twos; ++i) sett.insert(sett.end(), {{1, 2}, {0, 2}});
  if (overcheck) {
    // Two threads in the middle of the lines, and of the teeth.
    sett[2 * static_cast<std::size_t>(fours) + static_cast<std::size_t>(twos)].yarn = over;
    if (dice.chance(0.5)) sett[2 * static_cast<std::size_t>(fours) + static_cast<std::size_t>(twos) + 2].yarn = over;
  }
  const int threads = 8 * fours + 4 * twos;
  const int across = kSeen / 2 / threads;
  return check("glen-check", colours, sett, "2/2 twill", across, across * dice.number(7, 11));
}

Design shepherds_check(Dice& dice) {
  const auto colours = told_apart(palette_from(dice.chance(0.5) ? Range::ink : Range::tweed, dice));
  const int threads = 6 + 2 * dice.choice(2), setts = 16;
  return check("shepherds-check", colours, {{0, threads}, {1, threads}}, "2/2 twill", setts,
               setts * dice.number(0.9, 1.4));
}

}  // namespace

std::vector<Family> check_families() {
  return {{"gingham", "checkered", gingham, 4},       {"buffalo-check", "checkered", buffalo_check, 3},
          {"windowpane", "checkered", windowpane, 2}, {"graph-check", "checkered", graph_check, 1},
          {"tattersall", "checkered", tattersall, 2}, {"madras", "checkered", madras, 2},
          {"glen-check", "checkered", glen_check, 1}, {"shepherds-check", "checkered", shepherds_check, 1}};
}

}  // namespace toile::weave
