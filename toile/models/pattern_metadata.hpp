#pragma once
/// A tile says how it was made, so that it can be made again, larger, or varied.

#include "toile/image/file.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::models {

/// Entries "toile:..." for a PNG file; `source` names the maker (PatternMaker::source).
image::Metadata metadata_of(const PatternRequest& request, const std::string& source);

/// The inverse. Throws `Error{bad_file}` naming `file` when the entries are missing or damaged: then it is no tile of
/// ours, or it has been saved by another program.
PatternRequest request_from(const image::Metadata& metadata, const std::filesystem::path& file);

}  // namespace toile::models
