#include "toile/pattern/repeat.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/enlarge.hpp"

namespace toile::pattern {
namespace {

constexpr std::array<const char*, kLayouts.size()> kNames = {"straight", "half-drop", "half-brick", "mirror", "centre"};
constexpr int kBandShare = 4;  ///< the joint may run through this part of a tile's width
constexpr int kFeather = 2;    ///< pixels each side of the joint over which the two columns mix
constexpr int kStarts = 24;    ///< places where a closed joint may start; more find no better ones
constexpr double kCmPerInch = 2.54;
constexpr double kMostPixels = 1e8;
constexpr int kLongestTile = 8192;

int wrapped(int value, int length) {
  return (value % length + length) % length;
}

Image transposed(const Image& image) {
  Image out = Image::filled(image.height, image.width, {});
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) std::copy_n(image.at(x, y), 3, out.at(y, x));
  }
  return out;
}

/// How far every second tile is moved, to the right and down.
struct Move {
  int aside = 0, drop = 0;
};

/// Where a column of tiles ends: for each row the offset from the tile's edge, within +-band / 2, at which the tile
/// itself and the moved one differ least along the whole joint.
std::vector<int> joint(const Image& tile, const Move& move, int band) {
  const int height = tile.height;
  std::vector<float> cost(static_cast<std::size_t>(height) * band);
  for (int y = 0; y < height; ++y) {
    for (int i = 0; i < band; ++i) {
      const int x = wrapped(i - band / 2, tile.width);
      const std::uint8_t* a = tile.at(x, y);
      const std::uint8_t* b = tile.at(wrapped(x - move.aside, tile.width), wrapped(y - move.drop, height));
      float sum = 0;
      for (int c = 0; c < 3; ++c) sum += static_cast<float>((a[c] - b[c]) * (a[c] - b[c]));
      cost[static_cast<std::size_t>(y) * band + i] = sum;
    }
  }
  std::vector<int> best_path;
  float best = std::numeric_limits<float>::infinity();
  const int stride = std::max(1, band / kStarts);
  for (int start = 0; start < band; start += stride) {
    constexpr float kNever = std::numeric_limits<float>::infinity();
    std::vector<float> sums(cost.size(), kNever);
    sums[static_cast<std::size_t>(start)] = cost[static_cast<std::size_t>(start)];
    for (int y = 1; y < height; ++y) {
      const float* above = &sums[static_cast<std::size_t>(y - 1) * band];
      for (int i = 0; i < band; ++i) {
        float least = above[i];
        if (i > 0) least = std::min(least, above[i - 1]);
        if (i + 1 < band) least = std::min(least, above[i + 1]);
        sums[static_cast<std::size_t>(y) * band + i] = least + cost[static_cast<std::size_t>(y) * band + i];
      }
    }
    // closed: the last row ends beside the place where the first one starts
    const float* last = &sums[static_cast<std::size_t>(height - 1) * band];
    int at = start;
    for (int i = std::max(0, start - 1); i <= std::min(band - 1, start + 1); ++i) {
      if (last[i] < last[at]) at = i;
    }
    if (last[at] >= best) continue;
    best = last[at];
    best_path.assign(static_cast<std::size_t>(height), 0);
    for (int y = height - 1; y >= 0; --y) {
      best_path[static_cast<std::size_t>(y)] = at - band / 2;
      if (y == 0) break;
      const float* above = &sums[static_cast<std::size_t>(y - 1) * band];
      int from = at;
      for (int i = std::max(0, at - 1); i <= std::min(band - 1, at + 1); ++i) {
        if (above[i] < above[from]) from = i;
      }
      at = from;
    }
  }
  return best_path;
}

/// Two columns, the second one moved.
Image two_columns(const Image& tile, const Move& move) {
  const int width = tile.width, height = tile.height;
  const int band = std::max(2, width / kBandShare);
  const std::vector<int> there = joint(tile, move, band);
  Image out = Image::filled(2 * width, height, {});
  for (int y = 0; y < height; ++y) {
    // From the first column to the second, and back: where the second is the first one lowered, the same joint as far
    // down, so that the two columns have one shape.
    const int back = there[static_cast<std::size_t>(move.aside == 0 ? wrapped(y - move.drop, height) : y)];
    const int over = there[static_cast<std::size_t>(y)];
    for (int x = 0; x < 2 * width; ++x) {
      // how far inside the first column: positive between the joints, measured to the nearer of the two
      const int from_left = x - back, to_right = width + over - x, next_left = x - (2 * width + back);
      const int inside = std::max(std::min(from_left, to_right - 1), next_left);
      const float share = std::clamp((static_cast<float>(inside) + 0.5F + kFeather) / (2.0F * kFeather), 0.0F, 1.0F);
      const std::uint8_t* first = tile.at(x % width, y);
      const std::uint8_t* second = tile.at(wrapped(x - move.aside, width), wrapped(y - move.drop, height));
      for (int c = 0; c < 3; ++c) {
        const float mixed = static_cast<float>(second[c]) + share * static_cast<float>(first[c] - second[c]);
        out.at(x, y)[c] = static_cast<std::uint8_t>(mixed + 0.5F);
      }
    }
  }
  return out;
}

