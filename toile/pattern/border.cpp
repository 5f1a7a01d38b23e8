#include "toile/pattern/border.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "toile/base/error.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/enlarge.hpp"

namespace toile::pattern {
namespace {

constexpr double kCmPerInch = 2.54;
constexpr double kMostPixels = 1e8;

Image stacked(const Image& tile, int times) {
  Image out{.width = tile.width, .height = tile.height * times, .rgb = {}, .alpha = {}};
  for (int i = 0; i < times; ++i) out.rgb.insert(out.rgb.end(), tile.rgb.begin(), tile.rgb.end());
  return out;
}

}  // namespace

Sides sides_named(const std::string& name) {
  if (name == "left") return Sides::left;
  if (name == "right") return Sides::right;
  if (name == "both") return Sides::both;
  throw Error(ErrorKind::usage, "sides is " + name + "; it must be left, right or both");
}

image::Rows bordered(const image::Rows& sheet, const Border& border) {
  const Image tile = image::on_colour(border.tile, {255, 255, 255});
  const double pixels = border.width_cm / kCmPerInch * sheet.dpi;
  const int width = std::max(1, static_cast<int>(std::lround(pixels)));
  const int sides = border.sides == Sides::both ? 2 : 1;
  if (width * sides > sheet.width) {
    throw Error(ErrorKind::usage, fmt::format("a border of {:g} cm on {} is wider than the sheet", border.width_cm,
                                              sides == 2 ? "both sides" : "one side"));
  }
  const double repeats = sheet.period / (pixels * tile.height / tile.width);
  const int in_sheet = std::max(1, static_cast<int>(std::lround(repeats)));  // of the border's, in one of the sheet's
  const int in_border = std::max(1, static_cast<int>(std::lround(1 / repeats)));  // the other way
  const double height = static_cast<double>(sheet.period) * in_border;
  if (height * width > kMostPixels) {
    throw Error(ErrorKind::usage, fmt::format("a border of {:.0f} million pixels; at most {:.0f} million are made: "
                                              "choose a narrower one",
                                              height * width / 1e6, kMostPixels / 1e6));
  }
  const auto strip = std::make_shared<const Image>(enlarge(stacked(tile, in_sheet), width, sheet.period * in_border));
  image::Rows rows = sheet;
  rows.period = strip->height;
  rows.fill = [strip, field = sheet.fill, sides = border.sides, wide = sheet.width](int y, std::uint8_t* row) {
    field(y, row);
    const std::uint8_t* from = strip->at(0, y % strip->height);
    if (sides != Sides::right) std::copy_n(from, 3 * static_cast<std::size_t>(strip->width), row);
    if (sides == Sides::left) return;
    for (int x = 0; x < strip->width; ++x)
      std::copy_n(from + 3 * x, 3, row + 3 * static_cast<std::size_t>(wide - 1 - x));
  };
  return rows;
}

}  // namespace toile::pattern
