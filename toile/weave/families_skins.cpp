// Skins: leopards and their kin, zebras, giraffes, tigers, cows; and what hides among leaves.

#include <numbers>

#include "toile/weave/bands.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/palettes.hpp"

namespace toile::weave {
namespace {

constexpr int kSeeds = 1 << 20;

Design skin(const char* kind, const std::vector<pattern::Rgb>& colours, Shape shape, double width_cm) {
  return {
      .kind = kind, .inks = inks_of(colours), .make = std::move(shape), .across = 1, .down = 1, .width_cm = width_cm};
}

Design leopard(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  const int count = dice.one_of(std::vector<int>{40, 60, 60, 90, 130, 180});
  return skin("leopard", palette_from(Range::skin, dice),
              {"rosettes",
               {{"seed", seed},
                {"count", count},
                {"turn", dice.number(0, std::numbers::pi)},
                {"bend", dice.number(0.1, 0.7)},
                {"stretch", dice.number(1, 1.4)},
                {"thick", dice.number(0.27, 0.38)},
                {"open", dice.number(0.05, 0.4)},
                {"uneven", dice.number(0.08, 0.16)},
                {"brush", dice.number(0.08, 0.2)},
                {"small", dice.number(0.4, 1)},
                {"fill", dice.number(0.68, 0.84)}}},
              count * dice.number(0.2, 0.35));
}

/// The dots in its rosettes tell a jaguar.
Design jaguar(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  const int count = dice.one_of(std::vector<int>{24, 40, 60});
  return skin("jaguar", palette_from(Range::skin, dice),
              {"rosettes",
               {{"seed", seed},
                {"count", count},
                {"turn", dice.number(0, std::numbers::pi)},
                {"bend", dice.number(0.1, 0.6)},
                {"stretch", dice.number(1, 1.3)},
                {"thick", dice.number(0.2, 0.28)},
                {"open", dice.number(0.05, 0.3)},
                {"uneven", 0.14},
                {"brush", dice.number(0.08, 0.16)},
                {"small", dice.number(0.4, 1)},
                {"fill", 0.84},
                {"dot", 0.8}}},
              count * dice.number(0.5, 0.8));
}

/// Solid spots of one ink.
Design cheetah_spots(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  std::vector<pattern::Rgb> colours = palette_from(Range::skin, dice);
  colours.erase(colours.begin() + 1);
  const int count = dice.one_of(std::vector<int>{40, 60, 90, 140});
  return skin("cheetah-spots", colours,
              {"rosettes",
               {{"seed", seed},
                {"count", count},
                {"turn", dice.number(0, std::numbers::pi)},
                {"bend", dice.number(0.1, 0.7)},
                {"stretch", dice.number(1.1, 1.8)},
                {"solid", 1},
                {"uneven", dice.number(0.08, 0.2)},
                {"brush", dice.number(0.08, 0.2)},
                {"small", dice.number(0.3, 1)},
                {"fill", dice.number(0.66, 0.84)}}},
              count * dice.number(0.12, 0.2));
}

Design zebra(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  const int count = dice.one_of(std::vector<int>{7, 8, 9, 10, 12, 14, 16});
  return skin("zebra-stripes", palette_from(Range::stripes, dice),
              {"skin-stripes",
               {{"seed", seed},
                {"count", count},
                {"turn", dice.number(0, std::numbers::pi)},
                {"bend", dice.number(0.6, 2)},
                {"bends", 2 + dice.choice(3)},
                {"broad", dice.number(-0.15, 0.3)},
                {"swell", dice.number(0.3, 0.65)},
                {"uneven", dice.number(0.1, 0.5)}}},
              count * dice.number(2, 4));
}

/// Few stripes of a skin's darkest colour on its ground.
Design tiger(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  std::vector<pattern::Rgb> colours = palette_from(Range::skin, dice);
  colours.erase(colours.begin() + 1);
  const int count = dice.one_of(std::vector<int>{7, 8, 10, 12});
  return skin("tiger", colours,
              {"skin-stripes",
               {{"seed", seed},
                {"count", count},
                {"turn", dice.number(-0.3, 0.3)},
                {"bend", dice.number(0.3, 0.8)},
                {"bends", 2 + dice.choice(2)},
                {"broad", dice.number(-0.6, -0.35)},
                {"swell", dice.number(0.3, 0.6)},
                {"uneven", dice.number(0.2, 0.5)}}},
              count * dice.number(2.5, 4));
}

Design giraffe(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  std::vector<pattern::Rgb> colours = palette_from(Range::skin, dice);
  const bool shaded = dice.chance(0.4);
  // patches in the middle tone around the dark one, or in one of the two
  if (shaded) {
    std::swap(colours[1], colours[2]);
  } else {
    colours.erase(colours.begin() + (dice.chance(0.5) ? 1 : 2));
  }
  const int count = dice.one_of(std::vector<int>{20, 30, 45, 70});
  return skin("giraffe", colours,
              {"patches",
               {{"seed", seed},
                {"count", count},
                {"stretch", dice.number(1, 1.5)},
                {"turn", dice.number(0, std::numbers::pi)},
                {"lane", dice.number(0.1, 0.2)},
                {"inner", dice.number(0.16, 0.3)},
                {"brush", dice.number(0.06, 0.16)}}},
              count * dice.number(0.6, 1));
}

Design cow(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  const int cells = dice.one_of(std::vector<int>{6, 8, 10, 12});
  return skin("cow", palette_from(Range::stripes, dice),
              {"blotches",
               {{"seed", seed}, {"cells", cells}, {"ragged", dice.number(0.1, 0.4)}, {"share", dice.number(0.3, 0.5)}}},
              cells * dice.number(5, 8));
}

Design camouflage(Dice& dice) {
  const int seed = dice.kind(kSeeds);
  std::vector<pattern::Rgb> colours = palette_from(Range::camouflage, dice);
  const int cells = dice.one_of(std::vector<int>{5, 6, 8, 10});
  return skin(
      "camouflage-blots", colours,
      {"blotches",
       {{"seed", seed}, {"cells", cells}, {"ragged", dice.number(0.3, 0.8)}, {"share", dice.number(0.28, 0.4)}}},
      cells * dice.number(4, 6));
}

}  // namespace

std::vector<Family> skin_families() {
  return {{"leopard", "cheetah", leopard, 5}, {"cheetah-spots", "cheetah", cheetah_spots, 2},
          {"jaguar", "cheetah", jaguar, 1},   {"zebra-stripes", "zebra", zebra, 1},
          {"giraffe", "animal", giraffe, 2},  {"tiger", "animal", tiger, 2},
          {"cow", "animal", cow, 1},          {"camouflage-blots", "camouflage", camouflage, 1}};
}

}  // namespace toile::weave
