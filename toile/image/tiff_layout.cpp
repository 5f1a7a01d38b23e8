#include "toile/image/tiff_layout.hpp"

#include <fmt/core.h>
#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace toile::image {
namespace {

constexpr int kMostChannels = 32;  ///< colours, alpha, saved selections

/// A file in memory, for libtiff.
struct Cursor {
  std::string_view bytes;
  toff_t at = 0;
};

tmsize_t read_some(thandle_t handle, void* to, tmsize_t count) {
  Cursor& cursor = *static_cast<Cursor*>(handle);
  const toff_t left = cursor.at < cursor.bytes.size() ? cursor.bytes.size() - cursor.at : 0;
  const auto size = std::min<toff_t>(left, static_cast<toff_t>(count));
  std::memcpy(to, cursor.bytes.data() + (left > 0 ? cursor.at : 0), size);
  cursor.at += size;
  return static_cast<tmsize_t>(size);
}

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  Cursor& cursor = *static_cast<Cursor*>(handle);
  cursor.at = offset + (whence == SEEK_CUR ? cursor.at : whence == SEEK_END ? cursor.bytes.size() : 0);
  return cursor.at;
}

struct Close {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

struct FreeOptions {
  void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

int quiet(TIFF*, void*, const char*, const char*, va_list) {
  return 1;
}

std::unique_ptr<TIFF, Close> opened(Cursor& cursor) {
  const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), quiet, nullptr);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), quiet, nullptr);
  const auto write = [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; };
  const auto close = [](thandle_t) { return 0; };
  const auto size = [](thandle_t handle) -> toff_t { return static_cast<Cursor*>(handle)->bytes.size(); };
  return std::unique_ptr<TIFF, Close>(TIFFClientOpenExt("picture", "rm", &cursor, read_some, write, seek, close, size,
                                                        nullptr, nullptr, options.get()));
}

template <class T>
T field(TIFF* tiff, std::uint32_t tag, T otherwise) {
  T value = otherwise;
  return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

int colours_of(std::uint16_t photometric) {
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
      return 1;
    case PHOTOMETRIC_PALETTE:
    case PHOTOMETRIC_RGB:
    case PHOTOMETRIC_YCBCR:
    case PHOTOMETRIC_CIELAB:
      return 3;
    case PHOTOMETRIC_SEPARATED:
      return 4;
    default:
      return 0;
  }
}

std::string format_not_read(std::uint16_t format, std::uint16_t bits) {
  switch (format) {
    case SAMPLEFORMAT_INT:
      return "signed numbers";
    case SAMPLEFORMAT_COMPLEXINT:
    case SAMPLEFORMAT_COMPLEXIEEEFP:
      return "complex numbers";
    case SAMPLEFORMAT_IEEEFP:
      return bits == 32 ? "" : fmt::format("{}-bit floats", bits);
    default:
      return "";
  }
}

/// What of the samples isn't read: libvips and libtiff would fail, or would show something else.
std::string not_read(TIFF* tiff, int colours, int samples) {
  const auto photometric = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  const auto bits = field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  const auto format = field<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  const auto compression = field<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (!TIFFIsCODECConfigured(compression)) return fmt::format("compression {}", compression);
  if (colours == 0) {
    return photometric == 32803 ? "raw camera data" : fmt::format("colour kind {}", photometric);
  }
  if (colours == 1 && samples > 2) return fmt::format("{} channels of no stated colour", samples);
  if (samples < (photometric == PHOTOMETRIC_PALETTE ? 1 : colours) || samples > kMostChannels)
    return fmt::format("{} channels", samples);
  const auto inks = field<std::uint16_t>(tiff, TIFFTAG_INKSET, INKSET_CMYK);
  if (photometric == PHOTOMETRIC_SEPARATED && inks != INKSET_CMYK) {
    return fmt::format("{} inks that are not cyan, magenta, yellow and black", samples);
  }
  if (photometric == PHOTOMETRIC_YCBCR && compression != COMPRESSION_JPEG) return "luma and chroma";
  const bool lab = photometric == PHOTOMETRIC_CIELAB;  // signed by its nature
  if (const std::string what = lab ? "" : format_not_read(format, bits); !what.empty()) return what;
  const bool few_bits = (bits == 1 || bits == 2 || bits == 4) && samples == 1;
  if (bits == 8 || bits == 16 || bits == 32 || few_bits) return "";
  return fmt::format("{} bits a channel", bits);
}

bool has_alpha(TIFF* tiff, int extra) {
  std::uint16_t count = 0, *kinds = nullptr;
  const bool said = TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) == 1 && count > 0;
  if (!said) return extra > 0;                 // old programs wrote their alpha without a word
  return kinds[0] != EXTRASAMPLE_UNSPECIFIED;  // that is a selection that was saved, or a spot colour
}

}  // namespace

std::optional<TiffLayout> tiff_layout(std::string_view bytes) {
  Cursor cursor{bytes};
  const auto tiff = opened(cursor);
  if (!tiff) return {};
  const int samples = field<std::uint16_t>(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  const auto photometric = field<std::uint16_t>(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TiffLayout layout{.colours = colours_of(photometric)};
  if (const std::string what = not_read(tiff.get(), layout.colours, samples); !what.empty()) {
    layout.not_read = "is a TIFF of " + what;
  }
  layout.alpha = has_alpha(tiff.get(), samples - layout.colours);
  return layout;
}

}  // namespace toile::image
