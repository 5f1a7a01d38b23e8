#pragma once
/// Which pictures a folder of category folders holds.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace toile::data {

struct CategoryFiles {
  std::string name;
  std::vector<std::filesystem::path> files;  ///< sorted by name
};

struct SwatchFolder {
  std::vector<CategoryFiles> categories;  ///< sorted by name, none empty
  std::size_t loose = 0;                  ///< pictures beside the category folders, which belong to none
};

/// Each subfolder of `folder` with at least one picture is a category. A folder with pictures and no such
/// subfolder is one category named after itself. Pictures are told by their suffix; other files, hidden files
/// and folders further down are passed over; links are followed.
///
/// Throws `Error{not_found}` when `folder` is not there and `Error{bad_file}` when it holds no picture.
SwatchFolder list_swatches(const std::filesystem::path& folder);

}  // namespace toile::data
