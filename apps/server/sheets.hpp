#pragma once
/// The files that jobs make to be fetched. They lie in the gallery's `sheets` and live as long as their job.

#include <filesystem>
#include <string>

namespace toile::server {

/// The folder, made, and without what an earlier run left in it. Nothing else in it is touched.
std::filesystem::path sheets_folder(const std::filesystem::path& data);

/// "sheet-0123456789abcdef0123456789abcdef.png" for the job of that id: a name that is nobody else's.
std::string sheet_name(const std::string& id, const std::string& suffix);

}  // namespace toile::server
