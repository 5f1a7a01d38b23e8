// Tartans: two fields, lines on their middles, the same sett both ways.

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"

namespace toile::weave {
namespace {

enum TartanYarn { kMain, kSecond, kDark, kLight, kAccent };

/// Half setts from pivot to pivot. Fields are some ten times as wide as the lines on them, and a dark band stands
/// between what would glare side by side.
const std::vector<std::vector<Weight>>& half_setts() {
  static const std::vector<std::vector<Weight>> setts = {
      {{kLight, 3}, {kMain, 34}, {kDark, 5}, {kSecond, 22}, {kAccent, 3}},
      {{kMain, 22}, {kDark, 4}, {kMain, 4}, {kDark, 20}, {kSecond, 22}, {kAccent, 3}},
      {{kMain, 44}, {kLight, 2}, {kMain, 5}, {kSecond, 11}, {kDark, 4}, {kSecond, 12}},
      {{kMain, 46}, {kSecond, 4}, {kMain, 6}, {kDark, 14}, {kLight, 3}},
      {{kLight, 4}, {kMain, 8}, {kDark, 16}, {kMain, 24}, {kSecond, 8}, {kAccent, 2}, {kSecond, 8}, {kMain, 14}},
      {{kLight, 40}, {kMain, 4}, {kLight, 6}, {kMain, 16}, {kDark, 7}, {kAccent, 2}},
      {{kMain, 18}, {kDark, 16}, {kSecond, 16}, {kDark, 4}, {kLight, 3}},
      {{kSecond, 14}, {kLight, 2}, {kSecond, 12}, {kDark, 8}, {kMain, 36}, {kAccent, 3}, {kMain, 10}},
      {{kAccent, 2}, {kDark, 12}, {kMain, 10}, {kDark, 2}, {kMain, 10}, {kLight, 3}, {kMain, 30}, {kSecond, 8}},
      {{kMain, 52}, {kDark, 3}, {kMain, 3}, {kDark, 3}, {kMain, 3}, {kSecond, 20}, {kLight, 2}, {kSecond, 8}},
  };
  return setts;
}

Design tartan(Dice& dice) {
  std::vector<pattern::Rgb> colours = palette_from(Range::tartan, dice);
  std::vector<Weight> half = dice.one_of(half_setts());
  for (Weight& weight : half) weight.width *= dice.number(0.75, 1.3);
  if (dice.chance(0.3)) std::swap(colours[kMain], colours[kSecond]);
  const int setts = dice.one_of(std::vector<int>{1, 2, 2, 2, 4});
  const int threads = setts == 1 ? 256 : 128;
  const std::vector<Band> sett = reflected(half, threads);
  return with_used_inks({.kind = "tartan",
                         .inks = inks_of(colours),
                         .make = Cloth{.warp = sett, .weft = sett, .weave = "2/2 twill"},
                         .across = setts,
                         .down = setts,
                         .width_cm = setts * threads / dice.number(13, 22)});
}

}  // namespace

std::vector<Family> tartan_families() {
  return {{"tartan", "tartan", tartan}};
}

}  // namespace toile::weave