/// Every second column half a tile lower.
Image half_drop(const Image& tile) {
  return two_columns(tile, {.aside = 0, .drop = tile.height / 2});
}

Image half_brick(const Image& tile) {
  return transposed(half_drop(transposed(tile)));
}

/// Two columns that alternate, then every second row moved by one of them.
Image centred(const Image& tile) {
  return half_brick(two_columns(tile, {.aside = tile.width / 2, .drop = tile.height / 2}));
}

/// A tile that can be halved.
Image halvable(const Image& tile) {
  const int width = tile.width + tile.width % 2, height = tile.height + tile.height % 2;
  return width == tile.width && height == tile.height ? tile : image::resize_tile(tile, width, height);
}

int even(double pixels) {
  return 2 * std::max(1, static_cast<int>(std::lround(pixels / 2)));
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

int tiles_in_unit(Layout layout) {
  switch (layout) {
    case Layout::straight:
      return 1;
    case Layout::half_drop:
    case Layout::half_brick:
      return 2;
    case Layout::mirror:
    case Layout::centre:
      return 4;
  }
  return 4;
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
  switch (layout) {
    case Layout::straight:
      break;
    case Layout::half_drop:
      return {.tile = half_drop(halvable(pattern.tile)), .width_cm = 2 * pattern.width_cm};
    case Layout::half_brick:
      return {.tile = half_brick(halvable(pattern.tile)), .width_cm = pattern.width_cm};
    case Layout::centre:
      return {.tile = centred(halvable(pattern.tile)), .width_cm = 2 * pattern.width_cm};
    case Layout::mirror:
      return {.tile = mirrored(pattern.tile), .width_cm = 2 * pattern.width_cm};
  }
  return pattern;
}

void SheetRequest::check() const {
  check_range("the sheet's width in cm", width_cm, 0.1, 1000);
  check_range("the sheet's height in cm", height_cm, 0.1, 1000);
  check_range("the tile's width in cm", tile_cm, 0.1, 1000);
  check_range("the resolution in dpi", dpi, 10, 1200);
  const double pixels = static_cast<double>(width()) * height();
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
  const double wide = pixels_of(tile_cm, dpi), high = wide * tile.height / tile.width;
  if (wide > kLongestTile || high > kLongestTile) {
    throw Error(ErrorKind::usage,
                fmt::format("a tile of {:g} cm at {:g} dpi is {:.0f} pixels wide and {:.0f} pixels high; "
                            "at most {} are made: choose a smaller tile or a lower resolution",
                            tile_cm, dpi, wide, high, kLongestTile));
  }
  if (const double repeat = wide * high * tiles_in_unit(layout); repeat > kMostPixels) {
    throw Error(
        ErrorKind::usage,
        fmt::format("the repeat of a tile of {:g} cm at {:g} dpi in the layout {} has {:.0f} million pixels; at most "
                    "{:.0f} million are made: choose a smaller tile or a lower resolution",
                    tile_cm, dpi, name_of(layout), repeat / 1e6, kMostPixels / 1e6));
  }
}

int SheetRequest::width() const {
  return pixels_of(width_cm, dpi);
}

int SheetRequest::height() const {
  return pixels_of(height_cm, dpi);
}

Image sheet(const Pattern& pattern, const SheetRequest& request) {
  request.check(pattern.tile);
  const int side = even(request.tile_cm / kCmPerInch * request.dpi);
  const int high = even(1.0 * side * pattern.tile.height / pattern.tile.width);
  const Pattern sized{.tile = enlarge(image::on_colour(pattern.tile, {255, 255, 255}), side, high),
                      .width_cm = request.tile_cm};
  const Image unit = repeat_unit(sized, request.layout).tile;
  Image out{.width = request.width(), .height = request.height(), .rgb = {}, .alpha = {}};
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
