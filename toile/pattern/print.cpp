#include "toile/pattern/print.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/resize_shares.hpp"

namespace toile {
namespace {

constexpr int kFull = 255;  ///< what the shares of a pixel sum to
constexpr int kMostSide = 16384;

void check_size(int width, int height) {
  for (const int side : {width, height}) {
    if (side >= 1 && side <= kMostSide) continue;
    throw Error(ErrorKind::usage, "a print's side is " + std::to_string(side) + " pixels; it must be from 1 to " +
                                      std::to_string(kMostSide));
  }
}

}  // namespace

Print Print::ground(int width, int height, std::vector<Ink> inks) {
  check_size(width, height);
  if (inks.size() < kLeastInks || inks.size() > kMostInks) {
    throw Error(ErrorKind::usage, "a print of " + std::to_string(inks.size()) + " inks; it must have from " +
                                      std::to_string(kLeastInks) + " to " + std::to_string(kMostInks));
  }
  Print print{.width = width, .height = height, .inks = std::move(inks), .shares = {}};
  print.shares.assign(print.pixels() * print.inks.size(), 0);
  std::fill_n(print.plane(0), print.pixels(), static_cast<std::uint8_t>(kFull));
  return print;
}

namespace pattern {

Image rendered(const Print& print) {
  const auto count = static_cast<int>(print.inks.size());
  std::vector<std::array<float, 3>> light;
  for (const Ink& ink : print.inks) {
    std::array<float, 3> linear{};
    for (std::size_t c = 0; c < 3; ++c) linear[c] = image::linear_of_srgb()[ink.colour[c]] / kFull;
    light.push_back(linear);
  }
  Image picture{
      .width = print.width, .height = print.height, .rgb = std::vector<std::uint8_t>(3 * print.pixels()), .alpha = {}};
  for_rows(print.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      const std::size_t row = static_cast<std::size_t>(y) * print.width;
      std::uint8_t* pixel = picture.at(0, y);
      int pure = 0;  // the ink of the last pixel that had but one: its neighbours mostly have the same
      for (int x = 0; x < print.width; ++x, pixel += 3) {
        const std::size_t at = row + x;
        if (print.plane(pure)[at] != kFull) {
          for (pure = count - 1; pure > 0 && print.plane(pure)[at] != kFull;) --pure;
        }
        if (print.plane(pure)[at] == kFull) {
          std::copy_n(print.inks[pure].colour.data(), 3, pixel);
          continue;
        }
        std::array<float, 3> sum{};
        for (int k = 0; k < count; ++k) {
          const float share = print.plane(k)[at];
          for (std::size_t c = 0; c < 3; ++c) sum[c] += share * light[k][c];
        }
        for (std::size_t c = 0; c < 3; ++c) pixel[c] = image::srgb_of_linear(sum[c]);
      }
    }
  });
  return picture;
}

Print resized(const Print& print, int width, int height) {
  check_size(width, height);
  if (width == print.width && height == print.height) return print;
  Print result{.width = width, .height = height, .inks = print.inks, .shares = {}, .width_cm = print.width_cm};
  const Shares small{.width = print.width,
                     .height = print.height,
                     .planes = static_cast<int>(print.inks.size()),
                     .values = print.shares};
  result.shares = resize_shares(small, width, height).values;
  return result;
}

Print recoloured(Print print, const std::vector<Rgb>& colours) {
  if (colours.size() != print.inks.size()) {
    throw Error(ErrorKind::usage, std::to_string(colours.size()) + " colours for a print of " +
                                      std::to_string(print.inks.size()) + " inks; there must be one for each");
  }
  for (std::size_t k = 0; k < colours.size(); ++k) print.inks[k].colour = colours[k];
  return print;
}

Print with_distinct_inks(Print print) {
  std::vector<int> kept;  // those that are the first of their colour
  const auto first_of = [&](int ink) {
    return std::find_if(kept.begin(), kept.end(), [&](int one) {
      return print.inks[static_cast<std::size_t>(one)].colour == print.inks[static_cast<std::size_t>(ink)].colour;
    });
  };
  const int count = static_cast<int>(print.inks.size());
  for (int ink = 0; ink < count; ++ink) {
    if (first_of(ink) == kept.end()) kept.push_back(ink);
  }
  if (static_cast<int>(kept.size()) == count || static_cast<int>(kept.size()) < kLeastInks) return print;
  Print result{.width = print.width, .height = print.height, .inks = {}, .shares = {}, .width_cm = print.width_cm};
  for (const int ink : kept) result.inks.push_back(print.inks[static_cast<std::size_t>(ink)]);
  result.shares.assign(kept.size() * print.pixels(), 0);
  for (int ink = 0; ink < count; ++ink) {
    std::uint8_t* to = result.plane(static_cast<int>(first_of(ink) - kept.begin()));
    const std::uint8_t* from = print.plane(ink);
    for (std::size_t i = 0; i < print.pixels(); ++i) to[i] = static_cast<std::uint8_t>(to[i] + from[i]);
  }
  return result;
}

}  // namespace pattern
}  // namespace toile
