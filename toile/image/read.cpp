#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/loader.hpp"
#include "toile/image/standardise.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {
namespace {

using vips::VImage;

constexpr double kMmPerInch = 25.4;
constexpr double kLeastDpi = 1, kMostDpi = 65'535;

void check_bytes(const std::string& name, std::string_view bytes, const ReadLimits& limits) {
  if (bytes.size() <= limits.bytes) return;
  throw Error(ErrorKind::bad_file,
              fmt::format("{} has {:.0f} MB; at most {:.0f} MB are read", name, static_cast<double>(bytes.size()) / 1e6,
                          static_cast<double>(limits.bytes) / 1e6));
}

void check_pixels(const std::string& name, const Size& size, const ReadLimits& limits) {
  const auto pixels = static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height);
  if (pixels <= limits.pixels) return;
  throw Error(ErrorKind::bad_file,
              fmt::format("{} has {} x {} pixels, {:.1f} million; at most {:.1f} million are read", name, size.width,
                          size.height, static_cast<double>(pixels) / 1e6, static_cast<double>(limits.pixels) / 1e6));
}

/// A resolution in EXIF, pixels a mm; libvips leaves it to us in WebP, HEIC and AVIF.
double exif_resolution(const VImage& image) {
  constexpr const char* kAcross = "exif-ifd0-XResolution";
  constexpr const char* kUnit = "exif-ifd0-ResolutionUnit";
  if (image.get_typeof(kAcross) == 0) return 1;
  int number = 0, parts = 0;
  if (std::sscanf(image.get_string(kAcross), "%d/%d", &number, &parts) != 2 || parts <= 0) return 1;
  const bool in_cm = image.get_typeof(kUnit) != 0 && std::string_view(image.get_string(kUnit)).starts_with("3");
  return 1.0 * number / parts / (in_cm ? 10 : kMmPerInch);
}

/// What the file states, if it states something that can be meant: libvips says 1 pixel a mm where nothing is said.
double dpi_of(const VImage& image) {
  const double across = image.xres() == 1 ? exif_resolution(image) : image.xres();
  const double down = image.xres() == 1 ? across : image.yres();
  if (across == 1 || !(std::abs(across - down) <= 0.01 * across)) return 0;
  const double dpi = across * kMmPerInch;
  if (!(dpi >= kLeastDpi && dpi <= kMostDpi)) return 0;
  // 300 dpi come back from whole pixels a metre or hundredths a cm as 299.9994
  return std::abs(dpi - std::round(dpi)) < 0.03 ? std::round(dpi) : dpi;
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

Image decoded(const VImage& source) {
  Image image{.width = source.width(), .height = source.height(), .rgb = {}, .alpha = {}, .dpi = dpi_of(source)};
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
  check_bytes(name, bytes, limits);
  const Source source(bytes, name);
  check_pixels(name, source.size(), limits);
  // a damaged profile is no reason to refuse
  for (const Profile profile : {Profile::apply, Profile::ignore}) {
    try {
      return decoded(standardised(source, profile));
    } catch (const vips::VError&) {
      vips_error_clear();
    }
  }
  source.refuse();
}

Image read(const std::filesystem::path& path, const ReadLimits& limits) {
  return decode(read_file(path, limits.bytes), path.string(), limits);
}

Size read_size(const std::filesystem::path& path, const ReadLimits& limits) {
  start_vips();
  const std::string bytes = read_file(path, limits.bytes);
  return Source(bytes, path.string()).size();
}

Mask decode_mask(std::string_view bytes, const std::string& name, const ReadLimits& limits) {
  Image image = decode(bytes, name, limits);
  Mask mask{.width = image.width, .height = image.height, .cover = std::move(image.alpha), .dpi = image.dpi};
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
