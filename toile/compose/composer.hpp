#pragma once
/// The composer: a category and a seed in, a layout out. It casts motifs, chooses a palette and has them arranged.

#include <optional>
#include <string>
#include <vector>

#include "toile/compose/layout.hpp"
#include "toile/compose/palettes.hpp"

namespace toile::compose {

/// What of a print is made anew; the rest stays as it is.
enum class Aspect { motifs, layout, palette };

/// "motifs", "layout", "palette". Throws `Error{usage}` listing them for another name.
Aspect aspect_named(const std::string& name);
std::string name_of(Aspect aspect);

/// A step away from a print, drawn by `seed`.
struct Change {
  Aspect aspect = Aspect::motifs;
  std::uint64_t seed = 1;
  double strength =
      1;  ///< 0: nothing changes; of motifs the share that is exchanged; of layouts another one from 0.5 on
};

/// Motifs of another category that join in: small ones first, heroes last.
struct Mix {
  std::string category = {};          ///< empty: none
  double share = 0.5;                 ///< 0: none, 1: all motifs
  std::uint64_t seed = 1, index = 0;  ///< of the print whose motifs they are
};

struct ComposeRequest {
  std::string category = "floral";
  std::string layout = {};  ///< empty: one that suits the category, chosen by the seed
  std::uint64_t seed = 1;
  std::uint64_t index = 0;                 ///< the index-th print of `seed`
  std::vector<pattern::Rgb> palette = {};  ///< one's own colours (see palette_of); empty: from the bank
  std::optional<Family> family = {};       ///< of the colourway; nothing: chosen by the seed
  double density = 1;                      ///< 0.5 airy, 2 packed
  double scale = 1;                        ///< of all motifs, 0.25 to 3
  double width_cm = 20;                    ///< the repeat's width and height in fabric, 4 to 200
  std::vector<Motif> motifs = {};          ///< one's own, instead of drawn ones
  bool learnt = false;                     ///< motifs that a net made play the parts that they can
  Mix mix = {};
  std::vector<Change> changes = {};  ///< applied one after the other
};

/// Categories that are composed, sorted.
std::vector<std::string> composed_categories();

bool composes(const std::string& category);

/// The layouts that suit a category. Throws `Error{usage}` listing the categories for another one.
std::vector<std::string> layouts_of(const std::string& category);

/// Same request, same layout, on every machine. Throws `Error{usage}` for a category, layout, density, scale or width
/// that there isn't, a palette that is too small or has two colours alike, and a repeat too small for its motifs,
/// saying the least.
Layout compose(const ComposeRequest& request);

/// Motifs that need no document: those that are drawn, and the learnt ones that ship. Throws `Error{not_found}` for another name.
Motif known_motif(const std::string& name);

}  // namespace toile::compose
