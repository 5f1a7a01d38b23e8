#pragma once
/// Where the files that come with the program are: weights and garments.

#include <filesystem>
#include <string>
#include <vector>

namespace toile {

/// The folders that may hold `name` ("models", "wardrobe"), best first: the one named by the environment
/// variable `variable`, the installed share folder, `name` here, and `name` beside the build folder the
/// program lies in. Only folders that exist.
std::vector<std::filesystem::path> share_folders(const std::string& name, const char* variable);

}  // namespace toile
