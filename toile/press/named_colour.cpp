#include "toile/press/named_colour.hpp"

#include <fmt/core.h>

#include <cmath>
#include <numbers>
#include <optional>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"

namespace toile::press {
namespace {

/// The sRGB colour of CIELAB under D65, if there is one.
std::optional<pattern::Rgb> rgb_of(const image::Lab& lab) {
  const auto back = [](double t) { return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29); };
  const double fy = (lab.l + 16) / 116;
  const double x = 0.95047 * back(fy + lab.a / 500), y = back(fy), z = 1.08883 * back(fy - lab.b / 200);
  const double linear[] = {3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
                           -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
                           0.0556434 * x - 0.2040259 * y + 1.0572252 * z};
  pattern::Rgb colour{};
  for (std::size_t c = 0; c < 3; ++c) {
    if (linear[c] < -1e-3 || linear[c] > 1 + 1e-3) return {};
    colour[c] = image::srgb_of_linear(static_cast<float>(linear[c]));
  }
  return colour;
}

}  // namespace

image::Lab lab_of(const pattern::Rgb& colour) {
  const auto linear = [&](std::size_t c) { return image::linear_of_srgb()[colour[c]]; };
  return image::lab_of_linear({linear(0), linear(1), linear(2)});
}

Nearest nearest(const pattern::Rgb& colour, const std::vector<Ink>& book) {
  if (book.empty()) throw Error(ErrorKind::usage, "the book of colours is empty");
  const image::Lab wanted = lab_of(colour);
  Nearest best{.colour = {}, .difference = 1e9};
  for (const Ink& page : book) {
    const double difference = image::ciede2000(wanted, lab_of(page.colour));
    if (difference < best.difference) best = {page, difference};
  }
  return best;
}

std::vector<Ink> computed_book() {
  std::vector<Ink> book;
  for (int lightness = 10; lightness <= 100; lightness += 10) {
    book.push_back({*rgb_of({static_cast<double>(lightness), 0, 0}), fmt::format("L{}", lightness)});
    for (int hue = 0; hue < 360; hue += 10) {
      for (int chroma = 15; chroma <= 120; chroma += 15) {
        const double angle = hue * std::numbers::pi / 180;
        const auto colour =
            rgb_of({static_cast<double>(lightness), chroma * std::cos(angle), chroma * std::sin(angle)});
        if (colour) book.push_back({*colour, fmt::format("H{:03} L{} C{}", hue, lightness, chroma)});
      }
    }
  }
  return book;
}

}  // namespace toile::press
