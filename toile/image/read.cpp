#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {
namespace {

using namespace std::literals;
using vips::VImage;
using vips::VOption;

struct Loader {
  const char* format;
  VImage (*load)(VipsBlob*, VOption*);
};

constexpr Loader kJpeg{"JPEG", &VImage::jpegload_buffer};
constexpr Loader kPng{"PNG", &VImage::pngload_buffer};
constexpr Loader kWebp{"WebP", &VImage::webpload_buffer};
constexpr Loader kTiff{"TIFF", &VImage::tiffload_buffer};

constexpr int kMaxChannels = 5;  // CMYK and alpha

/// The loader for the content, whatever the file is called.
const Loader& loader_for(const std::string& name, std::string_view bytes) {
  if (bytes.empty()) throw Error(ErrorKind::bad_file, name + " is empty");
  if (bytes.starts_with("\xff\xd8\xff")) return kJpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return kPng;
  if (bytes.starts_with("RIFF") && bytes.substr(std::min<std::size_t>(8, bytes.size())).starts_with("WEBP")) {
    return kWebp;
  }
  for (const std::string_view start : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {  // the last two: BigTIFF
    if (bytes.starts_with(start)) return kTiff;
  }
  throw Error(ErrorKind::bad_file, name + " is not a JPEG, PNG, WebP or TIFF picture");
}

/// Opens the picture, which reads its header and nothing else yet.
VImage open(const Loader& loader, std::string_view bytes) {
  const Blob blob = blob_of(bytes);
  return loader.load(blob.get(),
                     VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR));
}

void check_limits(const std::string& name, const VImage& image, const ReadLimits& limits) {
  const auto pixels = static_cast<std::uint64_t>(image.width()) * static_cast<std::uint64_t>(image.height());
  if (pixels > limits.pixels) {
    throw Error(
        ErrorKind::bad_file,
        fmt::format("{} has {} x {} pixels, {:.1f} million; at most {:.1f} million are read", name, image.width(),
                    image.height(), static_cast<double>(pixels) / 1e6, static_cast<double>(limits.pixels) / 1e6));
  }
  if (image.bands() > kMaxChannels) {
    throw Error(ErrorKind::bad_file,
                fmt::format("{} has {} channels; at most {} are read", name, image.bands(), kMaxChannels));
  }
}

enum class Profile { apply, ignore };

/// Colour without alpha -> 8-bit sRGB, three bands.
VImage to_srgb(VImage colour, Profile profile) {
  if (profile == Profile::apply && colour.get_typeof(VIPS_META_ICC_NAME) != 0) {
    colour = colour.icc_transform("srgb", VImage::option()->set("embedded", true)->set("depth", 8));
  }
  if (colour.interpretation() != VIPS_INTERPRETATION_sRGB || colour.bands() != 3) {
    colour = colour.colourspace(VIPS_INTERPRETATION_sRGB);
  }
  return colour.cast(VIPS_FORMAT_UCHAR);
}

/// Alpha of 8 or 16 bits -> 8 bits.
VImage to_8_bits(const VImage& alpha) {
  const double scale = alpha.format() == VIPS_FORMAT_USHORT ? 255.0 / 65535 : 1;
  return (alpha * scale).rint().cast(VIPS_FORMAT_UCHAR);
}

/// As EXIF counts: 1 is upright, 5 to 8 lie on a side.
int orientation_of(const VImage& image) {
  return image.get_typeof(VIPS_META_ORIENTATION) == 0 ? 1 : image.get_int(VIPS_META_ORIENTATION);
}

/// Three bands of sRGB, or four with alpha, upright.
VImage standardised(VImage image, Profile profile) {
  if (image.has_alpha()) {
    const int last = image.bands() - 1;
    const VImage alpha = to_8_bits(image.extract_band(last));
    image = to_srgb(image.extract_band(0, VImage::option()->set("n", last)), profile).bandjoin(alpha);
  } else {
    image = to_srgb(image, profile);
  }
  if (orientation_of(image) > 1) {
    image = image.copy_memory().autorot();  // turning needs the rows in another order than they are decoded
  }
  return image;
}

/// Receives rows as they are decoded: splits them into colour and alpha.
int store(VipsRegion* region, VipsRect* area, void* target) {
  Image& image = *static_cast<Image*>(target);
  const bool with_alpha = !image.alpha.empty();
  for (int y = area->top; y < area->top + area->height; ++y) {
    const VipsPel* row = VIPS_REGION_ADDR(region, 0, y);
    std::uint8_t* out = image.at(0, y);
    if (!with_alpha) {
      std::copy_n(row, 3 * static_cast<std::size_t>(image.width), out);
      continue;
    }
    std::uint8_t* alpha = image.alpha.data() + static_cast<std::size_t>(y) * image.width;
    for (int x = 0; x < image.width; ++x, row += 4, out += 3) {
      std::copy_n(row, 3, out);
      alpha[x] = row[3];
    }
  }
  return 0;
}

/// libvips keeps one error text for all threads, so it can't be quoted; what it says boils down to this.
[[noreturn]] void refuse_damaged(const std::string& name, const Loader& loader) {
  throw Error(ErrorKind::bad_file, fmt::format("{} is a {} file that is cut short or damaged", name, loader.format));
}

Image decoded(const VImage& source) {
  Image image{.width = source.width(), .height = source.height(), .rgb = {}, .alpha = {}};
  image.rgb.resize(3 * image.pixels());
  if (source.bands() == 4) image.alpha.resize(image.pixels());
  if (vips_sink_disc(source.get_image(), store, &image) != 0) throw vips::VError();
  const bool opaque = std::all_of(image.alpha.begin(), image.alpha.end(), [](std::uint8_t a) { return a == 255; });
  if (opaque) image.alpha.clear();
  return image;
}

}  // namespace

