#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"
#include "toile/image/standardise.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {
namespace {

using vips::VImage;
using vips::VOption;

enum class Format { png, jpeg, webp, tiff };

constexpr double kScreenDpi = 72;
constexpr double kMostDpi = 1e6;  ///< above, and below 0, nobody means it
constexpr double kMmPerInch = 25.4;
constexpr int kQuality = 92;
constexpr int kMaxJpegSide = 65'500;
constexpr int kMaxWebpSide = 16'383;

std::string suffix_of(const std::filesystem::path& path) {
  std::string suffix = path.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return suffix;
}

Format format_of(const std::filesystem::path& path) {
  const std::string suffix = suffix_of(path);
  if (suffix == ".png") return Format::png;
  if (suffix == ".jpg" || suffix == ".jpeg") return Format::jpeg;
  if (suffix == ".webp") return Format::webp;
  if (suffix == ".tif" || suffix == ".tiff") return Format::tiff;
  throw Error(ErrorKind::usage,
              path.string() + " must end in .png, .jpg, .jpeg, .webp, .tif or .tiff: that says how it is written");
}

void check_side(const std::filesystem::path& path, const VImage& image, int limit) {
  if (std::max(image.width(), image.height()) <= limit) return;
  throw Error(ErrorKind::usage, fmt::format("{} would have {} x {} pixels; this format holds at most {} a side: "
                                            "use .png or .tif",
                                            path.string(), image.width(), image.height(), limit));
}

/// A view of the pixels; they must outlive it.
VImage wrapped(const void* data, std::size_t bytes, int width, int height, int bands, double dpi) {
  if (width < 1 || height < 1 || bytes != static_cast<std::size_t>(width) * height * bands) {
    throw std::invalid_argument("a picture whose size and bytes disagree");
  }
  const double pixels_a_mm = (dpi > 0 && dpi < kMostDpi ? dpi : kScreenDpi) / kMmPerInch;
  // libvips only reads it
  return VImage::new_from_memory(const_cast<void*>(data), bytes, width, height, bands, VIPS_FORMAT_UCHAR)
      .copy(VImage::option()
                ->set("interpretation", bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB)
                ->set("xres", pixels_a_mm)
                ->set("yres", pixels_a_mm));
}

/// The profile of sRGB for colour; a mask is no colour.
VOption* options_for(const VImage& image) {
  VOption* options = VImage::option();
  return image.bands() < 3 ? options : options->set("profile", "srgb");
}

VipsBlob* encoded(const std::filesystem::path& path, VImage image, Format format) {
  switch (format) {
    case Format::png:  // on photos a quarter of the time of level 6 with all filters, and no larger
      return image.pngsave_buffer(options_for(image)->set("compression", 3)->set("filter", VIPS_FOREIGN_PNG_FILTER_UP));
    case Format::tiff:
      return image.tiffsave_buffer(options_for(image)
                                       ->set("resunit", VIPS_FOREIGN_TIFF_RESUNIT_INCH)
                                       ->set("compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE)
                                       ->set("predictor", VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL));
    case Format::webp:
      check_side(path, image, kMaxWebpSide);
      image.set("exif-ifd2-ColorSpace", "1 (sRGB, Short, 1 components, 2 bytes)");  // libvips would say: uncalibrated
      return image.webpsave_buffer(options_for(image)->set("Q", kQuality)->set("smart_subsample", true));
    case Format::jpeg:
      break;
  }
  check_side(path, image, kMaxJpegSide);
  return image.jpegsave_buffer(VImage::option()
                                   ->set("strip", true)  // with_headers() says what is to be said
                                   ->set("Q", kQuality)
                                   ->set("optimize_coding", true)
                                   ->set("subsample_mode", VIPS_FOREIGN_SUBSAMPLE_OFF)
                                   ->set("background", std::vector<double>{255, 255, 255}));
}

Blob encoded_or_refused(const std::filesystem::path& path, const VImage& image, Format format) {
  try {
    return Blob(encoded(path, image, format));
  } catch (const vips::VError&) {
    vips_error_clear();
    throw Error(ErrorKind::cannot_write,
                fmt::format("can't encode {} ({} x {} pixels)", path.string(), image.width(), image.height()));
  }
}

std::string jpeg_segment(char marker, const std::string& content) {
  const auto length = static_cast<std::uint16_t>(content.size() + 2);
  return std::string{'\xff', marker, static_cast<char>(length >> 8), static_cast<char>(length & 255)} + content;
}

/// A JPEG with a JFIF header (ISO 10918-5) that states its resolution, if any, and for colour the profile of sRGB
/// (ICC.1, annex B.4). libvips would put an EXIF block of its own beside them.
std::string with_headers(std::string_view jpeg, double dpi, int bands) {
  std::string headers;
  if (dpi > 0) {
    const auto density = static_cast<std::uint16_t>(std::clamp(dpi + 0.5, 1.0, 65'535.0));
    const char high = static_cast<char>(density >> 8), low = static_cast<char>(density & 255);
    std::string content("JFIF\0\x01\x01\x01", 8);                                       // version 1.1, dots an inch
    headers = jpeg_segment('\xe0', content + std::string{high, low, high, low, 0, 0});  // no thumbnail
  }
  if (bands >= 3) {
    headers += jpeg_segment('\xe2', std::string("ICC_PROFILE\0\x01\x01", 14) + std::string(srgb_profile()));
  }
  return std::string(jpeg.substr(0, 2)) + headers + std::string(jpeg.substr(2));
}

VImage source_of(const Image& image) {
  VImage source = wrapped(image.rgb.data(), image.rgb.size(), image.width, image.height, 3, image.dpi);
  if (image.alpha.empty()) return source;
  return source.bandjoin(wrapped(image.alpha.data(), image.alpha.size(), image.width, image.height, 1, image.dpi));
}

VImage source_of(const Mask& mask) {
  return wrapped(mask.cover.data(), mask.cover.size(), mask.width, mask.height, 1, mask.dpi);
}

std::string file_of(const std::string& name, const VImage& source, double dpi) {
  const Format format = format_of(name);
  const Blob blob = encoded_or_refused(name, source, format);
  return format == Format::jpeg ? with_headers(bytes_of(blob), dpi, source.bands()) : std::string(bytes_of(blob));
}

}  // namespace

bool has_picture_suffix(const std::filesystem::path& path) {
  constexpr std::string_view kSuffixes[] = {".png",  ".jpg",  ".jpeg", ".webp", ".tif", ".tiff",
                                            ".heic", ".heif", ".avif", ".gif",  ".bmp"};
  return std::find(std::begin(kSuffixes), std::end(kSuffixes), suffix_of(path)) != std::end(kSuffixes);
}

void check_picture_suffix(const std::filesystem::path& path) {
  format_of(path);
}

bool keeps_alpha(const std::filesystem::path& path) {
  return format_of(path) != Format::jpeg;
}

void write(const std::filesystem::path& path, const Image& image, const Metadata& metadata) {
  write_file(path, encode(path.string(), image, metadata));
}

void write_mask(const std::filesystem::path& path, const Mask& mask) {
  write_file(path, encode_mask(path.string(), mask));
}

std::string encode(const std::string& name, const Image& image, const Metadata& metadata) {
  start_vips();
  std::string file = file_of(name, source_of(image), image.dpi);
  return metadata.empty() || format_of(name) != Format::png ? file : with_text(file, metadata);
}

std::string encode_mask(const std::string& name, const Mask& mask) {
  start_vips();
  return file_of(name, source_of(mask), mask.dpi);
}

Metadata read_metadata(const std::filesystem::path& path, const ReadLimits& limits) {
  return text_of(read_file(path, limits.bytes));
}

}  // namespace toile::image
