#pragma once
/// Reads NumPy's .npz: a zip of .npy files. Only what weights need: little-endian float32, C order, stored or
/// deflated.

#include <filesystem>
#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::data {

/// All arrays, named without ".npy", in the order of the file. Throws `Error{bad_file}` for anything else
/// than float32 arrays, for archives above 1 GiB, and for ones that are damaged.
std::vector<NamedArray> read_npz(const std::filesystem::path& path);

}  // namespace toile::data
