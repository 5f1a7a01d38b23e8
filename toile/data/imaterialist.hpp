#pragma once
/// iMaterialist Fashion 2019: masks as run lengths in one large table.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "toile/data/labelled_photos.hpp"

namespace toile::data {

/// Runs of a mask: pairs of a first pixel, counted from 1 down the columns from the left, and a length, as in "1 3 11
/// 2". Calls for each run with its first pixel counted from 0. Throws `Error{bad_file}` naming `photo` when the text is
/// no such list or a run leaves a picture of `pixels` pixels.
struct Run {
  std::int64_t first = 0, length = 0;
};
std::vector<Run> read_runs(std::string_view text, std::int64_t pixels, const std::string& photo);

/// Opens the folder. The table is mapped and read once for where each photo's rows are, so that its gigabyte needs no
/// memory. One photo in twenty, by its name, is for validation. Where masks of a photo overlap, the smaller lies on
/// top; classes that are parts of garments (sleeve, pocket, ...) are passed over, and what has no mask is background:
/// the dataset does not know skin and hair.
std::unique_ptr<LabelledFolder::Source> open_imaterialist(const std::filesystem::path& folder);

}  // namespace toile::data
