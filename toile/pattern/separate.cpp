#include "toile/pattern/separate.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/flat_inks.hpp"
#include "toile/pattern/oklab.hpp"

namespace toile::pattern {
namespace {

constexpr double kLeastShare = 0.002;  ///< of the tile
constexpr int kTextureInks = 8;        ///< for a texture that nobody names a number for
constexpr int kSure = 26;              ///< of 255: on pictures that were compressed, less of an ink is noise

/// Of what compression blurred, nearly pure is pure.
void snap(Unmixed& unmixed) {
  for (Mixture& m : unmixed.pixels) {
    if (m.share < kSure) m.share = 0;
    if (m.share > 255 - kSure) m = {m.other, m.other, 0};
  }
}

/// The ink that has most of a pixel.
std::uint8_t main_ink(const Mixture& m) {
  return m.share > 127 ? m.other : m.ink;
}

/// A pixel whose ink none of its eight neighbours has is what most of them are.
void drop_specks(Unmixed& unmixed, int width, int height) {
  const std::vector<Mixture> before = unmixed.pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * width + x;
      std::array<int, kMostInks> votes{};
      for (int v = y - 1; v <= y + 1; ++v) {
        for (int u = x - 1; u <= x + 1; ++u) {
          const std::size_t there = static_cast<std::size_t>((v + height) % height) * width + (u + width) % width;
          if (there != at) ++votes[main_ink(before[there])];
        }
      }
      if (votes[main_ink(before[at])] > 0) continue;
      const auto ink = static_cast<std::uint8_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
      unmixed.pixels[at] = {ink, ink, 0};
    }
  }
}

/// The ink nearest to each pixel.
FlatPrint posterised(const Image& tile, int inks) {
  FlatPrint print{.inks = palette(tile, inks), .unmixed = {}, .lossless = false};
  std::vector<Oklab> labs;
  for (const Swatch& ink : print.inks) labs.push_back(oklab_of(ink.colour.data()));
  print.unmixed.pixels.resize(tile.pixels());
  for_rows(tile.height, [&](int first, int last) {
    for (std::size_t at = static_cast<std::size_t>(first) * tile.width;
         at < static_cast<std::size_t>(last) * tile.width; ++at) {
      const auto ink = static_cast<std::uint8_t>(nearest(labs, oklab_of(tile.rgb.data() + 3 * at)));
      print.unmixed.pixels[at] = {ink, ink, 0};
    }
  });
  return print;
}

/// The flat print with as many inks as asked, or with those that cover enough.
FlatPrint print_of(const Image& tile, int inks) {
  const auto flat = flat_print(tile, inks == 0 ? kMostInks : inks);
  if (!flat) return posterised(tile, inks == 0 ? kTextureInks : inks);
  const auto enough =
      std::count_if(flat->inks.begin(), flat->inks.end(), [](const Swatch& ink) { return ink.share >= kLeastShare; });
  if (inks != 0 || enough == std::ssize(flat->inks) || enough < 1) return *flat;
  return flat_print(tile, static_cast<int>(enough)).value_or(*flat);
}

}  // namespace

Print separated(const Image& tile, int inks) {
  if (inks != 0 && (inks < kLeastInks || inks > kMostInks)) {
    throw Error(ErrorKind::usage, "a separation into " + std::to_string(inks) + " inks; it must be from " +
                                      std::to_string(kLeastInks) + " to " + std::to_string(kMostInks));
  }
  const Image opaque = image::on_colour(tile, {255, 255, 255});
  FlatPrint flat = print_of(opaque, inks);
  if (!flat.lossless) {
    snap(flat.unmixed);
    drop_specks(flat.unmixed, tile.width, tile.height);
  }
  std::vector<Ink> names;
  for (const Swatch& ink : flat.inks) names.push_back({.colour = ink.colour});
  if (names.size() < kLeastInks) names.push_back({.colour = {255, 255, 255}});
  Print print = Print::ground(tile.width, tile.height, std::move(names));
  for (std::size_t at = 0; at < print.pixels(); ++at) {
    const Mixture& m = flat.unmixed.pixels[at];
    print.plane(0)[at] = 0;
    print.plane(m.ink)[at] = static_cast<std::uint8_t>(255 - m.share);
    print.plane(m.other)[at] = static_cast<std::uint8_t>(print.plane(m.other)[at] + m.share);
  }
  return print;
}

}  // namespace toile::pattern
