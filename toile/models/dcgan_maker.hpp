#pragma once
/// The DCGAN of one category as a maker of patterns: the reference.

#include <filesystem>

#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// Opens weights of kind "dcgan-generator". Those whose card doesn't say what their category is called take the one
/// that is asked for. Throws `Error{bad_file}`.
std::unique_ptr<PatternMaker> open_dcgan_maker(const std::filesystem::path& weights, const std::string& category);

}  // namespace toile::models
