#pragma once
/// What became of a folder of swatches: counts a category, and every picture left out with its reason.

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/data/swatch_files.hpp"

namespace toile::data {

/// Why a picture was left out.
enum class Why { unreadable, tiny, flat, duplicate, held_out };

struct Dropped {
  std::string file;  ///< relative to the folder
  Why why;
  std::string sentence;
};

struct PreparedCategory {
  std::string name;
  std::size_t pictures = 0;  ///< files that are called pictures
  std::size_t kept = 0;      ///< files that are in the pack
  std::size_t swatches = 0;  ///< squares in the pack; more than `kept` when pictures are large
  std::vector<Dropped> dropped;
};

struct PrepareSummary {
  int size = 0;                              ///< side of a swatch in pixels
  std::vector<PreparedCategory> categories;  ///< sorted by name; one without swatches is not in the pack
  std::size_t loose = 0;                     ///< pictures beside the category folders, left out
  std::vector<PassedOver> passed_over;       ///< left out before they were looked at
  std::filesystem::path contact_folder;
  std::filesystem::path summary_file;

  std::size_t swatches() const;
  std::size_t failed() const;  ///< pictures and folders that should have been read and couldn't be
};

/// `{"size", "swatches", "loose", "failed", "passed_over": [{"file", "sentence"}], "categories": [{"category",
/// "pictures", "kept", "swatches", "dropped":
/// [{"file", "why", "sentence"}]}]}`, where `why` is one of the words of `Why`.
Json to_json(const PrepareSummary& summary);

}  // namespace toile::data
