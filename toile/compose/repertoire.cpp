#include "toile/compose/repertoire.hpp"

namespace toile::compose {
namespace {

using Kinds = std::vector<std::string>;

const Kinds kFull = {"rose", "peony", "camellia", "ranunculus", "dahlia", "chrysanthemum", "anemone", "lily", "cosmos"};
const Kinds kOpen = {"daisy", "cosmos", "anemone", "camellia", "ranunculus", "blossom"};
const Kinds kSmall = {"blossom", "daisy", "cosmos"};
const Kinds kTiny = {"blossom", "bud", "daisy"};
const Kinds kSprigs = {"sprig", "spray", "raceme", "cherry-branch", "bouquet"};
const Kinds kStanding = {"tulip", "carnation", "lotus", "magnolia", "thistle", "posy", "sprig"};
const Kinds kFoliage = {"leaf", "lance-leaf", "rose-leaf", "twig", "willow", "fern", "ivy"};
const Kinds kFronds = {"fern", "willow", "eucalyptus", "twig", "rose-leaf", "grass", "olive"};
const Kinds kLeaves = {"leaf", "oak", "maple", "ginkgo", "ivy", "lance-leaf", "rose-leaf"};
const Kinds kJungle = {"monstera", "banana", "palm", "fan-palm", "fern"};
const Kinds kTropical = {"hibiscus", "strelitzia", "frangipani", "lotus", "protea", "orchid", "heliconia", "lily"};

const std::vector<Printing> kMany = {Printing::many};
const std::vector<Printing> kOften = {Printing::many, Printing::many, Printing::many, Printing::many, Printing::block};
const std::vector<Family> kAllFamilies = {Family::learnt,       Family::learnt,      Family::light_ground,
                                          Family::light_ground, Family::dark_ground, Family::tone_on_tone};
const std::vector<Family> kClear = {Family::learnt, Family::learnt, Family::light_ground, Family::dark_ground};

Repertoire floral() {
  return {.category = "floral",
          .hint = "floral",
          .hands = {"flat", "folk", "linocut", "block", "liberty", "liberty", "nouveau", "gouache", "gouache", "retro"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"chintz", 4, {kFull, 2, 3, 6.4}, {kOpen, 2, 2, 3}, {kTiny, 1, 2, 1.3}, {kFoliage, 2, 3, 4.2}},
              {"tossed", 2, {kFull, 2, 3, 4.6}, {kOpen, 2, 2, 2.4}, {{"leaf", "bud", "blossom"}, 2, 2, 1.4}, {}},
              {"tossed-two-way", 2, {kSprigs, 2, 3, 7}, {kStanding, 1, 2, 3}, {kTiny, 1, 2, 1.2}, {}},
              {"tossed-four-way", 1, {kSprigs, 2, 2, 6}, {kOpen, 1, 2, 2.4}, {{"leaf", "bud"}, 1, 2, 1.4}, {}},
              {"tossed-one-way", 1, {kSprigs, 2, 3, 6.5}, {kStanding, 1, 2, 3}, {kTiny, 1, 1, 1.1}, {}},
              {"ditsy", 2, {kSmall, 1, 1, 2}, {kSmall, 3, 3, 2}, {kTiny, 1, 2, 1}, {{"leaf", "twig"}, 1, 1, 1.4}},
              {"bouquet", 2, {kFull, 1, 1, 4.4}, {kOpen, 2, 2, 2.4}, {kTiny, 1, 2, 1.1}, {kFoliage, 2, 2, 3.4}},
              {"half-drop", 1.5, {kStanding, 1, 1, 6}, {kOpen, 1, 1, 2}, {kTiny, 1, 1, 1}, {}},
              {"brick", 1, {kSprigs, 1, 1, 6}, {kOpen, 1, 1, 2}, {kTiny, 1, 1, 1}, {}},
              {"stripe", 1.2, {kFull, 2, 2, 4}, {kOpen, 1, 1, 2}, {kTiny, 1, 1, 1}, {{"leaf", "twig"}, 1, 2, 2.4}},
              {"border", 0.7, {kFull, 2, 2, 4}, {kOpen, 2, 2, 2}, {kTiny, 1, 1, 1}, {}},
              {"ogee",
               1,
               {{"posy", "lotus", "carnation", "peony", "dahlia"}, 1, 1, 5},
               {kTiny, 1, 1, 1.2},
               {kTiny, 1, 1, 0.9},
               {}},
              {"trailing-vine", 3, {kFull, 2, 3, 4.6}, {kOpen, 1, 1, 2}, {kTiny, 1, 2, 1}, {kFoliage, 2, 2, 3}},
              {"patchwork", 0.5, {kFull, 2, 3, 4}, {kSmall, 2, 2, 2}, {kTiny, 2, 2, 1}, {}},
          }};
}

Repertoire leaves() {
  return {.category = "leaves",
          .hint = "leaves",
          .hands = {"flat", "flat", "linocut", "linocut", "block", "liberty", "nouveau", "gouache", "retro"},
          .printings = {Printing::many, Printing::many, Printing::block},
          .families = kAllFamilies,
          .least_inks = 2,
          .stagings = {
              {"tossed", 3, {kFronds, 2, 3, 6}, {kLeaves, 1, 2, 3}, {{"leaf", "berry-twig"}, 1, 1, 1.5}, {}},
              {"tossed-two-way", 2, {kFronds, 2, 3, 6.5}, {kLeaves, 1, 2, 2.8}, {{"leaf"}, 1, 1, 1.2}, {}},
              {"tossed", 2, {kLeaves, 3, 4, 4}, {kLeaves, 2, 2, 2.5}, {{"leaf", "bud"}, 1, 1, 1.1}, {}},
              {"ditsy", 1, {kLeaves, 1, 1, 2}, {kLeaves, 3, 3, 2.2}, {{"leaf", "bud"}, 1, 2, 1}, {{"twig"}, 1, 1, 1.6}},
              {"half-drop", 1.5, {kFronds, 1, 1, 6}, {kLeaves, 1, 1, 2}, {{"leaf", "bud"}, 1, 1, 1}, {}},
              {"brick", 1, {kLeaves, 1, 1, 4}, {kLeaves, 1, 1, 1.8}, {{"bud"}, 1, 1, 0.8}, {}},
              {"stripe", 1, {kFronds, 1, 2, 5}, {kLeaves, 1, 1, 2}, {{"leaf"}, 1, 1, 1}, {kLeaves, 1, 1, 2}},
              {"trailing-vine",
               2.5,
               {kLeaves, 2, 2, 4},
               {kLeaves, 1, 1, 2},
               {{"bud", "leaf"}, 1, 1, 0.9},
               {kLeaves, 1, 2, 3}},
              {"ogee", 1, {kFronds, 1, 1, 5}, {kLeaves, 1, 1, 1.5}, {{"bud"}, 1, 1, 0.8}, {}},
          }};
}

Repertoire tropical() {
  return {.category = "tropical",
          .hint = "leaves",
          .hands = {"flat", "flat", "gouache", "gouache", "linocut", "liberty", "retro"},
          .printings = kOften,
          .families = kAllFamilies,
          .least_inks = 3,
          .stagings = {
              {"chintz",
               4,
               {kTropical, 1, 2, 6.6},
               {kTropical, 1, 1, 3.2},
               {{"leaf", "bud"}, 1, 1, 1.5},
               {kJungle, 2, 3, 7}},
              {"tossed", 3, {kJungle, 2, 4, 7.5}, {kTropical, 1, 2, 4}, {{"leaf", "bud"}, 1, 1, 1.5}, {}},
              {"tossed-two-way", 1.5, {kJungle, 2, 3, 7}, {kTropical, 1, 2, 4}, {{"leaf"}, 1, 1, 1.5}, {}},
              {"half-drop", 1, {kTropical, 1, 1, 6}, {{"leaf"}, 1, 1, 2}, {{"bud"}, 1, 1, 1}, {}},
              {"trailing-vine",
               1,
               {kTropical, 1, 2, 5},
               {kTropical, 1, 1, 2},
               {{"bud"}, 1, 1, 1},
               {{"leaf", "lance-leaf"}, 1, 2, 3.4}},
          }};
}

Repertoire paisley() {
  const Kinds heroes = {"boteh", "boteh-sprig"}, small = {"boteh-small", "blossom"};
  return {
      .category = "paisley",
      .hint = "paisley",
      .hands = {"flat", "folk", "block", "block", "liberty", "nouveau", "gouache", "retro"},
      .printings = kOften,
      .families = kClear,
      .least_inks = 3,
      .stagings = {
          {"tossed", 4, {heroes, 2, 2, 7}, {small, 2, 2, 2.4}, {{"blossom", "bud", "leaf"}, 1, 2, 1.1}, {}},
          {"tossed-two-way", 2, {heroes, 2, 2, 6.5}, {small, 2, 2, 2.4}, {{"blossom", "bud"}, 1, 2, 1}, {}},
          {"half-drop", 2, {heroes, 1, 1, 6}, {small, 1, 1, 2.2}, {{"blossom", "bud"}, 1, 2, 1}, {}},
          {"brick", 1, {heroes, 1, 1, 5}, {small, 1, 1, 2}, {{"blossom"}, 1, 1, 0.9}, {}},
          {"chintz",
           2,
           {heroes, 2, 2, 7},
           {kOpen, 1, 2, 2.6},
           {{"boteh-small", "blossom"}, 1, 2, 1.6},
           {{"leaf", "twig", "lance-leaf"}, 2, 2, 3}},
          {"stripe", 1.5, {heroes, 1, 2, 5}, {small, 1, 1, 2}, {{"blossom", "boteh-small"}, 1, 1, 1.2}, {}},
          {"border", 1, {heroes, 1, 2, 5}, {{"boteh-small"}, 1, 2, 2.2}, {{"blossom"}, 1, 1, 1}, {}},
          {"ditsy", 1, {{"boteh-small"}, 1, 1, 2.2}, {{"boteh-small"}, 2, 3, 2.4}, {{"blossom", "bud"}, 1, 2, 0.9}, {}},
          {"ogee", 0.8, {heroes, 1, 1, 5}, {small, 1, 1, 1.6}, {{"blossom"}, 1, 1, 0.9}, {}},
      }};
}

Repertoire damask() {
  const Kinds heroes = {"palmette", "lotus", "artichoke", "pomegranate", "carnation", "thistle", "ornament"};
  return {.category = "damask",
          .hint = "damask",
          .hands = {"flat", "nouveau", "nouveau", "block", "linocut"},
          .printings = {Printing::block, Printing::block, Printing::many},
          .families = {Family::tone_on_tone, Family::tone_on_tone, Family::learnt, Family::dark_ground},
          .least_inks = 2,
          .stagings = {
              {"damask",
               4,
               {heroes, 1, 1, 5},
               {{"palmette", "lotus", "posy", "peony"}, 1, 1, 3},
               {{"bud", "bell", "blossom"}, 1, 2, 1.5},
               {{"acanthus", "lance-leaf", "rose-leaf", "fern"}, 2, 2, 4.4}},
              {"ogee", 1.5, {heroes, 1, 1, 5}, {{"blossom"}, 1, 1, 1.4}, {{"bud"}, 1, 1, 1}, {}},
          }};
}

Repertoire berries() {
  const Kinds heroes = {"berry-twig", "strawberry", "cherries", "pomegranate", "holly"};
  return {.category = "berries",
          .hint = "floral",
          .hands = {"flat", "folk", "linocut", "liberty", "gouache", "retro"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"tossed", 3, {heroes, 2, 3, 5.5}, {kLeaves, 1, 1, 2.4}, {{"blossom", "bud"}, 1, 1, 1.1}, {}},
              {"tossed-two-way", 2, {heroes, 2, 3, 5.5}, {kSmall, 1, 2, 2}, {{"leaf", "bud"}, 1, 1, 1.2}, {}},
              {"half-drop", 1.5, {heroes, 1, 1, 5}, {kSmall, 1, 1, 1.8}, {{"leaf", "bud"}, 1, 1, 0.9}, {}},
              {"trailing-vine",
               2,
               {kSmall, 1, 2, 3},
               {heroes, 1, 1, 2.4},
               {{"bud"}, 1, 1, 0.9},
               {{"berry-twig", "leaf", "ivy"}, 2, 2, 3}},
              {"stripe", 1, {heroes, 1, 2, 4}, {kSmall, 1, 1, 1.6}, {{"blossom", "bud"}, 1, 1, 0.9}, {}},
          }};
}

