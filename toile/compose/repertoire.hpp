#pragma once
/// What each category plays: layouts, motifs by their parts, sizes.

#include <string>
#include <vector>

#include "toile/compose/palettes.hpp"

namespace toile::compose {

/// Kinds of motifs for one part, how many of them, and how large.
struct Troupe {
  std::vector<std::string> kinds;
  int least = 1, most = 2;
  double size_cm = 3;  ///< of the longest side
};

/// One way to stage a category.
struct Staging {
  std::string layout;
  double weight = 1;  ///< how often
  Troupe heroes, seconds, fillers, leaves;
};

/// How a print's colours are laid on.
enum class Printing { many, block, engraving };

struct Repertoire {
  std::string category;
  std::string hint;                ///< whose palettes
  std::vector<std::string> hands;  ///< in which it is drawn; those named twice more often
  std::vector<Printing> printings;
  std::vector<Family> families;
  int least_inks = 3;
  std::vector<Staging> stagings;
};

const std::vector<Repertoire>& repertoires();

}  // namespace toile::compose
