#pragma once
/// `Design`: the order sheet of an exact print. Everything that it takes to draw it, at any size.

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/pattern/print.hpp"
#include "toile/weave/draft.hpp"

namespace toile::weave {

/// Cloth: its bands' yarns are numbers among the design's inks.
struct Cloth {
  std::vector<Band> warp = {}, weft = {};
  std::string weave = "2/2 twill";
  int turn = 8;  ///< see `weave_named`
  Floats floats = Floats::stepped;
};

/// Exact geometry, by name, with its measures in repeats (0..1) or counts; see shapes.hpp.
struct Shape {
  std::string name;
  std::map<std::string, double> measures;
};

struct Design {
  std::string kind;       ///< "tartan", "gingham", "coin dots"
  std::vector<Ink> inks;  ///< 2 to 16, the ground first
  std::variant<Cloth, Shape> make;
  int across = 1, down = 1;  ///< repeats of the cloth or the shape on a tile
  double width_cm = 20;      ///< of the tile
};

/// Throws `Error{usage}` when a tile is too small for the cloth's repeats (see `drawn` of a draft).
Print drawn(const Design& design, int width, int height);

/// The loom's draft of one repeat. Throws `Error{usage}` for a design that isn't woven.
Draft draft_of(const Design& design);

/// For the note in a file: kind, colours, thread counts or measures.
Json json_of(const Design& design);

}  // namespace toile::weave
