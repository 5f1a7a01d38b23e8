#pragma once
/// A new run writes into a folder of its own.

#include <filesystem>
#include <initializer_list>

namespace toile::train {

/// Throws `Error{usage}` when `folder` holds a run, or anything of the names that a run would write.
void check_fresh(const std::filesystem::path& folder, std::initializer_list<const char*> names);

}  // namespace toile::train
