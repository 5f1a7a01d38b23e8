#pragma once
/// Folders of photos in which every pixel says what it shows. Two forms are read:
///
///   ours          photos/ID.jpg, labels/ID.png (8-bit, value = tag index), labels.tsv (index, name), split.tsv (id,
///                 "train" or "val")
///   iMaterialist  Fashion 2019 (FGVC6, https://github.com/visipedia/imat_comp): train.csv (ImageId, EncodedPixels,
///                 Height, Width, ClassId), label_descriptions.json, and the photos in train/ or images/

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "toile/base/garment_groups.hpp"

namespace toile::data {

struct LabelledPhoto {
  std::string id;
  bool validation = false;  ///< kept from training, to judge by
  std::filesystem::path photo;
};

/// What each pixel of a photo shows: a `GarmentLabel`, or `kIgnoredLabel` where nobody knows. Row-major, top row first.
struct LabelMap {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> labels;

  std::uint8_t at(int x, int y) const { return labels[static_cast<std::size_t>(y) * width + x]; }
};

/// A folder of either form. Label maps are read when asked for; several threads may ask at once.
class LabelledFolder {
 public:
  /// Throws `Error` naming the file that is missing or wrong, and the tag or class that belongs to no group.
  static LabelledFolder open(const std::filesystem::path& folder);
  LabelledFolder(LabelledFolder&&) noexcept;
  ~LabelledFolder();

  const std::vector<LabelledPhoto>& photos() const;

  /// Throws `Error{bad_file}` naming the photo whose labels can't be read.
  LabelMap labels(const LabelledPhoto& photo) const;

  /// What the two forms have in common: where label maps come from.
  struct Source {
    std::vector<LabelledPhoto> photos;
    virtual ~Source() = default;
    virtual LabelMap labels(const LabelledPhoto& photo) const = 0;
  };

 private:
  explicit LabelledFolder(std::unique_ptr<Source> source);
  std::unique_ptr<Source> source_;
};

/// The label of a tag such as "t-shirt" or "coat". Throws `Error{bad_file}` for a tag we don't know.
GarmentLabel label_of_tag(const std::string& tag);

}  // namespace toile::data
