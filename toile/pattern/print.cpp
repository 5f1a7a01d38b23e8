#include "toile/pattern/print.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/colour.hpp"

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

}  // namespace toile
