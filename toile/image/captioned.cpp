#include "toile/image/captioned.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::image {
namespace {

constexpr int kStrip = 13;  ///< the picture's width is this many times the strip's height

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) continue;  // XML has no such letters
    out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  }
  return out;
}

}  // namespace

Image captioned(const Image& picture, const std::string& text) {
  const int height = std::max(12, picture.width / kStrip);
  const Image strip = rasterise_svg(
      fmt::format("<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{1}'><text x='{2}' y='{3}' "
                  "font-family='sans-serif' font-size='{4}' fill='#211f1b'>{5}</text></svg>",
                  picture.width, height, height / 4, 0.68 * height, 0.5 * height, escaped(text)));
  Image out = Image::filled(picture.width, picture.height + strip.height, {255, 255, 255});
  const Image opaque = on_colour(picture, {255, 255, 255});
  std::copy(opaque.rgb.begin(), opaque.rgb.end(), out.rgb.begin());
  std::copy(strip.rgb.begin(), strip.rgb.end(), out.rgb.begin() + static_cast<std::ptrdiff_t>(opaque.rgb.size()));
  out.dpi = picture.dpi;
  return out;
}

}  // namespace toile::image
