// What colour and twill make together: houndstooth, herringbone, birdseye and their kin.

#include <cmath>

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"

namespace toile::weave {
namespace {

using Colours = std::vector<pattern::Rgb>;

/// Two yarns that are told apart from afar.
Colours two_tone(Dice& dice) {
  static const std::vector<Range> ranges = {Range::ink, Range::tweed, Range::tweed, Range::printed};
  return told_apart(palette_from(dice.one_of(ranges), dice));
}

/// The second yarn moved towards the first one by a share: tone on tone, as many tweeds are.
Colours tonal(Colours colours, double share) {
  for (int channel = 0; channel < 3; ++channel) {
    colours[1][channel] =
        static_cast<std::uint8_t>(std::lround(std::lerp(colours[1][channel], colours[0][channel], share)));
  }
  return colours;
}

Design houndstooth(Dice& dice) {
  Colours colours = tonal(two_tone(dice), dice.number(0, 0.25));
  if (dice.chance(0.25)) std::swap(colours[0], colours[1]);
  const int setts = 4 << dice.choice(3);
  return with_used_inks({.kind = "houndstooth",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = {{0, 4}, {1, 4}}, .weft = {{0, 4}, {1, 4}}, .floats = Floats::smooth},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(0.8, 3)});
}

Design puppytooth(Dice& dice) {
  const Colours colours = two_tone(dice);
  const int setts = 32;
  return with_used_inks({.kind = "puppytooth",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = {{0, 2}, {1, 2}}, .weft = {{0, 2}, {1, 2}}},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(0.25, 0.45)});
}

/// Teeth of two colours in turn.
Design gun_club(Dice& dice) {
  const Colours colours = palette_from(dice.chance(0.5) ? Range::ink : Range::tweed, dice);
  const int setts = 4 << dice.choice(2);
  const std::vector<Band> sett = {{1, 4}, {0, 4}, {2, 4}, {0, 4}};
  return with_used_inks({.kind = "gun-club-check",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = sett, .weft = sett, .floats = Floats::smooth},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(1.2, 2.4)});
}

/// Houndstooth under a wide check of one colour.
Design overcheck_houndstooth(Dice& dice) {
  const Colours colours = palette_from(dice.chance(0.5) ? Range::ink : Range::tweed, dice);
  const int over = 2 + dice.choice(2), setts = 1 + dice.choice(2);
  std::vector<Band> sett;
  for (int i = 0; i < 12 / setts; ++i) sett.insert(sett.end(), {{0, 4}, {1, 4}});
  sett[1].yarn = over;
  return with_used_inks({.kind = "overcheck-houndstooth",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = sett, .weft = sett, .floats = Floats::smooth},
                         .across = setts,
                         .down = setts,
                         .width_cm = dice.number(14, 24)});
}

Design herringbone_of(const char* kind, const Colours& colours, const std::vector<Band>& warp,
                      const std::vector<Band>& weft, int turn, int threads, double width_cm,
                      Floats floats = Floats::smooth) {
  int sum = 0, picks = 0;
  for (const Band& band : warp) sum += band.threads;
  for (const Band& band : weft) picks += band.threads;
  return with_used_inks(
      {.kind = kind,
       .inks = inks_of(colours),
       .make = Cloth{.warp = warp, .weft = weft, .weave = "herringbone", .turn = turn, .floats = floats},
       .across = threads / std::max(sum, 2 * turn),
       .down = threads / picks,
       .width_cm = width_cm});
}

/// On a tile: so that the line is seen from a step away.
int threads_of_twill(Dice& dice) {
  return dice.one_of(std::vector<int>{48, 64, 96, 96, 128, 128});
}

Design herringbone(Dice& dice) {
  const Colours colours = tonal(two_tone(dice), dice.number(0.05, 0.6));
  const int threads = threads_of_twill(dice);
  const int turn = threads < 64 ? 4 + 4 * dice.choice(2) : 8;
  return herringbone_of("herringbone", colours, {{0, 2 * turn}}, {{1, 4}}, turn, threads, threads / dice.number(7, 12));
}

/// The columns change colour where the line turns.
Design striped_herringbone(Dice& dice) {
  const Colours colours = palette_from(Range::tweed, dice);
  const int turn = 8, threads = 64;
  const int other = 2 + dice.choice(2);
  return herringbone_of("striped-herringbone", colours, {{0, turn}, {other, turn}}, {{1, 4}}, turn, threads,
                        threads / dice.number(7, 10));
}

