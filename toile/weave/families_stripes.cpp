// Stripes: bands of the warp (or of the weft, for those that lie).

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"

namespace toile::weave {
namespace {

constexpr int kThreads = 512;  ///< on a tile: bands end at whole pixels at its usual size

using Colours = std::vector<pattern::Rgb>;

/// Only the striped system is seen, so that edges are sharp.
Design faced(const char* kind, const Colours& colours, const std::vector<Weight>& bands, int setts, double width_cm,
             bool upright = true) {
  const std::vector<Band> striped = in_proportion(bands, kThreads / setts);
  const std::vector<Band> hidden = {{bands.front().yarn, 1}};
  return with_used_inks({.kind = kind,
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = upright ? striped : hidden,
                                       .weft = upright ? hidden : striped,
                                       .weave = upright ? "warp-faced" : "weft-faced"},
                         .across = upright ? setts : 1,
                         .down = upright ? 1 : setts,
                         .width_cm = width_cm});
}

Design bengal_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::shirting, dice);
  const int setts = 16 << dice.choice(2);
  return faced("bengal-stripe", colours, {{0, 1}, {1, 1}}, setts, setts * dice.number(0.5, 0.8));
}

Design awning_stripe(Dice& dice) {
  const Colours colours = told_apart(palette_from(dice.chance(0.5) ? Range::shirting : Range::school, dice));
  const int setts = 2 << dice.choice(3);
  std::vector<Weight> bands = {{0, 1}, {1, 1}};
  const double line = dice.number(0.05, 0.12);
  if (dice.chance(0.4)) bands = {{0, 1 - 2 * line}, {2, line}, {1, 1}, {2, line}};
  return faced("awning-stripe", colours, bands, setts, setts * dice.number(4, 8));
}

Design candy_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::shirting, dice);
  const int setts = 8 << dice.choice(2);
  return faced("candy-stripe", colours, {{0, dice.number(1, 1.6)}, {1, 1}}, setts, setts * dice.number(0.8, 1.4));
}

/// Thin lines in groups on white, as shirts have them.
Design shirt_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::shirting, dice);
  const int setts = 8 << dice.choice(2);
  const double gap = dice.number(6, 10), line = dice.number(1, 1.8);
  const std::vector<std::vector<Weight>> groups = {
      {{0, gap}, {1, line}},
      {{0, gap}, {1, line}, {0, 1.2 * line}, {1, line}},
      {{0, gap}, {1, line}, {0, gap}, {3, line}},
      {{0, gap}, {2, line}, {0, line}, {1, 2 * line}, {0, line}, {2, line}},
      {{0, gap}, {1, 2.4 * line}, {0, line}, {3, line}},
  };
  const std::vector<Weight> bands = dice.one_of(groups);
  const int fit = bands.size() > 4 ? std::min(setts, 8) : setts;
  return faced("shirt-stripe", colours, bands, fit, fit * dice.number(1.2, 2.2));
}

/// White and coloured stripes in turn, the coloured ones puckered.
Design seersucker(Dice& dice) {
  const Colours colours = palette_from(Range::shirting, dice);
  const int setts = 8 << dice.choice(3), threads = setts == 32 ? 512 : 256, turn = threads / setts / 2;
  return with_used_inks({.kind = "seersucker",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = {{0, turn}, {dice.chance(0.8) ? 1 : 3, turn}},
                                       .weft = {{0, 4}},
                                       .weave = "seersucker",
                                       .turn = turn},
                         .across = setts,
                         .down = threads / 4,
                         .width_cm = setts * dice.number(0.6, 1.0)});
}

Design ticking_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::shirting, dice);
  const int setts = 4 << dice.choice(2);
  const double side = dice.number(0.8, 1.4);
  return faced(
      "ticking", colours,
      {{0, 8}, {1, side}, {0, 1}, {1, side}, {0, 1}, {1, dice.number(2.5, 4)}, {0, 1}, {1, side}, {0, 1}, {1, side}},
      setts, setts * dice.number(2.5, 4));
}

