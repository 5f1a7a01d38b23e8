#pragma once
/// What `prepare` writes besides the pack, and that it replaces nothing but its own.

#include <filesystem>
#include <vector>

#include "toile/data/swatch_files.hpp"
#include "toile/data/swatch_sheet.hpp"
#include "toile/data/swatch_summary.hpp"

namespace toile::data {

std::filesystem::path contact_folder_of(const std::filesystem::path& pack);  ///< NAME.contact beside NAME.pack
std::filesystem::path summary_file_of(const std::filesystem::path& pack);    ///< NAME.summary.json

/// Finds out before the work that a pack can't be written, or would replace something that is none: throws
/// `Error{cannot_write}`, or `Error{usage}` for a file that is read. `found`: what is read.
void check_pack_output(const std::filesystem::path& pack, const SwatchFolder& found);

/// Throws `Error{cannot_write}` when `pack` is there and something else than a pack.
void refuse_foreign_pack(const std::filesystem::path& pack);

/// One a category with swatches; sheets of an earlier call that have no category any more are removed.
void write_contact_sheets(const PrepareSummary& summary, const std::vector<SwatchSheet>& sheets);

}  // namespace toile::data
