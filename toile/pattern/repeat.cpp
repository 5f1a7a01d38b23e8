#include "toile/pattern/repeat.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/joint.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::pattern {
namespace {

constexpr std::array<const char*, kLayouts.size()> kNames = {"straight", "half-drop", "half-brick", "mirror", "centre"};
constexpr double kCmPerInch = 2.54;
constexpr double kMostPixels = 1e8;
constexpr int kLongestTile = 8192;

Image transposed(const Image& image) {
  Image out = Image::filled(image.height, image.width, {});
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) std::copy_n(image.at(x, y), 3, out.at(y, x));
  }
  return out;
}

/// How every second column is moved, or every second row of the transposed tile.
Move half_down(const Image& tile) {
  return {.aside = 0, .drop = tile.height / 2};
}

/// Whether no joint has to be found in the tile: it lies beside itself as it is.
bool lies_as_it_is(const Image& tile, Layout layout) {
  switch (layout) {
    case Layout::straight:
    case Layout::mirror:
      return true;
    case Layout::half_drop:
      return fits_plainly(tile, half_down(tile));
    case Layout::half_brick: {
      const Image turned = transposed(tile);
      return fits_plainly(turned, half_down(turned));
    }
    case Layout::centre:
      return false;
  }
  return false;
}

using Laid = Image (*)(const Image& tile, const Move& move);

/// Every second column half a tile lower.
Image half_drop(const Image& tile, Laid laid) {
  return laid(tile, half_down(tile));
}

Image half_brick(const Image& tile, Laid laid) {
  return transposed(half_drop(transposed(tile), laid));
}

/// Two columns that alternate, then every second row moved by one of them.
Image centred(const Image& tile, Laid laid) {
  return half_brick(laid(tile, {.aside = tile.width / 2, .drop = tile.height / 2}), laid);
}

struct Grid {
  int across = 1, down = 1;
};

/// Tiles in the smallest straight repeat.
Grid tiles_in_unit(Layout layout) {
  switch (layout) {
    case Layout::straight:
      return {1, 1};
    case Layout::half_drop:
      return {2, 1};
    case Layout::half_brick:
      return {1, 2};
    case Layout::mirror:
    case Layout::centre:
      return {2, 2};
  }
  return {2, 2};
}

/// Where a layout moves tiles by half of a side, that side has an even number of pixels.
image::Size halvable(Layout layout, double width, double height) {
  const auto whole = [](double pixels) { return std::max(1, static_cast<int>(std::lround(pixels))); };
  const auto even = [](double pixels) { return 2 * std::max(1, static_cast<int>(std::lround(pixels / 2))); };
  const bool half_width = layout == Layout::half_brick || layout == Layout::centre;
  const bool half_height = layout == Layout::half_drop || layout == Layout::centre;
  return {half_width ? even(width) : whole(width), half_height ? even(height) : whole(height)};
}

Image halvable(const Image& tile, Layout layout) {
  const image::Size size = halvable(layout, tile.width, tile.height);
  return image::resize_tile(tile, size.width, size.height);
}

Image mirrored(const Image& tile) {
  Image out = Image::filled(2 * tile.width, 2 * tile.height, {});
  for (int y = 0; y < out.height; ++y) {
    const int from_y = y < tile.height ? y : out.height - 1 - y;
    for (int x = 0; x < out.width; ++x) {
      std::copy_n(tile.at(x < tile.width ? x : out.width - 1 - x, from_y), 3, out.at(x, y));
    }
  }
  return out;
}

int pixels_of(double cm, double dpi) {
  return std::max(1, static_cast<int>(std::lround(cm / kCmPerInch * dpi)));
}

/// The tile's pixels on a sheet, before they are made whole.
struct Exact {
  double width = 0, height = 0;
};

Exact exact_size(const Image& tile, const SheetRequest& request) {
  const double width = request.tile_cm / kCmPerInch * request.dpi;
  return {width, width * tile.height / tile.width};
}

/// So many cm of cloth: where they are whole tiles to a pixel, they are those tiles' pixels, so that a sheet of whole
/// repeats is a repeat itself.
int pixels_of(double cm, double dpi, double exact_tile, int tile) {
  const double pixels = cm / kCmPerInch * dpi, tiles = std::round(pixels / exact_tile);
  const bool whole = tiles >= 1 && std::abs(pixels - tiles * exact_tile) <= 1;
  return whole ? static_cast<int>(tiles) * tile : pixels_of(cm, dpi);
}

Image unit_of(const Image& tile, Layout layout, Laid laid) {
  switch (layout) {
    case Layout::straight:
      break;
    case Layout::half_drop:
      return half_drop(tile, laid);
    case Layout::half_brick:
      return half_brick(tile, laid);
    case Layout::centre:
      return centred(tile, laid);
    case Layout::mirror:
      return mirrored(tile);
  }
  return tile;
}

