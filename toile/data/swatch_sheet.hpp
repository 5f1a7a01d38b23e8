#pragma once
/// The contact sheet of a category.

#include <cstddef>
#include <vector>

#include "toile/image/image.hpp"

namespace toile::data {

/// Takes the swatches of a category one by one and keeps thumbnails of them, 96 pixels wide: of all, or of
/// 400 evenly chosen ones.
class SwatchSheet {
 public:
  explicit SwatchSheet(std::size_t total) : total_(total) {}

  void add(const Image& swatch);
  /// A swatch and what was made of it, side by side.
  void add(const Image& swatch, const Image& made);
  Image picture() const;  ///< 16 a row, in the order they came

 private:
  bool is_chosen();
  std::size_t total_;
  std::size_t seen_ = 0;
  std::vector<Image> thumbnails_;
};

}  // namespace toile::data
