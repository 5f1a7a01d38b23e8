#include "toile/data/swatch_files.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

/// A link that leads nowhere counts, so that it is reported; a pipe or device doesn't, because opening one
/// may hang.
bool is_picture_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  const fs::file_type type = entry.status(ignored).type();
  const bool readable = type == fs::file_type::regular || type == fs::file_type::not_found;
  return readable && !hidden(entry.path()) && image::has_picture_suffix(entry.path());
}

std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  try {
    std::vector<fs::directory_entry> entries{fs::directory_iterator(folder), fs::directory_iterator()};
    std::sort(entries.begin(), entries.end());
    return entries;
  } catch (const fs::filesystem_error& problem) {
    throw Error(ErrorKind::bad_file, "can't list " + folder.string() + ": " + problem.code().message());
  }
}

std::vector<fs::path> pictures_of(const std::vector<fs::directory_entry>& entries) {
  std::vector<fs::path> pictures;
  for (const fs::directory_entry& entry : entries) {
    if (is_picture_file(entry)) pictures.push_back(entry.path());
  }
  return pictures;
}

}  // namespace

SwatchFolder list_swatches(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  if (!fs::is_directory(folder, ignored)) throw Error(ErrorKind::bad_file, folder.string() + " is not a folder");
  const auto entries = entries_of(folder);
  SwatchFolder found;
  for (const fs::directory_entry& entry : entries) {
    if (!entry.is_directory(ignored) || hidden(entry.path())) continue;
    auto pictures = pictures_of(entries_of(entry.path()));
    if (!pictures.empty()) found.categories.push_back({entry.path().filename().string(), std::move(pictures)});
  }
  auto loose = pictures_of(entries);
  if (!found.categories.empty()) {
    found.loose = loose.size();
  } else if (!loose.empty()) {
    found.categories.push_back({fs::canonical(folder).filename().string(), std::move(loose)});
  } else {
    throw Error(ErrorKind::bad_file, folder.string() +
                                         " is a folder with no images: JPEG, PNG, WebP or TIFF files are "
                                         "needed, in one folder a category");
  }
  return found;
}

}  // namespace toile::data
