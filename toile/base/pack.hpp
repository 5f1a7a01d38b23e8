#pragma once
/// A packed dataset: one file of equally sized 8-bit pictures that training maps into memory.
///
/// Layout: "TOILEPK1", header length (u64, little endian), JSON header, then every item one after the other
/// as planes of bytes (channels, height, width). Swatches have 3 channels (sRGB red, green, blue); garment
/// photos have 4, the last one being the label map; flattened swatches ("inks") and motifs have 1, the number of each
/// pixel's ink, and each has a palette in the header.

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "toile/base/files.hpp"
#include "toile/base/json.hpp"

namespace toile {

struct PackLayout {
  std::string kind;  ///< "swatches", "inks", "motifs" or "garment-labels"
  int channels = 3;
  int height = 0;
  int width = 0;
  std::vector<std::string> groups;  ///< category names, or the splits "train" and "val"; items refer to them by index

  std::size_t item_bytes() const { return static_cast<std::size_t>(channels) * height * width; }
};

struct PackItem {
  int group = 0;
  std::string source;  ///< the file it came from, relative to the prepared folder
  /// sRGB of each ink, where the bytes are numbers of inks; empty otherwise.
  std::vector<std::array<std::uint8_t, 3>> palette = {};
};

/// Writes a pack item by item. The bytes go to the temporary file as they come; `finish()` puts the file in
/// place.
class PackWriter {
 public:
  /// The header is written first, so all items must be known by name beforehand.
  PackWriter(const std::filesystem::path& path, const PackLayout& layout, const std::vector<PackItem>& items);
  /// `planes` is (channels, height, width); items come in the order given to the constructor.
  void add(std::span<const std::uint8_t> planes);
  void finish();

 private:
  AtomicFile file_;
  std::size_t item_bytes_;
  std::size_t left_;
};

/// A mapped pack. Throws `Error{bad_file}` when the file is not one, is of another kind, or is cut short.
class Pack {
 public:
  Pack(const std::filesystem::path& path, const std::string& kind);

  const PackLayout& layout() const { return layout_; }
  const std::vector<PackItem>& items() const { return items_; }
  /// The planes of one item, inside the mapping.
  std::span<const std::uint8_t> planes(std::size_t index) const;
  /// Indices of the items of a group; throws `Error{not_found}` listing the groups there are.
  std::vector<std::size_t> items_of(const std::string& group) const;

 private:
  MappedFile file_;
  PackLayout layout_;
  std::vector<PackItem> items_;
  std::size_t data_offset_ = 0;
};

}  // namespace toile
