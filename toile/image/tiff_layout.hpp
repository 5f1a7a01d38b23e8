#pragma once
/// What a TIFF's tags say about its samples (TIFF 6.0 and its supplements), through libtiff.

#include <optional>
#include <string>
#include <string_view>

namespace toile::image {

struct TiffLayout {
  int colours = 3;            ///< channels of colour once it is decoded; they come first
  bool alpha = false;         ///< the channel behind them is; those of no stated meaning are not
  std::string not_read = {};  ///< why it can't be read: "is a TIFF of ..."; empty when it can
};

/// Of the first page. Nothing when the tags themselves are damaged.
std::optional<TiffLayout> tiff_layout(std::string_view bytes);

}  // namespace toile::image
