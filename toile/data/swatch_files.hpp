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

/// What was left out before any picture was looked at.
struct PassedOver {
  std::string name;  ///< relative to the folder
  std::string sentence;
  bool failed = false;  ///< it should have been read and couldn't be
};

struct SwatchFolder {
  std::vector<CategoryFiles> categories;  ///< sorted by name, none empty
  std::size_t loose = 0;                  ///< pictures beside the category folders, which belong to none
  std::vector<PassedOver> passed_over;
};

/// Each subfolder of `folder` with at least one picture is a category. A folder with pictures and no such subfolder is
/// one category named after itself. Pictures are told by their suffix; links are followed; hidden files are nobody's
/// business. Passed over, each with its reason: a folder that can't be listed, pictures further down, pictures of other
/// formats, and what the program itself wrote (contact sheets, cut swatches, runs).
///
/// Throws `Error{not_found}` when `folder` is not there and `Error{bad_file}` when it can't be listed or holds no
/// picture.
SwatchFolder list_swatches(const std::filesystem::path& folder);

}  // namespace toile::data
