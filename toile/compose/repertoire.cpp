#include "toile/compose/repertoire.hpp"

namespace toile::compose {
namespace {

using Kinds = std::vector<std::string>;

const Kinds kFull = {"rose", "peony",  "camellia", "ranunculus", "dahlia",     "chrysanthemum", "anemone",
                     "lily", "cosmos", "poppy",    "narcissus",  "bold-poppy", "hydrangea",     "sunflower"};
const Kinds kOpen = {"daisy", "cosmos", "anemone", "camellia", "ranunculus", "pansy", "narcissus", "cornflower"};
const Kinds kSmall = {"blossom", "daisy", "cosmos", "pansy", "cornflower"};
const Kinds kTiny = {"blossom", "bud", "floret", "leaflet"};
const Kinds kSpecks = {"dot", "dots", "star", "drop", "floret", "leaflet", "seedlings", "dash", "cross"};
const Kinds kSprigs = {"sprig", "spray", "raceme", "cherry-branch", "wild-flowers", "lavender", "bouquet"};
const Kinds kStanding = {"tulip", "carnation", "lotus", "magnolia", "thistle", "posy", "iris", "allium"};
const Kinds kFoliage = {"leaf", "lance-leaf", "rose-leaf", "twig", "willow", "fern", "ivy", "eucalyptus"};
const Kinds kFronds = {"fern", "willow", "eucalyptus", "twig", "rose-leaf", "grass", "olive", "acanthus"};
const Kinds kLeaves = {"leaf", "oak", "maple", "ginkgo", "ivy", "lance-leaf", "rose-leaf"};
const Kinds kJungle = {"monstera", "banana", "palm", "fan-palm", "fern"};
const Kinds kTropical = {"hibiscus", "strelitzia", "frangipani", "protea", "orchid", "heliconia", "pineapple"};

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
              {"tossed-two-way", 2, {kSprigs, 2, 3, 7}, {kStanding, 1, 2, 3}, {kSpecks, 1, 2, 0.8}, {}},
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
              {"half-drop", 1, {kTropical, 1, 1, 6}, {{"leaf"}, 1, 1, 2}, {{"floret", "star", "bud"}, 1, 1, 0.9}, {}},
              {"trailing-vine",
               1,
               {kTropical, 1, 2, 5},
               {kTropical, 1, 1, 2},
               {{"floret", "star", "bud"}, 1, 1, 0.9},
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
  const Kinds heroes = {"palmette", "medallion", "lotus", "artichoke", "pomegranate", "ogival-tulip"};
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
              {"ogee", 1.5, {heroes, 1, 1, 5}, {{"blossom"}, 1, 1, 1.4}, {{"floret", "star", "bud"}, 1, 1, 0.9}, {}},
          }};
}

Repertoire fruit() {
  const Kinds heroes = {"lemon", "orange", "cherries", "strawberry", "pomegranate", "pear"};
  const Kinds twigs = {"berry-twig", "olive", "cherries", "strawberry", "leaf", "twig"};
  return {.category = "fruit",
          .hint = "floral",
          .hands = {"flat", "flat", "folk", "linocut", "liberty", "gouache", "gouache", "retro"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"tossed", 4, {heroes, 1, 3, 5}, {twigs, 1, 2, 3}, {kTiny, 1, 2, 1.1}, {}},
              {"chintz",
               2,
               {heroes, 1, 2, 5.4},
               {kSmall, 1, 2, 2},
               {kTiny, 1, 1, 1},
               {{"leaf", "lance-leaf", "rose-leaf"}, 1, 2, 3.6}},
              {"half-drop", 2, {heroes, 1, 1, 5}, {kSmall, 1, 1, 1.6}, {{"leaflet", "dot", "floret"}, 1, 1, 0.9}, {}},
              {"brick", 1, {heroes, 1, 1, 4}, {{"leaf", "blossom"}, 1, 1, 1.6}, {kSpecks, 1, 1, 0.7}, {}},
              {"trailing-vine",
               2,
               {heroes, 1, 2, 4.4},
               {kSmall, 1, 1, 2},
               {kTiny, 1, 1, 0.9},
               {{"leaf", "lance-leaf", "ivy"}, 1, 2, 3}},
              {"stripe", 1, {heroes, 1, 2, 4}, {kSmall, 1, 1, 1.6}, {kTiny, 1, 1, 0.9}, {{"leaf"}, 1, 1, 2}},
          }};
}

Repertoire shells() {
  const Kinds heroes = {"scallop", "whelk", "starfish", "coral", "seaweed"};
  return {
      .category = "shells",
      .hint = "floral",
      .hands = {"flat", "linocut", "block", "liberty", "gouache", "retro"},
      .printings = {Printing::many, Printing::many, Printing::block},
      .families = kClear,
      .least_inks = 3,
      .stagings = {
          {"tossed", 5, {heroes, 2, 4, 5}, {heroes, 2, 2, 2.8}, {{"dot", "dots", "star", "starfish"}, 1, 2, 0.8}, {}},
          {"tossed-two-way", 2, {heroes, 2, 3, 5}, {heroes, 1, 2, 2.6}, {{"dot", "dots"}, 1, 1, 0.7}, {}},
          {"half-drop",
           2,
           {{"scallop", "whelk", "starfish", "coral"}, 1, 1, 4.6},
           {{"scallop", "starfish"}, 1, 1, 2},
           {{"dot", "dots"}, 1, 1, 0.7},
           {}},
          {"stripe", 1, {heroes, 1, 2, 4}, {{"starfish", "scallop"}, 1, 1, 1.6}, {{"dot", "starfish"}, 1, 1, 0.9}, {}},
          {"chintz",
           1,
           {{"scallop", "starfish", "whelk"}, 2, 2, 5},
           {{"scallop", "whelk"}, 1, 1, 2.4},
           {{"dot", "dots"}, 1, 1, 0.7},
           {{"seaweed", "coral"}, 1, 2, 4}},
      }};
}

