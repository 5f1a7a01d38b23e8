#pragma once
/// What is asked of whatever makes patterns.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "toile/compose/composer.hpp"
#include "toile/pattern/grain.hpp"
#include "toile/pattern/palette.hpp"

namespace toile::models {

/// A step away from a pattern, towards another one drawn by `seed`.
struct Variation {
  std::uint64_t seed = 1;
  double strength = 0.3;                             ///< 0: the same pattern, 1: another one of the category
  compose::Aspect aspect = compose::Aspect::motifs;  ///< what of a composed print is made anew
};

/// Which tile of a category.
struct Origin {
  std::uint64_t seed = 1;
  std::uint64_t index = 0;
};

/// Where a pattern comes from.
enum class Making {
  best,      ///< what looks best for the category
  composed,  ///< laid out of motifs
  exact,     ///< constructed: a weave or geometry
  learnt,    ///< by a net
};

/// "best", "composed", "exact", "learnt", and back. Throws `Error{usage}` listing them for another name.
std::string name_of(Making making);
Making making_named(const std::string& name);

/// Same request, same tile.
struct PatternRequest {
  std::string category;
  int size = 512;  ///< tile side in pixels, 64 to 4096
  std::uint64_t seed = 1;
  std::uint64_t index = 0;                ///< the index-th tile of `seed`: tiles don't depend on how many are made
  std::string mix = {};                   ///< a second category to blend with; empty: none
  double mix_share = 0.5;                 ///< of the second category, 0..1
  std::optional<Origin> mix_origin = {};  ///< the tile of `mix` to blend with; nothing: that of the same seed and index
  /// 0: drawn by hand, 1: exact, each repeat of a lattice like the next; nothing: as is usual for the category.
  std::optional<double> regularity = {};
  double truncation = 0.75;  ///< how far styles may lie from the category's mean: 0 all alike, 1 as trained
  bool filter = true;     ///< leave out what the critic thinks least of
  std::vector<Variation> variations = {};  ///< applied one after the other
  Making making = Making::best;
  std::string sett = {};  ///< of an exact cloth: a thread count of one's own; empty: one that the seed decides
  std::vector<pattern::Rgb> colours = {};  ///< of what is made in inks: one for each; empty: its own
  pattern::Grain grain = pattern::Grain::none;
  double grain_strength = 0.5;  ///< 0..1, see pattern::with_grain
  // What composed categories take alone:
  std::string layout = {};                 ///< empty: one that suits, chosen by the seed
  std::vector<pattern::Rgb> palette = {};  ///< one's own colours; empty: from the bank
  double density = 1, scale = 1;
};

/// Throws `Error{usage}` for a size, strength, share, regularity or truncation outside its range, and for a sett of
/// what isn't made exactly.
void check(const PatternRequest& request);

/// The regularity that was asked for, or what is usual for the category: what is woven or ruled is exact, what grows is
/// not; between those of two that are mixed.
double regularity_of(const PatternRequest& request);

/// Throws `Error{not_found}` that lists what there is instead.
[[noreturn]] void refuse_category(const std::string& category, const std::vector<std::string>& known);

}  // namespace toile::models
