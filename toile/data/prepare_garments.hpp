#pragma once
/// From a folder of labelled photos to one packed file that training maps into memory.
/// Which folders: labelled_photos.hpp.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/progress.hpp"

namespace toile::data {

struct GarmentPackOptions {
  /// What the net sees of a whole photo: multiples of 32. The pack's planes are `kPackDetail` times larger; photos keep
  /// their proportions and lie in the middle.
  int height = 384;
  int width = 288;
};

struct GarmentPackSummary {
  std::size_t train = 0;
  std::size_t val = 0;
  std::vector<std::string> left_out;  ///< photos that can't be read or don't fit their labels, each with its reason
};

/// Packs the folder (kind "garment-labels", planes red, green, blue, label; groups "train" and "val"). Labels are never
/// interpolated. Throws one sentence when nothing is left to train on.
GarmentPackSummary prepare_garments(const std::filesystem::path& folder, const std::filesystem::path& pack,
                                    const GarmentPackOptions& options, const OnProgress& progress);

}  // namespace toile::data
