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
/// two. Where the layout moves tiles by a half, a tile with an odd number of pixels is first enlarged by one.
///
/// A tile that is seamless side by side doesn't meet itself half a tile lower. There each column goes on under its
/// neighbour by a quarter of a tile, and the joint runs where the two differ least (the minimum error boundary cut of
/// Efros and Freeman, "Image Quilting", SIGGRAPH 2001, closed around the torus).
Pattern repeat_unit(const Pattern& pattern, Layout layout);

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
  int width() const;   ///< in pixels
  int height() const;  ///< in pixels
};

/// The sheet; its upper left corner is that of a tile. The tile is resampled once, to whole pixels that divide the
/// repeat, so that every repeat has the same bytes.
Image sheet(const Pattern& pattern, const SheetRequest& request);

}  // namespace toile::pattern
