#include "toile/scan/stamp_piece.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "toile/image/resize.hpp"
#include "toile/scan/look.hpp"

namespace toile::scan {
namespace {

constexpr int kMargin = 4;  ///< clear pixels around, so that edges fade

/// Colours times alpha, and alpha as a grey picture, with a margin.
struct Parts {
  Image colour, alpha;
};

Parts parts_of(const Image& picture, bool mirrored) {
  const int width = picture.width + 2 * kMargin, height = picture.height + 2 * kMargin;
  Parts parts{Image::filled(width, height, {}), Image::filled(width, height, {})};
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int from = mirrored ? picture.width - 1 - x : x;
      const int alpha = picture.alpha[static_cast<std::size_t>(y) * picture.width + from];
      for (std::size_t c = 0; c < 3; ++c) {
        parts.colour.at(x + kMargin, y + kMargin)[c] =
            static_cast<std::uint8_t>((alpha * picture.at(from, y)[c] + 127) / 255);
        parts.alpha.at(x + kMargin, y + kMargin)[c] = static_cast<std::uint8_t>(alpha);
      }
    }
  }
  return parts;
}

int wrapped(int at, int side) {
  return (at % side + side) % side;
}

/// `colour` is times alpha (0..1) already.
void lay(std::uint8_t* under, const std::array<float, 3>& colour, float alpha) {
  for (std::size_t c = 0; c < 3; ++c) {
    const float value = colour[c] + (1 - alpha) * static_cast<float>(under[c]);
    under[c] = static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F);
  }
}

void paste(Image& tile, const Image& picture, Vector middle) {
  const int left = static_cast<int>(std::lround(middle.x - 0.5 * picture.width)),
            top = static_cast<int>(std::lround(middle.y - 0.5 * picture.height));
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const float alpha = picture.alpha[static_cast<std::size_t>(y) * picture.width + x] / 255.0F;
      if (alpha <= 0) continue;
      const std::uint8_t* p = picture.at(x, y);
      lay(tile.at(wrapped(left + x, tile.width), wrapped(top + y, tile.height)),
          {alpha * p[0], alpha * p[1], alpha * p[2]}, alpha);
    }
  }
}

}  // namespace

void stamp_piece(Image& tile, const Image& picture, Vector middle, const Turned& turned) {
  if (turned.scale == 1 && turned.angle == 0 && !turned.mirrored) return paste(tile, picture, middle);
  Parts parts = parts_of(picture, turned.mirrored);
  if (turned.scale != 1) {
    const auto sized = [&](const Image& part) {
      return image::resize(part, std::max(1, static_cast<int>(std::lround(turned.scale * part.width))),
                           std::max(1, static_cast<int>(std::lround(turned.scale * part.height))));
    };
    parts = {sized(parts.colour), sized(parts.alpha)};
  }
  const double turn = turned.angle * std::numbers::pi / 180, c = std::cos(turn), s = std::sin(turn);
  const double half = 0.5 * std::hypot(parts.alpha.width, parts.alpha.height);
  const int left = static_cast<int>(std::floor(middle.x - half)), top = static_cast<int>(std::floor(middle.y - half));
  const int side = static_cast<int>(std::ceil(2 * half)) + 1;
  for (int y = top; y < top + side; ++y) {
    for (int x = left; x < left + side; ++x) {
      const Vector off = Vector{x + 0.5, y + 0.5} - middle;
      const Vector at{c * off.x + s * off.y + 0.5 * parts.alpha.width,
                      c * off.y - s * off.x + 0.5 * parts.alpha.height};
      if (at.x < 0 || at.y < 0 || at.x >= parts.alpha.width || at.y >= parts.alpha.height) continue;
      const float alpha = std::clamp(colour_at(parts.alpha, at)[0] / 255, 0.0F, 1.0F);
      if (alpha < 0.004F) continue;
      lay(tile.at(wrapped(x, tile.width), wrapped(y, tile.height)), colour_at(parts.colour, at), alpha);
    }
  }
}

}  // namespace toile::scan