Repertoire ornaments() {
  const Kinds heroes = {"mandala", "medallion", "palmette", "ogival-tulip", "folk-tree", "mandala"};
  const Kinds small = {"mandala", "star", "lozenge", "floret"};
  return {.category = "ornaments",
          .hint = "geometric",
          .hands = {"flat", "folk", "block", "block", "linocut", "retro", "nouveau"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"half-drop", 3, {heroes, 1, 1, 5}, {small, 1, 1, 2}, {kSpecks, 1, 1, 0.8}, {}},
              {"brick", 2, {heroes, 1, 1, 4.4}, {small, 1, 1, 1.8}, {kSpecks, 1, 1, 0.8}, {}},
              {"ogee",
               2,
               {{"ogival-tulip", "palmette", "mandala", "folk-tree"}, 1, 1, 5},
               {{"floret", "star"}, 1, 1, 1},
               {{"dot"}, 1, 1, 0.5},
               {}},
              {"patchwork", 2, {heroes, 3, 4, 4}, {small, 2, 2, 2}, {kSpecks, 2, 2, 1}, {}},
              {"border", 2, {heroes, 1, 2, 4}, {small, 1, 2, 2}, {kSpecks, 1, 1, 0.8}, {}},
              {"stripe", 1, {heroes, 1, 2, 4}, {small, 1, 1, 2}, {kSpecks, 1, 1, 0.9}, {}},
          }};
}

Repertoire folk() {
  const Kinds heroes = {"folk-tree", "ogival-tulip", "posy", "wild-flowers", "tulip", "carnation"};
  return {.category = "folk",
          .hint = "floral",
          .hands = {"folk", "folk", "folk", "retro", "block", "flat"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"tossed-one-way",
               2,
               {heroes, 2, 3, 6},
               {{"tulip", "daisy", "sprig", "blossom"}, 2, 2, 2.6},
               {kSpecks, 1, 2, 0.8},
               {}},
              {"half-drop", 2, {heroes, 1, 1, 6}, {kSmall, 1, 1, 2}, {kSpecks, 1, 1, 0.9}, {}},
              {"border", 2, {heroes, 1, 2, 4.4}, {{"tulip", "daisy", "sprig"}, 1, 2, 2.2}, {kSpecks, 1, 1, 0.9}, {}},
              {"stripe", 1, {heroes, 1, 2, 4.4}, {kSmall, 1, 1, 2}, {kSpecks, 1, 1, 0.9}, {{"leaf", "twig"}, 1, 1, 2}},
              {"trailing-vine",
               2,
               {{"daisy", "cosmos", "tulip", "carnation", "dahlia"}, 2, 3, 4},
               {kSmall, 1, 1, 2},
               {kTiny, 1, 1, 0.9},
               {{"leaf", "rose-leaf", "twig"}, 1, 2, 2.8}},
              {"chintz",
               2,
               {{"dahlia", "daisy", "cosmos", "posy", "sunflower"}, 2, 3, 5.4},
               {kSmall, 2, 2, 2.6},
               {kTiny, 1, 2, 1.1},
               {{"leaf", "twig", "rose-leaf"}, 2, 2, 3.4}},
          }};
}

Repertoire woodland() {
  const Kinds heroes = {"mushroom", "acorn", "holly", "berry-twig", "oak", "maple", "fern"};
  return {.category = "woodland",
          .hint = "leaves",
          .hands = {"flat", "folk", "linocut", "liberty", "gouache", "gouache", "retro"},
          .printings = kOften,
          .families = kClear,
          .least_inks = 3,
          .stagings = {
              {"tossed",
               4,
               {heroes, 3, 4, 4.6},
               {{"acorn", "leaf", "mushroom", "holly", "ginkgo"}, 2, 2, 2.2},
               {{"dot", "dots", "seedlings", "bud"}, 1, 2, 0.8},
               {}},
              {"tossed-one-way",
               2,
               {{"mushroom", "fern", "berry-twig", "grass", "acorn", "thistle"}, 3, 4, 4.8},
               {{"acorn", "mushroom", "sprig"}, 1, 2, 2.4},
               {{"dots", "seedlings", "dot"}, 1, 1, 0.8},
               {}},
              {"half-drop",
               1,
               {{"mushroom", "acorn", "holly"}, 1, 1, 4.2},
               {kLeaves, 1, 1, 2},
               {{"dot", "dots"}, 1, 1, 0.7},
               {}},
              {"chintz",
               1,
               {{"mushroom", "sunflower", "thistle"}, 1, 2, 4.6},
               {{"acorn", "blossom"}, 1, 2, 2.2},
               {{"dot", "bud"}, 1, 1, 0.8},
               {{"oak", "fern", "maple", "ivy"}, 2, 2, 3.6}},
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
  static const std::vector<Repertoire> kAll = {damask(),  floral(), folk(),  fruit(),    leaves(),  ornaments(),
                                               paisley(), shells(), toile(), tropical(), woodland()};
  return kAll;
}

}  // namespace toile::compose
