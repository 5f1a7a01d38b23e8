#include "toile/pattern/repeat.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/cells.hpp"
#include "toile/pattern/enlarge.hpp"
#include "toile/pattern/joint.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::pattern {
namespace {

using Kind = Layout::Kind;

constexpr double kCmPerInch = 2.54;
constexpr int kLongestTile = 8192;

/// How columns are moved, or rows of the transposed tile. Its height can be divided so.
Move move_of(const Image& tile, Layout layout) {
  return {.aside = 0, .drop = tile.height / layout.of * layout.moved, .columns = layout.of};
}

/// Whether no joint has to be found in the tile: it lies beside itself as it is.
bool lies_as_it_is(const Image& tile, Layout layout) {
  switch (layout.kind) {
    case Kind::straight:
    case Kind::mirror:
    case Kind::turnover:
      return true;
    case Kind::drop:
      return fits_plainly(tile, move_of(tile, layout).drop);
    case Kind::brick: {
      const Image turned = transposed(tile);
      return fits_plainly(turned, move_of(turned, layout).drop);
    }
    case Kind::centre:
    case Kind::diamond:
    case Kind::ogee:
      return false;
  }
  return false;
}

using Laid = Image (*)(const Image& tile, const Move& move);

Image brick(const Image& tile, Layout layout, Laid laid) {
  const Image turned = transposed(tile);
  return transposed(laid(turned, move_of(turned, layout)));
}

/// Two columns that alternate, then every second row moved by one of them.
Image centred(const Image& tile, Laid laid) {
  return brick(laid(tile, {.aside = tile.width / 2, .drop = tile.height / 2}), Layout::half_brick, laid);
}

/// Where a layout moves tiles by a part of a side, that side has a number of pixels that can be divided so.
image::Size divisible(Layout layout, double width, double height) {
  const auto multiple = [](double pixels, int of) {
    return of * std::max(1, static_cast<int>(std::lround(pixels / of)));
  };
  const bool halves = layout.kind == Kind::centre || layout.kind == Kind::diamond || layout.kind == Kind::ogee;
  return {multiple(width, layout.kind == Kind::brick ? layout.of
                          : halves                   ? 2
                                                     : 1),
          multiple(height, layout.kind == Kind::drop ? layout.of
                           : halves                  ? 2
                                                     : 1)};
}

Image divisible(const Image& tile, Layout layout) {
  const image::Size size = divisible(layout, tile.width, tile.height);
  return image::resize_tile(tile, size.width, size.height);
}

/// The tile and itself turned over, left for right, side by side.
Image turned_over(const Image& tile) {
  Image out = Image::filled(2 * tile.width, tile.height, {});
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      std::copy_n(tile.at(x < tile.width ? x : out.width - 1 - x, y), 3, out.at(x, y));
    }
  }
  return out;
}

Image mirrored(const Image& tile) {
  return transposed(turned_over(transposed(turned_over(tile))));
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
  switch (layout.kind) {
    case Kind::straight:
      break;
    case Kind::drop:
      return laid(tile, move_of(tile, layout));
    case Kind::brick:
      return brick(tile, layout, laid);
    case Kind::centre:
      return centred(tile, laid);
    case Kind::mirror:
      return mirrored(tile);
    case Kind::turnover:
      return turned_over(tile);
    case Kind::diamond:
    case Kind::ogee:
      return in_cells(tile, layout.kind);
  }
  return tile;
}

/// The repeat of a tile of this size. A tile that fits as it is need not be seamless beside its unmoved self, so it is
/// resampled among its true neighbours; a cut is found, and cells are cut out, in the pixels that will be printed.
Image unit_of_size(const Image& tile, Layout layout, const image::Size& size) {
  if (layout == Layout::straight) return enlarge(tile, size.width, size.height);
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

Image transposed(const Image& image) {
  Image out = Image::filled(image.height, image.width, {});
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) std::copy_n(image.at(x, y), 3, out.at(y, x));
  }
  return out;
}

