#pragma once
/// Exact weaves and geometry as a maker of patterns.

#include "toile/models/pattern_maker.hpp"
#include "toile/weave/design.hpp"

namespace toile::models {

/// Categories of exact prints, sorted.
std::vector<std::string> exact_categories();

/// Whether `name` is one of them, or a kind of one, such as gingham.
bool makes_exactly(const std::string& name);

/// What the request's tile is drawn from. Throws `Error{usage}` for a mixture with what isn't made exactly, and for a
/// sett of what has none.
weave::Design exact_design(const PatternRequest& request);

/// Throws `Error{not_found}` listing the categories when `category` can't be made exactly.
std::unique_ptr<PatternMaker> open_weave_maker(const std::string& category);

}  // namespace toile::models
