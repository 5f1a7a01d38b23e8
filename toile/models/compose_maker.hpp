#pragma once
/// The composer as a maker of patterns: prints of motifs, in inks. It needs no net.

#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// Throws `Error{not_found}` for a category that isn't composed.
std::unique_ptr<PatternMaker> open_compose_maker(const std::string& category);

}  // namespace toile::models
