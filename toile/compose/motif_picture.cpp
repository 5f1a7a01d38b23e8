#include "toile/compose/motif_picture.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/compose/stamp.hpp"
#include "toile/compose/wear.hpp"
#include "toile/image/colour.hpp"

namespace toile::compose {
namespace {

/// What is not covered by ink 0, which stands for nothing, in the mean of the other inks in linear light.
Image on_nothing(const Print& print) {
  Image picture{.width = print.width, .height = print.height, .rgb = {}, .alpha = {}};
  picture.rgb.resize(3 * print.pixels());
  picture.alpha.resize(print.pixels());
  const auto& linear = image::linear_of_srgb();
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    const int covered = 255 - print.plane(0)[i];
    picture.alpha[i] = static_cast<std::uint8_t>(covered);
    if (covered == 0) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      float sum = 0;
      for (int ink = 1; ink < std::ssize(print.inks); ++ink) {
        sum += linear[print.inks[static_cast<std::size_t>(ink)].colour[c]] * static_cast<float>(print.plane(ink)[i]);
      }
      picture.rgb[3 * i + c] = image::srgb_of_linear(sum / static_cast<float>(covered));
    }
  }
  return picture;
}

void paste(Image& sheet, const Image& picture, int left, int top) {
  for (int y = 0; y < picture.height; ++y) {
    const std::size_t from = static_cast<std::size_t>(y) * picture.width;
    const std::size_t to = static_cast<std::size_t>(top + y) * sheet.width + left;
    std::copy_n(picture.rgb.begin() + 3 * from, 3 * picture.width, sheet.rgb.begin() + 3 * to);
    std::copy_n(picture.alpha.begin() + from, picture.width, sheet.alpha.begin() + to);
  }
}

}  // namespace

Image picture_of(const Motif& motif, const std::vector<pattern::Rgb>& colours, int side) {
  if (colours.size() != motif.roles.size()) {
    throw Error(ErrorKind::usage, std::to_string(colours.size()) + " colours for a motif of " +
                                      std::to_string(motif.roles.size()) + " inks; it needs one for each");
  }
  std::vector<Ink> inks(1);
  std::vector<int> numbers;
  for (const pattern::Rgb& colour : colours) {
    numbers.push_back(static_cast<int>(inks.size()));
    inks.push_back({.colour = colour});
  }
  Print print = Print::ground(side, side, std::move(inks));
  const double middle = side / 2.0;
  stamp(print, motif, {.x = middle, .y = middle, .size = 1.0 * side, .inks = numbers}, {0, side});
  return on_nothing(print);
}

Image motif_sheet(const Layout& layout, const std::vector<std::string>& names, int columns, int side,
                  const FindMotif& find) {
  if (names.empty()) throw Error(ErrorKind::usage, "there are no motifs to be shown");
  const Palette palette = worn_palette(layout, find);
  const int rows = (static_cast<int>(names.size()) + columns - 1) / columns;
  Image sheet{.width = columns * side, .height = rows * side, .rgb = {}, .alpha = {}};
  sheet.rgb.resize(3 * sheet.pixels());
  sheet.alpha.resize(sheet.pixels());
  for_rows(static_cast<int>(names.size()), [&](int first, int last) {
    for (int i = first; i < last; ++i) {
      const std::string& name = names[static_cast<std::size_t>(i)];
      const Motif motif = motif_of(layout, name, find);
      const auto lies = std::find_if(layout.placements.begin(), layout.placements.end(),
                                     [&](const Placement& p) { return p.motif == name && !p.inks.empty(); });
      const std::vector<int> inks = lies == layout.placements.end() ? dressed(motif, palette, Dress::own) : lies->inks;
      std::vector<pattern::Rgb> colours;
      for (const int ink : inks) colours.push_back(layout.inks[static_cast<std::size_t>(ink)].colour);
      paste(sheet, picture_of(motif, colours, side), i % columns * side, i / columns * side);
    }
  });
  return sheet;
}

}  // namespace toile::compose
