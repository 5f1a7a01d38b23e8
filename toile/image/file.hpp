#pragma once
/// Pictures from and to files, through libvips. Files are not trusted: only JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF and
/// BMP are read, bytes and pixels are limited before anything is decoded, and everything arrives upright (EXIF), in
/// sRGB (embedded ICC profile, CMYK, CIELab, 16-bit, floats and grey converted), with the resolution that it states.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "toile/image/image.hpp"

namespace toile::image {

struct ReadLimits {
  std::uint64_t bytes = 512ULL << 20;
  std::uint64_t pixels = 100'000'000;  ///< width times height, checked from the header alone
};

/// The first page of a picture. Alpha is kept unless all of it is opaque. A colour profile that can't be used
/// is passed over. Throws `Error{not_found}`, or `Error{bad_file}` in one sentence: not a picture, cut short,
/// empty, too large, or of a kind that isn't read (signed samples, inks other than CMYK).
Image read(const std::filesystem::path& path, const ReadLimits& limits = {});

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

/// How large the picture is that `read` would give, from the file's header alone. Throws as `read` does, but has no
/// limit of pixels.
Size read_size(const std::filesystem::path& path, const ReadLimits& limits = {});

/// A grey picture as a mask; colour is reduced to its luminance, and an alpha channel, if any, is the mask.
Mask read_mask(const std::filesystem::path& path, const ReadLimits& limits = {});

/// The same from a file's bytes in memory; `name` stands for the file in what errors say.
Image decode(std::string_view bytes, const std::string& name, const ReadLimits& limits = {});
Mask decode_mask(std::string_view bytes, const std::string& name, const ReadLimits& limits = {});

/// Text kept inside a picture file: PNG text chunks by keyword.
using Metadata = std::map<std::string, std::string>;

/// Writes by the suffix of `path` (.png, .jpg, .jpeg, .webp, .tif, .tiff), atomically: pixels, the profile of sRGB and
/// `image.dpi`, the resolution for print; nothing of a source's EXIF. A mask has no profile. PNG and TIFF lose nothing.
/// JPEG: quality 92, 4:4:4 chroma; an alpha channel is laid on white there. WebP: quality 92. Metadata is kept in PNG
/// only; a keyword has 1 to 79 letters of printable ASCII, a text is UTF-8. Throws `Error{usage}` for another suffix
/// and `Error{cannot_write}` when the disk says no.
void write(const std::filesystem::path& path, const Image& image, const Metadata& metadata = {});
void write_mask(const std::filesystem::path& path, const Mask& mask);

/// What `write` would write to a file called `name`, in memory.
std::string encode(const std::string& name, const Image& image, const Metadata& metadata = {});
std::string encode_mask(const std::string& name, const Mask& mask);

/// The texts in a PNG, as `write` puts them there; empty for other files. Decodes nothing.
Metadata read_metadata(const std::filesystem::path& path, const ReadLimits& limits = {});

/// Whether `path` is called like a picture that `read` knows.
bool has_picture_suffix(const std::filesystem::path& path);

/// Throws the `Error{usage}` that `write` would throw, for checking an output's name before the work.
void check_picture_suffix(const std::filesystem::path& path);

/// Whether the format that `path` is called after has an alpha channel. Throws as `check_picture_suffix` does.
bool keeps_alpha(const std::filesystem::path& path);

/// Draws an SVG of our own making (training curves), on white; never one from a file. Needs a font for text.
Image rasterise_svg(std::string_view svg);

}  // namespace toile::image