/// The repeat of a tile of this size. A tile that fits as it is need not be seamless beside its unmoved self, so it is
/// resampled among its true neighbours; a cut is found in the pixels that will be printed.
Image unit_of_size(const Image& tile, Layout layout, const image::Size& size) {
  if (!lies_as_it_is(tile, layout)) {
    return unit_of(enlarge(tile, size.width, size.height), layout, laid_along_a_cut);
  }
  const Grid grid = tiles_in_unit(layout);
  const Image unit =
      enlarge(repeat_unit({.tile = tile}, layout).tile, grid.across * size.width, grid.down * size.height);
  return unit_of(image::crop(unit, 0, 0, size.width, size.height), layout, laid_plainly);
}

void check_range(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, fmt::format("{} is {:g}; it must be from {:g} to {:g}", what, value, low, high));
}

}  // namespace

Layout layout_named(const std::string& name) {
  for (std::size_t i = 0; i < kLayouts.size(); ++i) {
    if (name == kNames[i]) return kLayouts[i];
  }
  throw Error(ErrorKind::usage, "layout is " + name + "; it must be straight, half-drop, half-brick, mirror or centre");
}

std::string name_of(Layout layout) {
  return kNames[static_cast<std::size_t>(layout)];
}

Pattern repeat_unit(const Pattern& pattern, Layout layout) {
  const Image tile = halvable(pattern.tile, layout);
  return {.tile = unit_of(tile, layout, lies_as_it_is(tile, layout) ? laid_plainly : laid_along_a_cut),
          .width_cm = tiles_in_unit(layout).across * pattern.width_cm};
}

double seam_score(const Image& tile, Layout layout) {
  switch (layout) {
    case Layout::straight:
    case Layout::centre:
      break;
    case Layout::half_drop:
      return seam_score(tile, tile.height / 2, 0);
    case Layout::half_brick:
      return seam_score(tile, 0, tile.width / 2);
    case Layout::mirror:
      return 0;
  }
  return seam_score(tile);
}

void SheetRequest::check() const {
  check_range("the sheet's width in cm", width_cm, 0.1, 1000);
  check_range("the sheet's height in cm", height_cm, 0.1, 1000);
  check_range("the tile's width in cm", tile_cm, 0.1, 1000);
  check_range("the resolution in dpi", dpi, 10, 1200);
  const double pixels = width_cm / kCmPerInch * dpi * height_cm / kCmPerInch * dpi;
  if (pixels > kMostPixels) {
    throw Error(ErrorKind::usage,
                fmt::format("a sheet of {:g} x {:g} cm at {:g} dpi has {:.0f} million pixels; at most "
                            "{:.0f} million are made: choose a smaller sheet or a lower resolution",
                            width_cm, height_cm, dpi, pixels / 1e6, kMostPixels / 1e6));
  }
}

void SheetRequest::check(const Image& tile) const {
  check();
  if (tile.pixels() == 0) throw Error(ErrorKind::usage, "the tile is empty");
  const auto [wide, high] = exact_size(tile, *this);
  if (wide > kLongestTile || high > kLongestTile) {
    throw Error(ErrorKind::usage,
                fmt::format("a tile of {:g} cm at {:g} dpi is {:.0f} pixels wide and {:.0f} pixels high; "
                            "at most {} are made: choose a smaller tile or a lower resolution",
                            tile_cm, dpi, wide, high, kLongestTile));
  }
  const Grid grid = tiles_in_unit(layout);
  if (const double repeat = wide * high * grid.across * grid.down; repeat > kMostPixels) {
    throw Error(
        ErrorKind::usage,
        fmt::format("the repeat of a tile of {:g} cm at {:g} dpi in the layout {} has {:.0f} million pixels; at most "
                    "{:.0f} million are made: choose a smaller tile or a lower resolution",
                    tile_cm, dpi, name_of(layout), repeat / 1e6, kMostPixels / 1e6));
  }
}

Image sheet(const Pattern& pattern, const SheetRequest& request) {
  request.check(pattern.tile);
  const Exact exact = exact_size(pattern.tile, request);
  const image::Size size = halvable(request.layout, exact.width, exact.height);
  const Image unit = unit_of_size(image::on_colour(pattern.tile, {255, 255, 255}), request.layout, size);
  Image out{.width = pixels_of(request.width_cm, request.dpi, exact.width, size.width),
            .height = pixels_of(request.height_cm, request.dpi, exact.height, size.height),
            .rgb = {},
            .alpha = {},
            .dpi = request.dpi};
  out.rgb.resize(3 * out.pixels());
  for_rows(out.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const std::uint8_t* from = unit.at(0, y % unit.height);
      for (int x = 0; x < out.width; x += unit.width) {
        std::copy_n(from, 3 * static_cast<std::size_t>(std::min(unit.width, out.width - x)), out.at(x, y));
      }
    }
  });
  return out;
}

}  // namespace toile::pattern