Design overcheck_herringbone(Dice& dice) {
  const Colours colours = palette_from(Range::tweed, dice);
  const int threads = 128, turn = 8;
  const int over = 2 + dice.choice(2), setts = 2;
  const int sett = threads / setts;
  return herringbone_of("overcheck-herringbone", colours, {{0, turn / 2 - 2}, {over, 4}, {0, sett - turn / 2 - 2}},
                        {{1, sett - 4}, {over, 4}}, turn, threads, threads / dice.number(9, 13));
}

/// Zigzags that meet on points.
Design pointed_twill(Dice& dice) {
  const Colours colours = tonal(two_tone(dice), dice.number(0.05, 0.6));
  const int threads = threads_of_twill(dice), turn = threads < 96 ? 8 : 8 << dice.choice(2);
  Design design =
      herringbone_of("pointed-twill", colours, {{0, 2 * turn}}, {{1, 4}}, turn, threads, threads / dice.number(7, 12));
  std::get<Cloth>(design.make).weave = "pointed twill";
  return design;
}

/// Small effects of two yarns, seen as one colour from afar.
Design effect(Dice& dice, const char* kind, const std::vector<Band>& warp, const std::vector<Band>& weft, Cloth cloth,
              int threads) {
  cloth.warp = warp;
  cloth.weft = weft;
  Design design{.kind = kind, .inks = inks_of(two_tone(dice)), .make = cloth};
  const Draft draft = draft_of(design);
  design.across = threads / draft.ends();
  design.down = threads / draft.picks();
  design.width_cm = threads / dice.number(8, 13);
  return with_used_inks(design);
}

Design birdseye(Dice& dice) {
  return effect(dice, "birdseye", {{0, 2}, {1, 2}}, {{1, 2}, {0, 2}}, {.weave = "birdseye"}, 128);
}
Design sharkskin(Dice& dice) {
  return effect(dice, "sharkskin", {{0, 1}, {1, 1}}, {{0, 1}, {1, 1}}, {.weave = "2/2 twill"}, 128);
}
Design hopsack(Dice& dice) {
  return effect(dice, "hopsack", {{0, 4}}, {{1, 4}}, {.weave = "2/2 basket"}, 64 << dice.choice(2));
}
/// Four threads over and under four, light and dark in turn: blocks of upright and of level lines.
Design basket_weave(Dice& dice) {
  Colours colours = two_tone(dice);
  if (dice.chance(0.4)) std::swap(colours[0], colours[1]);
  const int setts = 8 << dice.choice(3);
  return with_used_inks({.kind = "basket-weave",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = {{0, 1}, {1, 1}}, .weft = {{0, 1}, {1, 1}}, .weave = "4/4 basket"},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(0.8, 2)});
}
Design diamond_twill(Dice& dice) {
  const int turn = 8 << dice.choice(2);
  return effect(dice, "diamond-twill", {{0, 4}}, {{1, 4}},
                {.weave = "diamond twill", .turn = turn, .floats = Floats::smooth}, 64 << dice.choice(2));
}
Design chevron_twill(Dice& dice) {
  const int threads = 64 << dice.choice(2);
  return effect(dice, "cavalry-twill", {{0, 4}}, {{1, 4}}, {.weave = "2/2 twill", .floats = Floats::smooth}, threads);
}

}  // namespace

std::vector<Family> twill_families() {
  return {{"houndstooth", "houndstooth", houndstooth, 4},
          {"puppytooth", "houndstooth", puppytooth, 1},
          {"gun-club-check", "houndstooth", gun_club, 2},
          {"overcheck-houndstooth", "houndstooth", overcheck_houndstooth, 2},
          {"herringbone", "herringbone", herringbone, 5},
          {"striped-herringbone", "herringbone", striped_herringbone, 1},
          {"overcheck-herringbone", "herringbone", overcheck_herringbone, 1},
          {"pointed-twill", "herringbone", pointed_twill, 1},
          {"birdseye", "suiting", birdseye, 1},
          {"sharkskin", "suiting", sharkskin, 1},
          {"hopsack", "suiting", hopsack, 2},
          {"basket-weave", "suiting", basket_weave, 2},
          {"diamond-twill", "suiting", diamond_twill, 3},
          {"cavalry-twill", "suiting", chevron_twill, 1}};
}

}  // namespace toile::weave
