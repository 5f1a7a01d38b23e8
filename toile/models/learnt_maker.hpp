#pragma once
/// Makers that are networks, opened when they are first asked for a pattern.

#include <filesystem>
#include <memory>
#include <string>

#include "toile/base/safetensors.hpp"
#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// The categories that weights of a tile generator know.
std::vector<std::string> categories_of(const WeightsHeader& weights);

/// The maker in the weights `file`; a DCGAN's one category is `category`. Throws `Error{bad_file}` when no patterns
/// come from such weights. That they are damaged shows at `prepare` or the first `make`.
std::unique_ptr<PatternMaker> open_learnt_maker(const std::filesystem::path& file, const std::string& category);

}  // namespace toile::models
