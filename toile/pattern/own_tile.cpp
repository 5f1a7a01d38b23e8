#include "toile/pattern/own_tile.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/closed_path.hpp"
#include "toile/pattern/joint.hpp"
#include "toile/pattern/repeat.hpp"

namespace toile::pattern {
namespace {

constexpr int kLeastSide = 32;
constexpr int kOverlap = 8;    ///< this part of a side
constexpr float kTie = 1e-3F;  ///< what a pixel further from the overlap's middle costs: less than any visible step
constexpr float kSoft = 3;     ///< pixels each side of the joint over which the two edges mix

bool is_drop(Layout layout) {
  return layout.kind == Layout::Kind::drop;
}

bool is_brick(Layout layout) {
  return layout.kind == Layout::Kind::brick;
}

/// How far a drop moves columns of this height, and a brick, once turned, its rows.
int moved_by(Layout layout, int height) {
  return height * layout.moved / layout.of;
}

/// The next height that the layout's parts divide.
int divisible(int height, Layout layout) {
  return (height + layout.of - 1) / layout.of * layout.of;
}

/// The right edge laid over the left one, which lies `drop` rows lower beside it. Rows wrap around.
Image closed_across(const Image& tile, int drop) {
  const int overlap = tile.width / kOverlap, width = tile.width - overlap;
  const auto over = [&](int x, int y) { return tile.at(x + width, (y + drop) % tile.height); };
  std::vector<float> cost;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < overlap; ++x) {
      float sum = kTie * static_cast<float>(std::abs(x - overlap / 2));
      for (int c = 0; c < 3; ++c) {
        const auto step = static_cast<float>(tile.at(x, y)[c] - over(x, y)[c]);
        sum += step * step;
      }
      cost.push_back(sum);
    }
  }
  const std::vector<int> path = closed_path(cost, overlap, tile.height);
  Image out = image::crop(tile, 0, 0, width, tile.height);
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < overlap; ++x) {
      // all of the other edge at x = 0, all of this one at the overlap's end
      const float mixed = (static_cast<float>(x - path[static_cast<std::size_t>(y)]) + kSoft) / (2 * kSoft);
      const float ramp_in = static_cast<float>(x) / kSoft, ramp_out = static_cast<float>(overlap - 1 - x) / kSoft;
      const float share = std::clamp(std::max(std::min(mixed, ramp_in), 1 - ramp_out), 0.0F, 1.0F);
      for (int c = 0; c < 3; ++c) {
        const float there = over(x, y)[c], here = tile.at(x, y)[c];
        out.at(x, y)[c] = static_cast<std::uint8_t>(there + share * (here - there) + 0.5F);
      }
    }
  }
  return out;
}

/// Closed both ways, every column lowered against the one before as the layout says.
Image closed(Image tile, Layout layout) {
  if (Image turned = transposed(tile); !fits_plainly(turned, 0)) tile = transposed(closed_across(turned, 0));
  const int height = tile.height / layout.of * layout.of;
  if (height != tile.height) tile = image::resize_tile(tile, tile.width, height);
  const int drop = moved_by(layout, tile.height);
  return fits_plainly(tile, drop) ? tile : closed_across(tile, drop);
}

}  // namespace

Image mended_seam(const Image& tile, Layout layout) {
  if (std::min(tile.width, tile.height) < kLeastSide) {
    throw Error(ErrorKind::usage, "the tile is " + std::to_string(tile.width) + "x" + std::to_string(tile.height) +
                                      " pixels; a seam is mended in tiles of at least 32x32");
  }
  const Image opaque = image::on_colour(tile, {255, 255, 255});
  if (layout == Layout::mirror) return opaque;
  if (is_brick(layout)) return transposed(closed(transposed(opaque), layout));
  return closed(opaque, is_drop(layout) ? layout : Layout::straight);
}

bool meets_itself(const Image& tile, Layout layout) {
  if (layout == Layout::mirror) return true;
  const Image turned = transposed(tile);
  return fits_plainly(tile, is_drop(layout) ? moved_by(layout, tile.height) : 0) &&
         fits_plainly(turned, is_brick(layout) ? moved_by(layout, tile.width) : 0);
}

Pattern plain_unit(const Pattern& pattern, Layout layout) {
  const Image& tile = pattern.tile;
  const auto laid = [&](const Image& columns) {
    return laid_plainly(columns, {.aside = 0, .drop = moved_by(layout, columns.height), .columns = layout.of});
  };
  if (is_drop(layout)) {
    return {.tile = laid(image::resize_tile(tile, tile.width, divisible(tile.height, layout))),
            .width_cm = layout.of * pattern.width_cm};
  }
  if (is_brick(layout)) {
    const Image turned = transposed(image::resize_tile(tile, divisible(tile.width, layout), tile.height));
    return {.tile = transposed(laid(turned)), .width_cm = pattern.width_cm};
  }
  return repeat_unit(pattern, layout);
}

}  // namespace toile::pattern
