#include "toile/press/spec_sheet.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "toile/press/inks.hpp"
#include "toile/press/page.hpp"

namespace toile::press {
namespace {

constexpr double kPageWidth = Page::kShort, kMargin = 42;
constexpr double kPictureWidth = 300, kPictureHeight = 300, kRow = 24, kStrip = 40;
constexpr int kMostColourways = 8;

void write_ink(Page& page, double y, const Print& print, std::size_t k, double share, const std::vector<Ink>& book) {
  const Ink& ink = print.inks[k];
  const image::Lab lab = lab_of(ink.colour);
  page.chip(kMargin, y - 13, 34, 17, ink.colour);
  page.text(kMargin + 44, y, 9, name_of(print, k), true);
  page.text(kMargin + 150, y, 9, pattern::hex_of(ink.colour));
  page.text(kMargin + 206, y, 9, fmt::format("L {:.1f}  a {:.1f}  b {:.1f}", lab.l, lab.a, lab.b));
  page.text(kMargin + 330, y, 9, fmt::format("{:.1f} %", 100 * share));
  if (book.empty()) return;
  const Nearest near = nearest(ink.colour, book);
  page.text(kMargin + 375, y, 9, fmt::format("{}  (\u0394E {:.1f})", near.colour.name, near.difference));
}

}  // namespace

std::string spec_sheet(const Print& print, const SpecSheet& sheet) {
  Page page;
  const double height_cm = print.width_cm * print.height / print.width;
  page.text(kMargin, kMargin + 14, 20, sheet.design, true);
  page.text(kMargin, kMargin + 34, 9,
            fmt::format("Repeat {:.2f} x {:.2f} cm, {}; {} inks; {}", print.width_cm, height_cm, sheet.repeat,
                        print.inks.size(), sheet.date));
  const double top = kMargin + 48;
  const double natural = print.width_cm * Page::kPointsPerCm;
  const double scale =
      std::min({1.0, kPictureWidth / natural, kPictureHeight / (natural * print.height / print.width)});
  const Image picture = pattern::rendered(print);
  page.picture(kMargin, top, kPictureWidth, kPictureHeight, picture, natural * scale);
  page.text(kMargin, top + kPictureHeight + 12, 8,
            scale < 1 ? fmt::format("shown at {:.0f} %", 100 * scale) : "shown at its size in fabric");
  if (!sheet.garment.rgb.empty()) {
    const double left = kMargin + kPictureWidth + 14, width = kPageWidth - kMargin - left;
    const double height = std::min(kPictureHeight, width * sheet.garment.height / sheet.garment.width);
    page.picture(left, top, height * sheet.garment.width / sheet.garment.height, height, sheet.garment,
                 height * sheet.garment.width / sheet.garment.height);
  }
  double y = top + kPictureHeight + 40;
  const std::vector<double> shares = shares_of(print);
  for (std::size_t k = 0; k < print.inks.size(); ++k, y += kRow) write_ink(page, y, print, k, shares[k], sheet.book);
  const std::size_t ways = std::min<std::size_t>(sheet.colourways.size(), kMostColourways);
  if (ways == 0) return page.finished();
  page.text(kMargin, y + 8, 10, "Colourways", true);
  const double width = (kPageWidth - 2 * kMargin - 8.0 * (kMostColourways - 1)) / kMostColourways;
  for (std::size_t i = 0; i < ways; ++i) {
    const double x = kMargin + static_cast<double>(i) * (width + 8);
    const Image other = pattern::rendered(pattern::recoloured(print, sheet.colourways[i]));
    page.picture(x, y + 16, width, kStrip, other, std::min(natural, width * 1.5));
    const double chip = width / static_cast<double>(print.inks.size());
    for (std::size_t k = 0; k < print.inks.size(); ++k) {
      page.chip(x + static_cast<double>(k) * chip, y + 16 + kStrip + 3, chip, 8, sheet.colourways[i][k]);
    }
  }
  return page.finished();
}

}  // namespace toile::press
