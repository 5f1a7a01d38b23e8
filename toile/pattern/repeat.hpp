#pragma once
/// How tiles are laid side by side, and sheets of cloth in repeat.

#include <array>
#include <string>

#include "toile/pattern/pattern.hpp"

namespace toile::pattern {

enum class Layout {
  straight,    ///< a plain grid
  half_drop,   ///< every second column moved down by half a tile
  half_brick,  ///< every second row moved right by half a tile
  mirror,      ///< every second tile mirrored, both ways
  centre,      ///< the tile and the tile moved by half its width and height in turns, like the fields of a chessboard:
               ///< what lies at the corners of one field lies at the centre of the next
};

inline constexpr std::array kLayouts = {Layout::straight, Layout::half_drop, Layout::half_brick, Layout::mirror,
                                        Layout::centre};

/// "straight", "half-drop", "half-brick", "mirror", "centre". Throws `Error{usage}` listing them for another name.
Layout layout_named(const std::string& name);
std::string name_of(Layout layout);

/// The smallest pattern whose straight repeat is `pattern` in this layout: itself, two columns, two rows, or two by
/// two. Where the layout moves tiles by half of a side with an odd number of pixels, that is first enlarged by one.
///
/// A tile that was drawn for the layout, or has nothing at its edges, is moved as it is (`fits_plainly`). One that is
/// seamless side by side doesn't meet itself half a tile lower: there a joint is cut (`laid_along_a_cut`).
Pattern repeat_unit(const Pattern& pattern, Layout layout);

/// How visible the seams of the tile, laid as it is, are in this layout (see `seam_score`): close to 1 or below in
/// those that it was drawn for. Mirrored tiles have none; for `centre` it is the straight one's.
double seam_score(const Image& tile, Layout layout);

/// What a sheet of cloth shall be.
struct SheetRequest {
  Layout layout = Layout::straight;
  double width_cm = 100, height_cm = 100;
  double tile_cm = 20;  ///< the tile's width in fabric
  double dpi = 150;

  /// Throws `Error{usage}`: lengths are from 0.1 to 1000 cm, the resolution from 10 to 1200, the sheet of at most 100
  /// million pixels.
  void check() const;
  /// The same, and for this tile: a side of at most 8192 pixels, a repeat of at most 100 million.
  void check(const Image& tile) const;
};

/// The sheet; its upper left corner is that of a tile. The tile is resampled once, to whole pixels, so that every
/// repeat has the same bytes; a sheet of whole tiles (to a pixel) is as many times as large as one of them. States its
/// dpi.
Image sheet(const Pattern& pattern, const SheetRequest& request);

}  // namespace toile::pattern
