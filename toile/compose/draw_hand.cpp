#include "toile/compose/draw_hand.hpp"

#include "toile/base/error.hpp"
#include "toile/base/seed.hpp"

namespace toile::compose {

const std::vector<Hand>& hands() {
  static const std::vector<Hand> all{
      {.name = "flat",
       .light = .25,
       .veins = .25,
       .bands = .3,
       .wobble = .012,
       .stem = 1.5,
       .bend = .8,
       .fullness = .9},
      {.name = "folk", .light = .6, .veins = .5, .bands = .5, .dots = .9, .wobble = .006, .stem = 1.3, .bend = .7},
      {.name = "linocut", .gap = .04, .veins = .3, .carve = 1, .wobble = .022, .stem = 1.4, .bend = .9},
      {.name = "block", .pen = .045, .gap = .05, .veins = .6, .bands = .35, .dots = .6, .wobble = .012, .bend = .9},
      {.name = "liberty", .pen = .042, .shade = .9, .light = .6, .veins = .7, .wobble = .012},
      {.name = "nouveau",
       .pen = .05,
       .shade = .5,
       .light = .3,
       .veins = 1,
       .wobble = .006,
       .bend = 1.6,
       .fullness = 1.2},
      {.name = "gouache", .shade = 1, .light = 1, .veins = .35, .wobble = .02, .stem = 1.2, .fullness = 1.1},
      {.name = "retro", .gap = .06, .bands = 1, .dots = .3, .wobble = .004, .stem = 1.6, .bend = .6, .fullness = .8},
      {.name = "engraving", .pen = .04, .veins = .6, .hatch = 1, .wobble = .01, .bend = 1.2, .fullness = 1.1},
  };
  return all;
}

const Hand& hand_named(const std::string& name) {
  std::string known;
  for (const Hand& hand : hands()) {
    if (hand.name == name) return hand;
    known += (known.empty() ? "" : ", ") + hand.name;
  }
  throw Error(ErrorKind::usage, "there is no hand " + name + "; there are " + known);
}

const Hand& hand_of(std::uint64_t seed) {
  return hands()[derive_seed(seed, 0x4a2d) % hands().size()];
}

}  // namespace toile::compose
