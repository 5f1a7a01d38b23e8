#pragma once
/// The composer as a maker of patterns: prints of motifs, in inks. It needs no net.

#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// `making`: composed of drawn motifs, or of learnt ones, which a net made beforehand. Throws `Error{not_found}` for a
/// category that isn't composed.
std::unique_ptr<PatternMaker> open_compose_maker(const std::string& category, Making making = Making::composed);

}  // namespace toile::models
