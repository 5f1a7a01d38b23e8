#include "toile/data/swatch_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "toile/base/error.hpp"
#include "toile/data/own_sheet.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;
using Entries = std::vector<fs::directory_entry>;

constexpr int kDeepest = 4;  ///< folders below a category that are looked into, to tell of their pictures

bool hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

/// A link that leads nowhere counts, so that it is reported; a pipe or device doesn't, because opening one
/// may hang.
bool is_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  const fs::file_type type = entry.status(ignored).type();
  const bool readable = type == fs::file_type::regular || type == fs::file_type::not_found ||
                        (type == fs::file_type::none && entry.is_symlink(ignored));
  return readable && !hidden(entry.path());
}

bool is_picture_file(const fs::directory_entry& entry) {
  return image::has_picture_suffix(entry.path()) && is_file(entry);
}

/// A picture to people, but of a format that isn't read.
bool is_other_picture(const fs::directory_entry& entry) {
  constexpr std::array kSuffixes = {".gif", ".bmp",  ".heic", ".heif", ".avif", ".jp2", ".psd", ".psb",
                                    ".svg", ".jfif", ".tga",  ".dng",  ".cr2",  ".nef", ".arw", ".exr"};
  std::string suffix = entry.path().extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end() && is_file(entry) &&
         !image::has_picture_suffix(entry.path());
}

Entries entries_of(const fs::path& folder) {
  try {
    Entries entries{fs::directory_iterator(folder), fs::directory_iterator()};
    std::sort(entries.begin(), entries.end());
    return entries;
  } catch (const fs::filesystem_error& problem) {
    throw Error(ErrorKind::bad_file, "can't list " + folder.string() + ": " + problem.code().message());
  }
}

/// Pictures in the folders of `entries`, `deep` levels down; what can't be listed has none.
std::size_t pictures_below(const Entries& entries, int deep) {
  std::size_t count = 0;
  std::error_code ignored;
  for (const fs::directory_entry& entry : entries) {
    if (hidden(entry.path()) || deep == 0 || !entry.is_directory(ignored) || entry.is_symlink(ignored)) continue;
    Entries below;
    try {
      below = entries_of(entry.path());
    } catch (const Error&) {
      continue;
    }
    count += static_cast<std::size_t>(std::count_if(below.begin(), below.end(), is_picture_file));
    count += pictures_below(below, deep - 1);
  }
  return count;
}

/// What `toile prepare` or `toile train` wrote; empty for a person's own folder.
std::string our_own(const fs::path& folder) {
  std::error_code ignored;
  const fs::path stem = folder.parent_path() / folder.stem();
  const std::string kind = folder.extension().string();
  const bool has_pack =
      fs::exists(stem.string() + ".pack", ignored) || fs::exists(stem.string() + ".summary.json", ignored);
  if (kind == ".contact" && has_pack) return "holds the contact sheets of a pack";
  if (kind == ".swatches" && has_pack) return "holds the swatches that were cut for a pack";
  if (fs::exists(folder / "checkpoint.safetensors", ignored)) return "is the folder of a training run";
  return {};
}

/// Takes the pictures of `entries`, and tells of the others.
std::vector<fs::path> pictures_of(const Entries& entries, const fs::path& root, SwatchFolder& found) {
  std::vector<fs::path> pictures;
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().lexically_relative(root).string();
    if (is_other_picture(entry)) {
      found.passed_over.push_back(
          {name, fmt::format("{} isn't read; save it as PNG, JPEG or TIFF", entry.path().extension().string())});
    } else if (is_picture_file(entry) && is_own_sheet(entry.path())) {
      found.passed_over.push_back({name, "it is a sheet that Toile drew"});
    } else if (is_picture_file(entry)) {
      pictures.push_back(entry.path());
    }
  }
  return pictures;
}

void add_category(const fs::path& folder, const fs::path& root, SwatchFolder& found) {
  const std::string name = folder.filename().string();
  if (const std::string own = our_own(folder); !own.empty()) {
    found.passed_over.push_back({name, own});
    return;
  }
  try {
    const Entries entries = entries_of(folder);
    auto pictures = pictures_of(entries, root, found);
    if (const std::size_t deeper = pictures_below(entries, kDeepest); deeper > 0) {
      found.passed_over.push_back(
          {name, fmt::format("{} pictures lie in folders below it; a category is one folder", deeper)});
    }
    if (!pictures.empty()) found.categories.push_back({name, std::move(pictures)});
  } catch (const Error& problem) {
    found.passed_over.push_back({name, problem.what(), true});
  }
}

[[noreturn]] void refuse_empty(const fs::path& folder, const SwatchFolder& found) {
  std::string sentence = folder.string() +
                         " is a folder with no images: JPEG, PNG, WebP or TIFF files are needed, in one folder a "
                         "category";
  if (!found.passed_over.empty()) {
    const PassedOver& first = found.passed_over.front();
    sentence += "; left out was " + first.name + ": " + first.sentence;
  }
  throw Error(ErrorKind::bad_file, sentence);
}

}  // namespace

SwatchFolder list_swatches(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  if (!fs::is_directory(folder, ignored)) throw Error(ErrorKind::bad_file, folder.string() + " is not a folder");
  const Entries entries = entries_of(folder);
  SwatchFolder found;
  for (const fs::directory_entry& entry : entries) {
    if (entry.is_directory(ignored) && !hidden(entry.path())) add_category(entry.path(), folder, found);
  }
  auto loose = pictures_of(entries, folder, found);
  if (!found.categories.empty()) {
    found.loose = loose.size();
  } else if (!loose.empty()) {
    found.categories.push_back({fs::canonical(folder).filename().string(), std::move(loose)});
  } else {
    refuse_empty(folder, found);
  }
  return found;
}

}  // namespace toile::data
