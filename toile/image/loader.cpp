#include "toile/image/loader.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/image/png_text.hpp"

namespace toile::image {
namespace {

using namespace std::literals;
using vips::VImage;

constexpr Loader kJpeg{"JPEG", &VImage::jpegload_buffer};
constexpr Loader kPng{"PNG", &VImage::pngload_buffer};
constexpr Loader kWebp{"WebP", &VImage::webpload_buffer};
constexpr Loader kTiff{"TIFF", &VImage::tiffload_buffer};
constexpr Loader kGif{"GIF", &VImage::gifload_buffer};
constexpr Loader kHeif{"HEIC or AVIF", &VImage::heifload_buffer};
constexpr Loader kBmp{"BMP", &VImage::magickload_buffer};

constexpr std::size_t kBmpHeader = 26;

/// Brands of ISO 23008-12 (HEIF) and of AVIF that hold pictures.
constexpr std::string_view kHeifBrands[] = {"heic", "heix", "heim", "heis", "hevc", "hevx",
                                            "mif1", "msf1", "avif", "avis", "miaf"};

std::string_view part(std::string_view bytes, std::size_t from, std::size_t length) {
  return bytes.substr(std::min(from, bytes.size()), length);
}

/// By the content, whatever the file is called.
Loader loader_for(const std::string& name, std::string_view bytes) {
  if (bytes.empty()) throw Error(ErrorKind::bad_file, name + " is empty");
  if (bytes.starts_with("\xff\xd8\xff")) return kJpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return kPng;
  if (bytes.starts_with("RIFF") && part(bytes, 8, 4) == "WEBP") return kWebp;
  for (const std::string_view start : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {  // the last two: BigTIFF
    if (bytes.starts_with(start)) return kTiff;
  }
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return kGif;
  const std::string_view brand = part(bytes, 8, 4);
  if (part(bytes, 4, 4) == "ftyp" &&
      std::find(std::begin(kHeifBrands), std::end(kHeifBrands), brand) != std::end(kHeifBrands)) {
    return kHeif;
  }
  // "BM" alone starts many a text: the four bytes after the file's size are 0 in every BMP
  if (bytes.starts_with("BM") && part(bytes, 6, 4) == "\0\0\0\0"sv) return kBmp;
  throw Error(ErrorKind::bad_file, name + " is not a JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or BMP picture");
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

/// From the header: ImageMagick would decode the whole picture to tell.
std::optional<Size> size_of_bmp(std::string_view bytes) {
  if (bytes.size() < kBmpHeader) return {};
  if (little_endian(bytes, 14, 4) == 12) {  // OS/2 1.x
    return Size{static_cast<int>(little_endian(bytes, 18, 2)), static_cast<int>(little_endian(bytes, 20, 2))};
  }
  const auto high = static_cast<std::int32_t>(little_endian(bytes, 22, 4));  // negative: the top row comes first
  const auto wide = static_cast<std::int32_t>(little_endian(bytes, 18, 4));
  if (wide < 1 || high == 0 || high == INT32_MIN) return {};
  return Size{wide, std::abs(high)};
}

/// Pixels a mm; 1 stands for none, as libvips has it.
double bmp_resolution(std::string_view bytes) {
  if (bytes.size() < 46 || little_endian(bytes, 14, 4) < 40) return 1;
  const std::uint32_t pixels_a_metre = little_endian(bytes, 38, 4);
  return pixels_a_metre > 0 ? pixels_a_metre / 1000.0 : 1;
}

/// As EXIF counts: 1 is upright, 5 to 8 lie on a side.
bool lies_on_a_side(const VImage& image) {
  return image.get_typeof(VIPS_META_ORIENTATION) != 0 && image.get_int(VIPS_META_ORIENTATION) >= 5;
}

/// Why a JPEG of a rare kind isn't read; empty for the usual ones (ISO 10918-1, table B.1).
std::string rare_jpeg(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (static_cast<std::uint8_t>(bytes[at]) != 0xff) return {};
    const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
    if (marker == 0xff) {
      ++at;
      continue;
    }
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) {
      const auto bits = static_cast<std::uint8_t>(bytes[at + 4]);
      if (marker == 0xc3 || marker == 0xc7 || marker >= 0xcb) return "is a lossless or arithmetic-coded JPEG";
      return bits == 8 ? std::string() : fmt::format("is a JPEG of {} bits a channel", bits);
    }
    at += 2 + (static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[at + 2])) << 8 |
               static_cast<std::uint8_t>(bytes[at + 3]));
  }
  return {};
}

}  // namespace

Source::Source(std::string_view bytes, std::string name)
    : bytes_(bytes), name_(std::move(name)), loader_(loader_for(name_, bytes)) {
  std::string rare;
  if (loader_.load == kTiff.load) {
    tiff_ = tiff_layout(bytes);
    if (tiff_) rare = tiff_->not_read;
  } else if (loader_.load == kJpeg.load) {
    rare = rare_jpeg(bytes);
  } else if (loader_.load == kPng.load && !png_chunks_fit(bytes)) {
    refuse();
  }
  if (!rare.empty()) {
    throw Error(ErrorKind::bad_file,
                fmt::format("{} {}, which isn't read; save it as a plain PNG or JPEG", name_, rare));
  }
  if (loader_.load == kBmp.load) {
    const auto size = size_of_bmp(bytes);
    if (!size) refuse();
    size_ = *size;
    return;
  }
  try {
    const VImage image = open();
    const bool on_a_side = lies_on_a_side(image);
    size_ = {.width = on_a_side ? image.height() : image.width(), .height = on_a_side ? image.width() : image.height()};
  } catch (const vips::VError&) {
    vips_error_clear();
    refuse();
  }
}

Size Source::size() const {
  return size_;
}

VImage Source::open() const {
  const Blob blob = blob_of(bytes_);
  const VImage image = loader_.load(
      blob.get(), VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR));
  if (loader_.load != kBmp.load) return image;
  return image.copy(VImage::option()->set("xres", bmp_resolution(bytes_))->set("yres", bmp_resolution(bytes_)));
}

void Source::refuse() const {
  throw Error(ErrorKind::bad_file, fmt::format("{} is a {} file that is cut short or damaged", name_, loader_.name));
}

}  // namespace toile::image
