#include "toile/press/svg.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "toile/press/outline.hpp"
#include "toile/press/trap.hpp"

namespace toile::press {
namespace {

constexpr int kRim = 4;              ///< pixels of the neighbouring tiles that are traced along
constexpr float kHalf = 127.5F;      ///< where an ink begins
constexpr double kTolerance = 0.12;  ///< pixels
constexpr double kUnder = 2.9;       ///< pixels that an ink may go on under later ones: a disc that is 5 by 5 pixels

/// What ink `k` covers, with what it covers under the inks after it, and a rim of the tiles around.
Field field_of(const Print& print, int k) {
  const int width = print.width, height = print.height;
  const Mask own_cover{width, height, {print.plane(k), print.plane(k) + print.pixels()}};
  const std::vector<std::uint8_t> under = spread(own_cover, kUnder).cover;
  Field field{.width = width + 2 * kRim, .height = height + 2 * kRim, .values = {}};
  field.values.reserve(static_cast<std::size_t>(field.width) * field.height);
  for (int y = -kRim; y < height + kRim; ++y) {
    for (int x = -kRim; x < width + kRim; ++x) {
      const std::size_t at =
          static_cast<std::size_t>((y + kRim * height) % height) * width + (x + kRim * width) % width;
      int later = 0;
      for (std::size_t j = static_cast<std::size_t>(k) + 1; j < print.inks.size(); ++j)
        later += print.plane(static_cast<int>(j))[at];
      // where later inks begin, this one has ended: their shares together are what the two cover
      const int own = print.plane(k)[at];
      const int covered = under[at] > kHalf ? std::min(255, own + later) : own;
      field.values.push_back(static_cast<float>(std::max(own, std::min<int>(covered, std::max<int>(own, under[at])))));
    }
  }
  return field;
}

}  // namespace

Svg traced(const Print& print) {
  const double height_cm = print.width_cm * print.height / print.width;
  Svg svg;
  svg.text = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.4f}cm\" height=\"{:.4f}cm\" viewBox=\"0 0 {} {}\">\n"
      "<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
      print.width_cm, height_cm, print.width, print.height, print.width, print.height,
      pattern::hex_of(print.inks[0].colour));
  for (std::size_t k = 1; k < print.inks.size(); ++k) {
    std::string path;
    for (const std::vector<Spot>& line : contours(field_of(print, static_cast<int>(k)), kHalf)) {
      const std::vector<Spot> curve = fitted(line, kTolerance);
      if (curve.size() < 4) continue;
      // a value stands for the middle of its pixel
      const auto place = [](const Spot& p) { return fmt::format("{:.2f} {:.2f}", p.x - kRim + 0.5, p.y - kRim + 0.5); };
      path += "M" + place(curve.front());
      for (std::size_t i = 1; i + 2 < curve.size(); i += 3) {
        path += "C" + place(curve[i]) + " " + place(curve[i + 1]) + " " + place(curve[i + 2]);
        ++svg.curves;
      }
      path += "Z";
    }
    svg.text += fmt::format("<path fill=\"{}\" fill-rule=\"evenodd\" d=\"{}\"/>\n",
                            pattern::hex_of(print.inks[k].colour), path);
  }
  svg.text += "</svg>\n";
  return svg;
}

}  // namespace toile::press
