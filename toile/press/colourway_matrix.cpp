#include "toile/press/colourway_matrix.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/press/named_colour.hpp"
#include "toile/press/page.hpp"

namespace toile::press {
namespace {

constexpr double kMargin = 30, kGap = 10, kHead = 24, kChips = 8, kNames = 12;

std::vector<std::size_t> from_dark(const std::vector<pattern::Rgb>& colours) {
  std::vector<std::size_t> order(colours.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lab_of(colours[a]).l < lab_of(colours[b]).l; });
  return order;
}

std::vector<pattern::Rgb> colours_of(const Print& print) {
  std::vector<pattern::Rgb> colours;
  for (const Ink& ink : print.inks) colours.push_back(ink.colour);
  return colours;
}

void check_count(const char* what, std::size_t count, std::size_t most) {
  if (count >= 1 && count <= most) return;
  throw Error(ErrorKind::usage, fmt::format("a page of {} {}; it shows from 1 to {}", count, what, most));
}

void draw_cell(Page& page, double x, double y, double width, double height, const Print& print, double points_a_cm) {
  page.picture(x, y, width, height - kChips - 2, pattern::rendered(print), print.width_cm * points_a_cm);
  const double chip = width / static_cast<double>(print.inks.size());
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    page.chip(x + static_cast<double>(k) * chip, y + height - kChips, chip, kChips, print.inks[k].colour);
  }
}

}  // namespace

std::vector<pattern::Rgb> by_lightness(const Print& print, const std::vector<pattern::Rgb>& colours) {
  if (colours.empty()) throw Error(ErrorKind::usage, "a colourway of no colours");
  const std::vector<std::size_t> inks = from_dark(colours_of(print)), given = from_dark(colours);
  std::vector<pattern::Rgb> result(inks.size());
  for (std::size_t rank = 0; rank < inks.size(); ++rank) {
    const std::size_t at =
        inks.size() == 1 ? 0 : (rank * (given.size() - 1) + (inks.size() - 1) / 2) / (inks.size() - 1);
    result[inks[rank]] = colours[given[at]];
  }
  return result;
}

std::string colourway_matrix(const std::vector<Design>& designs, const std::vector<ColourwayColumn>& colourways) {
  check_count("designs", designs.size(), kMostDesigns);
  check_count("colourways", colourways.size(), kMostColumns);
  const auto rows = static_cast<double>(designs.size()), columns = static_cast<double>(colourways.size() + 1);
  const double width = (Page::kLong - 2 * kMargin - kGap * (columns - 1)) / columns;
  const double height = std::min(width + kChips, (Page::kShort - 2 * kMargin - kHead) / rows - kGap - kNames);
  double widest_cm = 0;
  for (const Design& design : designs) widest_cm = std::max(widest_cm, design.print.width_cm);
  const double points_a_cm = width / widest_cm;
  Page page(Page::kLong, Page::kShort);
  for (std::size_t j = 0; j <= colourways.size(); ++j) {
    page.text(kMargin + static_cast<double>(j) * (width + kGap), kMargin + 8, 9,
              j == 0 ? "as it is" : colourways[j - 1].name, true);
  }
  double y = kMargin + kHead;
  for (const Design& design : designs) {
    page.text(kMargin, y, 9, design.name);
    draw_cell(page, kMargin, y + kNames - 6, width, height, design.print, points_a_cm);
    for (std::size_t j = 0; j < colourways.size(); ++j) {
      const Print other = pattern::recoloured(design.print, by_lightness(design.print, colourways[j].colours));
      draw_cell(page, kMargin + static_cast<double>(j + 1) * (width + kGap), y + kNames - 6, width, height, other,
                points_a_cm);
    }
    y += height + kGap + kNames;
  }
  return page.finished();
}

}  // namespace toile::press
