#pragma once
/// From a folder of category folders to one packed file that training maps into memory.

#include <filesystem>

#include "toile/base/progress.hpp"
#include "toile/data/swatch_summary.hpp"

namespace toile::data {

struct PrepareOptions {
  int size = 224;        ///< side of a swatch in pixels, 16..1024
  int most_squares = 6;  ///< swatches cut from one large picture, at most; 1 or more
  int inks = 0;          ///< flatten swatches to so many inks at most, 2..8; 0: pack them as they are
  double held_out = 0;   ///< share of photos kept apart, to judge by (held_out.hpp); 0..0.9
  int threads = 0;       ///< 0: as many as the machine has; the pack is the same for any number

  void check() const;  ///< throws `Error{usage}`
};

/// Packs the swatches of `folder` (see swatch_files.hpp) into `pack`: kind "swatches", planes of sRGB red,
/// green, blue; or, flattened (flatten.hpp), kind "inks", a plane of ink numbers and a palette, the darkest first.
///
/// Of each picture the largest square in the middle is taken, or several squares of a large or long one
/// (swatch_crops.hpp). Left out, each with its reason: what can't be read, what is tiny or flat, and
/// near-duplicates within a category (swatch_likeness.hpp), and what is held out. An item's source is its file relative
/// to `folder`; the squares of one picture share it. Same files, same bytes.
///
/// Beside `NAME.pack` it writes `NAME.contact/CATEGORY.png`, sheets of what was kept (beside it what was made of it),
/// and `NAME.summary.json`, the summary.
///
/// Throws `Error{not_found}` or `Error{bad_file}` for a folder without a usable picture,
/// `Error{cannot_write}` before the work starts, and `Error{cancelled}`, leaving no pack, when `progress`
/// says stop.
PrepareSummary prepare_swatches(const std::filesystem::path& folder, const std::filesystem::path& pack,
                                const PrepareOptions& options = {}, const OnProgress& progress = no_progress);

}  // namespace toile::data