Image decode(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  start_vips();
  if (bytes.size() > limits.bytes) {
    throw Error(ErrorKind::bad_file,
                fmt::format("{} has {:.0f} MB; at most {:.0f} MB are read", name,
                            static_cast<double>(bytes.size()) / 1e6, static_cast<double>(limits.bytes) / 1e6));
  }
  const Loader& loader = loader_for(name, bytes);
  // a damaged profile is no reason to refuse
  for (const Profile profile : {Profile::apply, Profile::ignore}) {
    try {
      const VImage source = open(loader, bytes);
      check_limits(name, source, limits);
      return decoded(standardised(source, profile));
    } catch (const vips::VError&) {
      vips_error_clear();
    }
  }
  refuse_damaged(name, loader);
}

Image read(const std::filesystem::path& path, const ReadLimits& limits) {
  return decode(read_file(path, limits.bytes), path.string(), limits);
}

Size read_size(const std::filesystem::path& path, const ReadLimits& limits) {
  start_vips();
  const std::string bytes = read_file(path, limits.bytes);
  const Loader& loader = loader_for(path.string(), bytes);
  try {
    const VImage source = open(loader, bytes);
    const bool on_a_side = orientation_of(source) >= 5;
    return {.width = on_a_side ? source.height() : source.width(),
            .height = on_a_side ? source.width() : source.height()};
  } catch (const vips::VError&) {
    vips_error_clear();
  }
  refuse_damaged(path.string(), loader);
}

Mask decode_mask(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  Image image = decode(bytes, name, limits);
  Mask mask{.width = image.width, .height = image.height, .cover = std::move(image.alpha)};
  if (!mask.cover.empty()) return mask;
  mask.cover.resize(mask.pixels());
  for (std::size_t i = 0; i < mask.cover.size(); ++i) {
    const std::uint8_t* p = image.rgb.data() + 3 * i;
    mask.cover[i] = static_cast<std::uint8_t>((299 * p[0] + 587 * p[1] + 114 * p[2] + 500) / 1000);  // Rec. 601
  }
  return mask;
}

Mask read_mask(const std::filesystem::path& path, const ReadLimits& limits) {
  return decode_mask(read_file(path, limits.bytes), path.string(), limits);
}

}  // namespace toile::image