Pattern repeat_unit(const Pattern& pattern, Layout layout) {
  const Image tile = divisible(pattern.tile, layout);
  return {.tile = unit_of(tile, layout, lies_as_it_is(tile, layout) ? laid_plainly : laid_along_a_cut),
          .width_cm = tiles_in_unit(layout).across * pattern.width_cm};
}

double seam_score(const Image& tile, Layout layout) {
  switch (layout.kind) {
    case Kind::drop:
      return seam_score(tile, tile.height * layout.moved / layout.of, 0);
    case Kind::brick:
      return seam_score(tile, 0, tile.width * layout.moved / layout.of);
    case Kind::mirror:
      return 0;
    default:
      return seam_score(tile);
  }
}

void SheetRequest::check() const {
  check_range("the sheet's width in cm", width_cm, 0.1, 1000);
  check_range("the sheet's height in cm", height_cm, 0.1, 10'000);
  check_range("the tile's width in cm", tile_cm, 0.1, 1000);
  check_range("the resolution in dpi", dpi, 10, 1200);
  const double pixels = width_cm / kCmPerInch * dpi * height_cm / kCmPerInch * dpi;
  if (pixels > kMostSheetPixels) {
    throw Error(ErrorKind::usage,
                fmt::format("a sheet of {:g} x {:g} cm at {:g} dpi has {:.0f} million pixels; at most "
                            "{:.0f} million are made: choose a smaller sheet or a lower resolution",
                            width_cm, height_cm, dpi, pixels / 1e6, kMostSheetPixels / 1e6));
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
  if (const double repeat = wide * high * grid.across * grid.down; repeat > kMostPixelsAtOnce) {
    throw Error(
        ErrorKind::usage,
        fmt::format("the repeat of a tile of {:g} cm at {:g} dpi in the layout {} has {:.0f} million pixels; at most "
                    "{:.0f} million are made: choose a smaller tile or a lower resolution",
                    tile_cm, dpi, name_of(layout), repeat / 1e6, kMostPixelsAtOnce / 1e6));
  }
}

image::Rows sheet_rows(const Pattern& pattern, const SheetRequest& request) {
  request.check(pattern.tile);
  const Exact exact = exact_size(pattern.tile, request);
  const image::Size size = divisible(request.layout, exact.width, exact.height);
  const auto unit = std::make_shared<const Image>(
      unit_of_size(image::on_colour(pattern.tile, {255, 255, 255}), request.layout, size));
  image::Rows rows{.width = pixels_of(request.width_cm, request.dpi, exact.width, size.width),
                   .height = pixels_of(request.height_cm, request.dpi, exact.height, size.height),
                   .period = unit->height,
                   .dpi = request.dpi,
                   .fill = {}};
  rows.fill = [unit, width = rows.width](int y, std::uint8_t* row) {
    const std::uint8_t* from = unit->at(0, y % unit->height);
    for (int x = 0; x < width; x += unit->width) {
      std::copy_n(from, 3 * static_cast<std::size_t>(std::min(unit->width, width - x)),
                  row + 3 * static_cast<std::size_t>(x));
    }
  };
  return rows;
}

void check_at_once(const image::Rows& rows) {
  if (static_cast<double>(rows.pixels()) > kMostPixelsAtOnce) {
    throw Error(ErrorKind::usage, fmt::format("a sheet of {:.0f} million pixels; above {:.0f} million only .tif and "
                                              ".png are written, without grain",
                                              static_cast<double>(rows.pixels()) / 1e6, kMostPixelsAtOnce / 1e6));
  }
}

Image sheet(const Pattern& pattern, const SheetRequest& request) {
  const image::Rows rows = sheet_rows(pattern, request);
  check_at_once(rows);
  return image::image_of(rows);
}

}  // namespace toile::pattern
