#include "toile/compose/draw_motif.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "toile/base/error.hpp"
#include "toile/compose/draw_creature.hpp"
#include "toile/compose/draw_filler.hpp"
#include "toile/compose/draw_fruit.hpp"
#include "toile/compose/draw_garden.hpp"
#include "toile/compose/draw_novelty.hpp"
#include "toile/compose/draw_ornament.hpp"
#include "toile/compose/draw_paisley.hpp"
#include "toile/compose/draw_sea.hpp"
#include "toile/compose/draw_sprig.hpp"

namespace toile::compose {
namespace {

using namespace draw;

/// Where a motif is held.
enum class Held { middle, foot };

struct Recipe {
  const char* name;
  const char* family;
  double size_cm;
  void (*draw)(Drawing&, Rng&, double size);  ///< `size`: radius where held in the middle or seen from the side
  double unit;                                ///< size given to `draw`, of size_cm
  Held held;
};

constexpr Recipe kRecipes[] = {
    {"daisy", "blossom", 3, daisy, .5, Held::middle},
    {"cosmos", "blossom", 3.5, cosmos, .5, Held::middle},
    {"anemone", "blossom", 4, anemone, .5, Held::middle},
    {"sunflower", "blossom", 6, sunflower, .5, Held::middle},
    {"blossom", "blossom", 1.8, blossom5, .5, Held::middle},
    {"hibiscus", "tropical", 7, hibiscus, .5, Held::middle},
    {"lily", "blossom", 5, lily, .5, Held::middle},
    {"rose", "blossom", 5.5, rose, .5, Held::middle},
    {"peony", "blossom", 7, peony, .5, Held::middle},
    {"camellia", "blossom", 5, camellia, .5, Held::middle},
    {"ranunculus", "blossom", 4, ranunculus, .5, Held::middle},
    {"dahlia", "blossom", 5.5, dahlia, .5, Held::middle},
    {"chrysanthemum", "blossom", 5.5, chrysanthemum, .5, Held::middle},
    {"pansy", "blossom", 2.8, pansy, .5, Held::middle},
    {"narcissus", "blossom", 4, narcissus, .5, Held::middle},
    {"hydrangea", "blossom", 7, hydrangea, .5, Held::middle},
    {"cornflower", "blossom", 3, cornflower, .5, Held::middle},
    {"bold-poppy", "blossom", 9, bold_poppy, .5, Held::middle},
    {"frangipani", "tropical", 4, frangipani, .5, Held::middle},
    {"orchid", "tropical", 5, orchid, .5, Held::middle},
    {"iris", "blossom", 6, iris, .5, Held::foot},
    {"poppy", "blossom", 4, poppy, .5, Held::foot},
    {"allium", "blossom", 6, allium, .5, Held::foot},
    {"artichoke", "blossom", 5, artichoke, .5, Held::foot},
    {"protea", "tropical", 6, protea, .5, Held::foot},
    {"strelitzia", "tropical", 8, strelitzia, .5, Held::foot},
    {"heliconia", "tropical", 8, heliconia, .5, Held::foot},
    {"pineapple", "tropical", 6, pineapple, .5, Held::foot},
    {"tulip", "blossom", 3.5, tulip, .5, Held::foot},
    {"bell", "blossom", 2, bell, .5, Held::foot},
    {"bud", "blossom", 1.5, bud, .5, Held::foot},
    {"carnation", "blossom", 3.5, carnation, .5, Held::foot},
    {"lotus", "blossom", 5, lotus, .5, Held::foot},
    {"magnolia", "blossom", 4.5, magnolia, .5, Held::foot},
    {"thistle", "blossom", 3, thistle, .5, Held::foot},
    {"leaf", "leaf", 3.5, ovate_leaf, 1, Held::foot},
    {"lance-leaf", "leaf", 4, lance_leaf, 1, Held::foot},
    {"rose-leaf", "leaf", 4.5, rose_leaf, 1, Held::foot},
    {"oak", "leaf", 4, oak, 1, Held::foot},
    {"maple", "leaf", 4.5, maple, 1, Held::foot},
    {"ivy", "leaf", 3.5, ivy, 1, Held::foot},
    {"ginkgo", "leaf", 4, ginkgo, 1, Held::foot},
    {"acanthus", "leaf", 5, acanthus, 1, Held::foot},
    {"monstera", "tropical", 9, monstera, 1, Held::foot},
    {"banana", "tropical", 13, banana, 1, Held::foot},
    {"palm", "tropical", 13, palm, 1, Held::foot},
    {"fan-palm", "tropical", 9, fan_palm, 1, Held::foot},
    {"fern", "frond", 9, fern, 1, Held::foot},
    {"grass", "frond", 6, grass, 1, Held::foot},
    {"willow", "frond", 7, willow, 1, Held::foot},
    {"eucalyptus", "frond", 7, eucalyptus, 1, Held::foot},
    {"twig", "frond", 6, twig, 1, Held::foot},
    {"sprig", "sprig", 8, sprig, 1, Held::foot},
    {"spray", "sprig", 8, spray, 1, Held::foot},
    {"raceme", "sprig", 8, raceme, 1, Held::foot},
    {"berry-twig", "berry", 6, berry_twig, 1, Held::foot},
    {"olive", "berry", 7, olive, 1, Held::foot},
    {"holly", "berry", 4.5, holly, 1, Held::middle},
    {"lavender", "sprig", 7, lavender, 1, Held::foot},
    {"wild-flowers", "sprig", 9, wild_flowers, 1, Held::foot},
    {"cherry-branch", "sprig", 10, cherry_branch, 1, Held::middle},
    {"posy", "bouquet", 8, posy, 1, Held::middle},
    {"bouquet", "bouquet", 11, bouquet, 1, Held::foot},
    {"boteh", "paisley", 8, boteh, 1, Held::middle},
    {"boteh-sprig", "paisley", 8, boteh_sprig, 1, Held::middle},
    {"boteh-small", "paisley", 2.2, boteh_small, 1, Held::middle},
    {"palmette", "palmette", 6, palmette, 1, Held::middle},
    {"medallion", "palmette", 12, medallion, 1, Held::middle},
    {"scroll", "ornament", 7, scroll, 1, Held::middle},
    {"mandala", "ornament", 5, mandala, 1, Held::middle},
    {"ogival-tulip", "ornament", 9, ogival_tulip, 1, Held::middle},
    {"folk-tree", "ornament", 8, folk_tree, 1, Held::middle},
    {"lemon", "berry", 5, lemon, 1, Held::middle},
    {"orange", "berry", 4, orange, 1, Held::middle},
    {"cherries", "berry", 4.5, cherries, 1, Held::middle},
    {"strawberry", "berry", 3.2, strawberry, 1, Held::middle},
    {"pomegranate", "berry", 6, pomegranate, 1, Held::middle},
    {"pear", "berry", 5, pear, 1, Held::middle},
    {"acorn", "berry", 2.5, acorn, 1, Held::middle},
    {"mushroom", "berry", 4, mushroom, 1, Held::middle},
    {"scallop", "shell", 4, scallop, 1, Held::middle},
    {"whelk", "shell", 5, whelk, 1, Held::middle},
    {"starfish", "shell", 4.5, starfish, 1, Held::middle},
    {"coral", "shell", 8, coral, 1, Held::foot},
    {"seaweed", "shell", 7, seaweed, 1, Held::foot},
    {"butterfly", "creature", 4, butterfly, 1, Held::middle},
    {"bee", "creature", 2, bee, 1, Held::middle},
    {"bird", "creature", 7, bird, 1, Held::middle},
    {"fish", "creature", 5, fish, 1, Held::middle},
    {"feather", "conversational", 6, feather, 1, Held::middle},
    {"heart", "conversational", 3, heart, 1, Held::middle},
    {"bow", "conversational", 5, bow_tie, 1, Held::middle},
    {"sun", "conversational", 5, sun, 1, Held::middle},
    {"moon", "conversational", 4, moon, 1, Held::middle},
    {"cactus", "tropical", 7, cactus, 1, Held::middle},
    {"succulent", "tropical", 4.5, succulent, 1, Held::middle},
    {"fir", "frond", 7, fir, 1, Held::middle},
    {"dot", "filler", .5, dot, .5, Held::middle},
    {"dots", "filler", .9, dots, .5, Held::middle},
    {"cross", "filler", .7, cross, .5, Held::middle},
    {"star", "filler", .9, star, .5, Held::middle},
    {"drop", "filler", .9, drop, .5, Held::middle},
    {"dash", "filler", .8, dash, .5, Held::middle},
    {"seedlings", "filler", 1, seedlings, .5, Held::middle},
    {"lozenge", "filler", .8, lozenge, .5, Held::middle},
    {"floret", "filler", .9, floret, .5, Held::middle},
    {"leaflet", "filler", 1.1, leaflet, .5, Held::middle},
};

const Recipe& recipe_of(const std::string& kind) {
  for (const Recipe& recipe : kRecipes) {
    if (kind == recipe.name) return recipe;
  }
  throw Error(ErrorKind::usage, "there is no drawn motif " + kind + "; toile motifs lists them");
}

}  // namespace

const std::vector<DrawnKind>& drawn_kinds() {
  static const std::vector<DrawnKind> all = [] {
    std::vector<DrawnKind> kinds;
    for (const Recipe& r : kRecipes) kinds.push_back({r.name, r.family, r.size_cm});
    return kinds;
  }();
  return all;
}

Motif draw_motif(const std::string& kind, std::uint64_t seed, const Hand& hand) {
  const Recipe& recipe = recipe_of(kind);
  Drawing drawing(hand, seed);
  Rng rng(derive_seed(seed, 11));
  recipe.draw(drawing, rng, recipe.size_cm * recipe.unit * rng.between(.9, 1.1));
  Motif motif = drawing.motif(recipe.family, {});
  motif.name = fmt::format("drawn:{}:{}:{}", kind, seed, hand.name);
  return motif;
}

Motif draw_motif(const std::string& kind, std::uint64_t seed) {
  return draw_motif(kind, seed, hand_of(seed));
}

bool is_drawn_name(const std::string& name) {
  return name.starts_with("drawn:");
}

Motif drawn_motif_named(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c == ':')
      words.emplace_back();
    else
      words.back() += c;
  }
  std::uint64_t seed = 0;
  const bool shaped = words[0] == "drawn" && (words.size() == 3 || words.size() == 4);
  if (shaped) {
    const auto [end, problem] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), seed);
    if (problem == std::errc() && end == words[2].data() + words[2].size()) {
      return draw_motif(words[1], seed, words.size() == 4 ? hand_named(words[3]) : hand_of(seed));
    }
  }
  throw Error(ErrorKind::usage,
              "the motif is called " + name + "; a drawn one is called drawn:KIND:SEED or drawn:KIND:SEED:HAND");
}

}  // namespace toile::compose
