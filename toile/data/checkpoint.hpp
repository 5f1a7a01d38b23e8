#pragma once
/// Reads what `torch.save` wrote, without Python and without running anything in it: the zip container of
/// PyTorch 1.6 and later, the plain pickles before, and a zip that holds one such file, as releases are
/// served.

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::data {

/// The tensors of the state dict in `bytes`, named and ordered as there, whole numbers and halves as floats.
/// The state dict is the file's own dict or its entry "state_dict", as in Lightning's checkpoints; other
/// entries are passed over. Throws `Error{bad_file}` for anything else, damaged, or above 1 GiB.
std::vector<NamedArray> parse_checkpoint(std::span<const std::byte> bytes);

/// The same for a file, which the sentence of the error then names.
std::vector<NamedArray> read_checkpoint(const std::filesystem::path& path);

}  // namespace toile::data
