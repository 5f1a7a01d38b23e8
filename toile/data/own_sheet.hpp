#pragma once
/// Pictures about pictures that the program itself draws: contact sheets, samples of a run, curves. They carry a mark,
/// so that a folder that holds them can still be prepared.

#include <filesystem>
#include <string>

#include "toile/image/file.hpp"

namespace toile::data {

/// For `image::write`: marks a PNG as a sheet of ours. `what`: "contact sheet", "samples".
image::Metadata sheet_mark(const std::string& what);

/// Marks a PNG as a swatch cut out of a photo.
image::Metadata swatch_mark();

/// Whether the file is a PNG with the mark, told from its first bytes. What can't be read has none.
bool is_own_sheet(const std::filesystem::path& file);
bool is_own_swatch(const std::filesystem::path& file);

}  // namespace toile::data
