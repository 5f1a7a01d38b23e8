#pragma once
/// Pictures that are made row by row and never lie in memory as a whole: cloth of many metres.

#include <cstdint>
#include <filesystem>
#include <functional>

#include "toile/base/progress.hpp"
#include "toile/image/image.hpp"

namespace toile::image {

struct Rows {
  int width = 0, height = 0;
  int period = 0;  ///< rows after which all begins again, at least 1
  double dpi = 0;  ///< as an `Image`'s
  /// Writes row y, 3 * width bytes of sRGB. Called from several threads, and more than once for a row.
  std::function<void(int y, std::uint8_t* row)> fill;

  std::uint64_t pixels() const { return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height); }
};

/// All rows at once.
Image image_of(const Rows& rows);

/// Whether `write_rows` knows the format that `path` is called after: .tif, .tiff, .png.
bool takes_rows(const std::filesystem::path& path);

/// Writes what `write` would write of the same pixels, atomically, in strips. What repeats is compressed once and
/// written as often as it comes; beside one strip a thread, at most 128 MiB of compressed strips lie in memory. A TIFF
/// is a BigTIFF where 4 GiB don't hold it. Same rows, same bytes, any number of threads. Throws `Error{usage}` for
/// another suffix, `Error{cannot_write}` when the disk says no, `Error{cancelled}` when `progress` says stop; then
/// nothing is left.
void write_rows(const std::filesystem::path& path, const Rows& rows, const OnProgress& progress = no_progress);

}  // namespace toile::image
