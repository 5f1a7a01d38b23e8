#pragma once
/// Where the files that come with the program are, weights and garments, and where a person's own go.

#include <filesystem>
#include <string>
#include <vector>

namespace toile {

/// The folders that may hold `name` ("models", "wardrobe"), best first: the one named by the environment
/// variable `variable`, the person's own, the installed share folder, `name` here, and `name` beside the
/// build folder that our libraries lie in. Only folders that exist.
std::vector<std::filesystem::path> share_folders(const std::string& name, const char* variable);

/// The person's own folder for `name` by the XDG Base Directory Specification: $XDG_DATA_HOME/toile/NAME, or
/// ~/.local/share/toile/NAME. It may not exist; it is empty for somebody without a home.
std::filesystem::path user_folder(const std::string& name);

}  // namespace toile
