#pragma once
/// From a folder of labelled photos to one packed file that training maps into memory.
///
/// The folder holds photos/ID.jpg, labels/ID.png (8-bit, value = tag index), labels.tsv (index, name) and split.tsv
/// (id, "train" or "val"): the form of Clothing Co-Parsing as we keep it.

#include <filesystem>
#include <string>

#include "toile/base/garment_groups.hpp"
#include "toile/base/progress.hpp"

namespace toile::data {

struct GarmentPackOptions {
  int height = 320;  ///< multiples of 32; photos keep their proportions and lie in the middle
  int width = 224;
};

struct GarmentPackSummary {
  std::size_t train = 0;
  std::size_t val = 0;
};

/// The group of a tag such as "t-shirt" or "coat". Throws `Error{bad_file}` for a tag we don't know.
GarmentGroup group_of_tag(const std::string& tag);

/// Packs the folder (kind "garments", planes red, green, blue, label; groups "train" and "val"). Labels are never
/// interpolated. Throws one sentence naming the file that is missing or doesn't fit.
GarmentPackSummary prepare_garments(const std::filesystem::path& folder, const std::filesystem::path& pack,
                                    const GarmentPackOptions& options, const OnProgress& progress);

}  // namespace toile::data
