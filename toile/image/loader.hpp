#pragma once
/// Which decoder a file's bytes go to, and what can't be read of it. For the .cpp files of this room only.

#include <optional>
#include <string>
#include <string_view>

#include "toile/image/file.hpp"
#include "toile/image/tiff_layout.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {

struct Loader {
  const char* name;
  vips::VImage (*load)(VipsBlob*, vips::VOption*);
};

/// A picture in memory whose header was read and found readable.
class Source {
 public:
  /// `bytes` must outlive it. Throws `Error{bad_file}`: no picture, empty, damaged, or of a kind that isn't read.
  Source(std::string_view bytes, std::string name);

  Size size() const;  ///< upright

  /// Opens the picture anew, to be read once from top to bottom. Throws `vips::VError`.
  vips::VImage open() const;

  /// What a TIFF's tags say; nothing for other formats.
  const std::optional<TiffLayout>& tiff() const { return tiff_; }

  /// libvips keeps one error text for all threads, so it can't be quoted; what it says boils down to this.
  [[noreturn]] void refuse() const;

 private:
  std::string_view bytes_;
  std::string name_;
  Loader loader_;
  std::optional<TiffLayout> tiff_;
  Size size_;
};

}  // namespace toile::image