Design multi_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::printed, dice);
  const int setts = 1 << dice.choice(3);
  const int count = 8 + 2 * dice.choice(3);
  std::vector<Weight> bands;
  for (int i = 0; i < count; ++i) {
    int yarn = dice.choice(5);
    if (!bands.empty() && bands.back().yarn == yarn) yarn = (yarn + 1) % 5;
    if (i == count - 1 && bands.front().yarn == yarn) yarn = (yarn + 2) % 5;
    if (!bands.empty() && bands.back().yarn == yarn) yarn = (yarn + 1) % 5;
    const double wide = dice.number(0, 1);
    bands.push_back({yarn, i % 2 == 0 ? 5 + 16 * wide : 1.5 + 4 * wide});
  }
  return faced("multi-stripe", colours, bands, setts, setts * dice.number(10, 18), dice.chance(0.3));
}

Design breton_stripe(Dice& dice) {
  const Colours colours = told_apart(palette_from(dice.chance(0.5) ? Range::shirting : Range::school, dice));
  const int setts = 8 << dice.choice(2);
  const bool dark = dice.chance(0.5);
  return faced("breton-stripe", colours, {{dark ? 1 : 0, dice.number(1.6, 2.4)}, {dark ? 0 : 1, 1}}, setts,
               setts * dice.number(1.4, 2.2), false);
}

Design rugby_stripe(Dice& dice) {
  const Colours colours = told_apart(palette_from(Range::school, dice));
  const int setts = 2 << dice.choice(3);
  std::vector<Weight> bands = {{0, 1}, {1, 1}};
  const double line = dice.number(0.08, 0.16);
  const int shape = dice.choice(3);
  if (shape == 1) bands = {{0, 1}, {2, line}, {1, 0.8}, {2, line}};
  if (shape == 2) bands = {{0, 1}, {2, 0.3}, {0, 0.2}, {1, 0.6}, {0, 0.2}, {2, 0.3}};
  return faced("rugby-stripe", colours, bands, setts, setts * dice.number(5, 9), false);
}

Design regimental_stripe(Dice& dice) {
  const Colours colours = palette_from(Range::school, dice);
  const int setts = 2 << dice.choice(2);
  const double line = dice.number(0.06, 0.12);
  const std::vector<std::vector<Weight>> orders = {
      {{0, 1}, {1, 1}},
      {{0, 1}, {2, line}, {1, 0.7}, {2, line}},
      {{0, 1}, {1, 0.25}, {0, 0.12}, {3, line}, {0, 0.12}, {1, 0.25}},
      {{0, 1}, {3, line}, {1, 0.5}, {2, 0.2}, {1, 0.5}, {3, line}},
      {{0, 1}, {2, 0.14}, {0, 0.1}, {2, 0.14}},
  };
  return with_used_inks({.kind = "regimental-stripe",
                         .inks = inks_of(colours),
                         .make = striped_shape("diagonal", dice.one_of(orders)),
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * dice.number(3, 5)});
}

/// One light thread, or a few, in a dark twill: the twill breaks it into points.
Design suit_stripe(Dice& dice, const char* kind, int least, int most) {
  const Colours colours = palette_from(Range::tweed, dice);
  const int setts = 8 << dice.choice(2);
  const int line = least + dice.choice(most - least + 1);
  const int threads = 256 / setts;
  const std::vector<Band> warp = {{1, threads - line}, {0, line}};
  return with_used_inks({.kind = kind,
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = warp, .weft = {{1, 4}}, .weave = "2/2 twill"},
                         .across = setts,
                         .down = 64,
                         .width_cm = setts * dice.number(1.2, 2.2)});
}
Design pinstripe(Dice& dice) {
  return suit_stripe(dice, "pinstripe", 1, 1);
}
Design chalk_stripe(Dice& dice) {
  return suit_stripe(dice, "chalk-stripe", 2, 3);
}

}  // namespace

std::vector<Family> stripe_families() {
  return {{"bengal-stripe", "striped", bengal_stripe, 1}, {"awning-stripe", "striped", awning_stripe, 3},
          {"candy-stripe", "striped", candy_stripe, 1},   {"shirt-stripe", "striped", shirt_stripe, 2},
          {"seersucker", "striped", seersucker, 1},       {"ticking", "striped", ticking_stripe, 1},
          {"multi-stripe", "striped", multi_stripe, 4},   {"breton-stripe", "striped", breton_stripe, 7},
          {"rugby-stripe", "striped", rugby_stripe, 4},   {"regimental-stripe", "striped", regimental_stripe, 1},
          {"pinstripe", "striped", pinstripe, 1},         {"chalk-stripe", "striped", chalk_stripe, 1}};
}

}  // namespace toile::weave