Repertoire toile() {
  return {.category = "toile",
          .hint = "floral",
          .hands = {"engraving"},
          .printings = {Printing::engraving},
          .families = {Family::light_ground, Family::light_ground, Family::light_ground, Family::dark_ground},
          .least_inks = 2,
          .stagings = {
              {"bouquet", 2, {kFull, 1, 1, 5}, {kOpen, 2, 2, 2.8}, {kTiny, 1, 1, 1.1}, {kFoliage, 2, 2, 4.2}},
              {"tossed-one-way",
               3,
               {{"bouquet", "cherry-branch", "spray", "sprig"}, 2, 3, 8},
               {kStanding, 2, 2, 4},
               {{"twig", "bud"}, 1, 2, 1.8},
               {}},
              {"trailing-vine", 2, {kFull, 2, 2, 5}, {kOpen, 1, 1, 2}, {kTiny, 1, 1, 1}, {kFoliage, 2, 2, 3.4}},
              {"half-drop", 1, {{"bouquet", "posy"}, 1, 1, 7}, {{"sprig"}, 1, 1, 3}, {kTiny, 1, 1, 1}, {}},
          }};
}

}  // namespace

const std::vector<Repertoire>& repertoires() {
  static const std::vector<Repertoire> kAll = {berries(), damask(), floral(), leaves(), paisley(), toile(), tropical()};
  return kAll;
}

}  // namespace toile::compose
