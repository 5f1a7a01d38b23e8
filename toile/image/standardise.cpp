#include "toile/image/standardise.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace toile::image {
namespace {

using vips::VImage;

constexpr double kMostUshort = 65'535;
constexpr int kProbes = 9;  ///< of each channel, to see what a profile does

bool is_lab(const VImage& image) {
  const VipsInterpretation kind = image.interpretation();
  return kind == VIPS_INTERPRETATION_LAB || kind == VIPS_INTERPRETATION_LABQ || kind == VIPS_INTERPRETATION_LABS;
}

/// What is found among floats.
struct Numbers {
  float most = 0;
  std::size_t count = 0, above = 0;  ///< all, and those above white if that is 1
  bool whole = true;                 ///< there are no fractions
};

int count_numbers(VipsRegion* region, VipsRect* area, void* target) {
  Numbers& numbers = *static_cast<Numbers*>(target);
  const int values = area->width * region->im->Bands;
  for (int y = area->top; y < area->top + area->height; ++y) {
    const auto* row = reinterpret_cast<const float*>(VIPS_REGION_ADDR(region, area->left, y));
    for (int i = 0; i < values; ++i) {
      if (!std::isfinite(row[i])) continue;
      ++numbers.count;
      numbers.most = std::max(numbers.most, row[i]);
      numbers.above += row[i] > 1.5F;
      numbers.whole = numbers.whole && row[i] == std::floor(row[i]);
    }
  }
  return 0;
}

/// Which number stands for white: lamps may shine above it, and a picture may be almost black.
double white_of(const Source& source) {
  Numbers numbers;
  const VImage floats = source.open().cast(VIPS_FORMAT_FLOAT);
  if (vips_sink_disc(floats.get_image(), count_numbers, &numbers) != 0) throw vips::VError();
  if (numbers.most <= 16) return 1;
  if (!numbers.whole && 20 * numbers.above < numbers.count) return 1;
  return numbers.most <= 300 ? 255 : kMostUshort;
}

/// A number of any kind -> what libvips knows how to convert: 8 or 16 bits.
VImage in_integers(const VImage& image, double white) {
  switch (image.format()) {
    case VIPS_FORMAT_UCHAR:
    case VIPS_FORMAT_USHORT:
      return image;
    case VIPS_FORMAT_UINT:
      return (image / 65'537.0).rint().cast(VIPS_FORMAT_USHORT);
    default:
      return (image * (kMostUshort / white)).rint().cast(VIPS_FORMAT_USHORT);  // the cast clips; NaN becomes 0
  }
}

/// How libvips calls `colours` channels of these numbers.
VipsInterpretation kind_of(const VImage& image, int colours) {
  const bool wide = image.format() == VIPS_FORMAT_USHORT;
  if (colours == 1) return wide ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W;
  if (colours == 4) return VIPS_INTERPRETATION_CMYK;
  return wide ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB;
}

VImage through_profile(const VImage& colour) {
  return colour.icc_transform("srgb", VImage::option()->set("embedded", true)->set("depth", 8));
}

/// Whether the profile of an RGB picture changes no colour by more than a step.
bool is_srgb(const VImage& colour) {
  std::size_t size = 0;
  const void* bytes = colour.get_blob(VIPS_META_ICC_NAME, &size);
  if (std::string_view(static_cast<const char*>(bytes), size) == srgb_profile()) return true;
  std::vector<std::uint8_t> probes;
  for (int r = 0; r < kProbes; ++r) {
    for (int g = 0; g < kProbes; ++g) {
      for (int b = 0; b < kProbes; ++b) {
        for (const int value : {r, g, b}) probes.push_back(static_cast<std::uint8_t>(255 * value / (kProbes - 1)));
      }
    }
  }
  VImage grid = VImage::new_from_memory(probes.data(), probes.size(), kProbes * kProbes, kProbes, 3, VIPS_FORMAT_UCHAR)
                    .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  grid.set(VIPS_META_ICC_NAME, nullptr, const_cast<void*>(bytes), size);
  return (through_profile(grid) - grid).abs().max() <= 1;
}

/// Colour without alpha -> 8-bit sRGB, three bands.
VImage to_srgb(VImage colour, Profile profile) {
  // straight from packed Lab libvips goes by a coarse table
  if (is_lab(colour)) colour = colour.colourspace(VIPS_INTERPRETATION_LAB);
  const bool has_profile = profile == Profile::apply && !is_lab(colour) && colour.get_typeof(VIPS_META_ICC_NAME) != 0;
  if (has_profile && !(colour.bands() == 3 && is_srgb(colour))) colour = through_profile(colour);
  if (colour.interpretation() != VIPS_INTERPRETATION_sRGB || colour.bands() != 3) {
    colour = colour.colourspace(VIPS_INTERPRETATION_sRGB);
  }
  return colour.cast(VIPS_FORMAT_UCHAR);
}

VImage to_8_bits(const VImage& alpha) {
  const double scale = alpha.format() == VIPS_FORMAT_USHORT ? 255.0 / kMostUshort : 1;
  return (alpha * scale).rint().cast(VIPS_FORMAT_UCHAR);
}

/// How many of the bands are colour; those behind are alpha or nothing that is known.
int colours_of(const VImage& image, const Source& source) {
  if (source.tiff()) return std::min(source.tiff()->colours, image.bands());
  if (image.interpretation() == VIPS_INTERPRETATION_CMYK) return 4;
  return image.bands() < 3 ? 1 : 3;
}

VImage first_bands(const VImage& image, int count) {
  return image.bands() == count ? image : image.extract_band(0, VImage::option()->set("n", count));
}

/// Colour in `kind_of` numbers, with its alpha or without.
VImage colour_and_alpha(const VImage& image, int colours, bool alpha, Profile profile) {
  if (image.bands() == colours || !alpha) return to_srgb(first_bands(image, colours), profile);
  const VImage cover = to_8_bits(image.extract_band(colours));
  return to_srgb(first_bands(image, colours), profile).bandjoin(cover);
}

}  // namespace

std::string_view srgb_profile() {
  static const Blob profile([] {
    VipsBlob* blob = nullptr;
    if (vips_profile_load("srgb", &blob, nullptr) != 0) throw vips::VError();
    return blob;
  }());
  return bytes_of(profile);
}

VImage standardised(const Source& source, Profile profile) {
  VImage image = source.open();
  const int colours = is_lab(image) ? 3 : colours_of(image, source);
  if (!is_lab(image)) {
    image = in_integers(image, image.format() == VIPS_FORMAT_FLOAT ? white_of(source) : 1);
    image = image.copy(VImage::option()->set("interpretation", kind_of(image, colours)));
  }
  image = colour_and_alpha(image, colours, !source.tiff() || source.tiff()->alpha, profile);
  const bool turned = image.get_typeof(VIPS_META_ORIENTATION) != 0 && image.get_int(VIPS_META_ORIENTATION) > 1;
  // turning needs the rows in another order than they are decoded
  return turned ? image.copy_memory().autorot() : image;
}

}  // namespace toile::image
