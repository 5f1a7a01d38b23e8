#pragma once
/// Finds weights files by name.

#include <filesystem>
#include <string>
#include <vector>

namespace toile::models {

/// The file that holds the weights called `name` ("patterns/floral", "garment/garment"): `name`.safetensors
/// in $TOILE_MODELS, the person's own folder, the installed share folder or `models`. When `chosen` is given
/// it is that file, or the one that holds the weights of that name. Throws `Error{not_found}` saying where it
/// looked.
std::filesystem::path find_weights(const std::string& name, const std::filesystem::path& chosen = {});

/// All weights files in those folders, as (name, path), sorted by name; the first folder that has a name
/// wins.
std::vector<std::pair<std::string, std::filesystem::path>> all_weights();

}  // namespace toile::models
