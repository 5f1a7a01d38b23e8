#include "toile/compose/learnt_cast.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/motif_pack.hpp"

namespace toile::compose {

std::string learnt_kind_for(const std::string& drawn) {
  static const std::map<std::string, std::set<std::string>> kParts = {
      {"blossom",
       {"anemone", "blossom", "bold-poppy", "camellia", "chrysanthemum", "cornflower", "cosmos", "dahlia", "daisy",
        "hydrangea", "lily", "narcissus", "pansy", "peony", "poppy", "ranunculus", "rose", "sunflower"}},
      {"sprig_greenaway",
       {"allium", "bouquet", "carnation", "cherry-branch", "iris", "lavender", "magnolia", "posy", "raceme", "spray",
        "sprig", "thistle", "tulip", "wild-flowers"}},
      {"fern", {"fern", "grass", "olive", "willow"}},
      {"leaf_grey", {"acanthus", "eucalyptus", "twig", "berry-twig"}},
      {"leaf_line", {"ginkgo", "ivy", "lance-leaf", "leaf", "maple", "oak", "rose-leaf"}},
      {"shell", {"scallop", "whelk", "starfish"}},
      {"paisley", {"boteh", "boteh-small", "boteh-sprig"}},
      {"ornament",
       {"artichoke", "folk-tree", "lotus", "mandala", "medallion", "ogival-tulip", "palmette", "pomegranate"}}};
  for (const auto& [kind, parts] : kParts) {
    if (parts.contains(drawn)) return kind;
  }
  return "";
}

bool plays_learnt(const std::string& category) {
  constexpr std::array<const char*, 6> kCategories = {"damask", "floral", "leaves", "ornaments", "paisley", "shells"};
  return std::find(kCategories.begin(), kCategories.end(), category) != kCategories.end();
}

Motif shipped_motif(const std::string& kind, std::uint64_t seed) {
  const MotifPack& pack = shipped_motifs();
  const int count = pack.count(kind);
  if (count == 0) throw Error(ErrorKind::not_found, "no learnt motif of kind " + kind + " is installed");
  return pack.motif(kind, static_cast<int>(seed % static_cast<std::uint64_t>(count)));
}

}  // namespace toile::compose
