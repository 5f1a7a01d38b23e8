#pragma once
/// The repeat of a tile in a layout, and sheets of cloth in it.

#include "toile/image/rows.hpp"
#include "toile/pattern/layout.hpp"
#include "toile/pattern/pattern.hpp"

namespace toile::pattern {

/// The smallest pattern whose straight repeat is `pattern` in this layout (`tiles_in_unit`). Where the layout moves
/// tiles by a part of a side, that is first resized to a number of pixels that can be divided so.
///
/// A tile that was drawn for a drop or a brick, or has nothing at its edges, is moved as it is (`fits_plainly`). One
/// that is seamless side by side doesn't meet itself half a tile lower: there a joint is cut (`laid_along_a_cut`).
Pattern repeat_unit(const Pattern& pattern, Layout layout);

/// How visible the seams of the tile, laid as it is, are in a straight layout, a drop or a brick (see `seam_score`):
/// close to 1 or below in those that it was drawn for. Mirrored tiles have none; for the others it is the straight
/// one's.
double seam_score(const Image& tile, Layout layout);

constexpr double kMostSheetPixels = 2.5e9;  ///< written in strips: 150 cm x 12 m at 300 dpi
constexpr double kMostPixelsAtOnce = 1e8;   ///< in memory: a whole sheet, or one repeat

/// What a sheet of cloth shall be.
struct SheetRequest {
  Layout layout = Layout::straight;
  double width_cm = 100, height_cm = 100;
  double tile_cm = 20;  ///< the tile's width in fabric
  double dpi = 150;

  /// Throws `Error{usage}`: widths are from 0.1 to 1000 cm, the height from 0.1 to 10 000, the resolution from 10 to
  /// 1200, the sheet of at most `kMostSheetPixels`.
  void check() const;
  /// The same, and for this tile: a side of at most 8192 pixels, a repeat of at most `kMostPixelsAtOnce`.
  void check(const Image& tile) const;
};

/// The sheet, row by row; its upper left corner is that of a tile. The tile is resampled once, to whole pixels, so that
/// every repeat has the same bytes; a sheet of whole tiles (to a pixel) is as many times as large as one of them.
/// States its dpi.
image::Rows sheet_rows(const Pattern& pattern, const SheetRequest& request);

/// Columns become rows; opaque.
Image transposed(const Image& image);

/// Throws `Error{usage}` for rows that are too many to lie in memory, above `kMostPixelsAtOnce`.
void check_at_once(const image::Rows& rows);

/// The sheet in memory. Throws as `check_at_once` does.
Image sheet(const Pattern& pattern, const SheetRequest& request);

}  // namespace toile::pattern
