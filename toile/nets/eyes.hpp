#pragma once
/// Frozen networks that training looks through, as weights files: so that a trainer built with LibTorch alone can read
/// them. Free of LibTorch's headers.

#include <filesystem>
#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::nets {

/// Writes the published network's arrays, in full precision, by their published names.
void write_eyes(const std::filesystem::path& path, const std::vector<NamedArray>& arrays);

/// The inverse, sorted by name. Throws `Error{bad_file}`.
std::vector<NamedArray> read_eyes(const std::filesystem::path& path);

}  // namespace toile::nets
