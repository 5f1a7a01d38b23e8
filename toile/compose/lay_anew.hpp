#pragma once
/// A layout's motifs laid anew: denser, larger, by another arrangement.

#include <optional>
#include <string>

#include "toile/compose/layout.hpp"

namespace toile::compose {

/// What is to be another than it is.
struct Anew {
  std::string layout = {};              ///< the arrangement's name; empty: as it is
  std::optional<double> density = {};   ///< 0.25 to 3
  std::optional<double> scale = {};     ///< of all motifs, 0.25 to 3
  std::optional<double> width_cm = {};  ///< of the repeat, which stays as high for its width as it is; 4 to 200
  std::optional<std::uint64_t> seed = {};
};

/// The layout's cast in its own inks, laid anew; what was moved by hand is forgotten. When nothing is another than it
/// is, a composed layout comes back as it was composed. Throws `Error{usage}` for what is out of range, for a repeat
/// too small for its motifs (saying the least) and for a layout without motifs, and what `find` throws.
Layout laid_anew(Layout layout, const Anew& how, const FindMotif& find);

/// The cast of a document that doesn't say it: the motifs that lie there, by their sizes.
std::vector<Member> guessed_cast(const Layout& layout, const FindMotif& find);

}  // namespace toile::compose
