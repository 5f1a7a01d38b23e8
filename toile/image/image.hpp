#pragma once
/// `Image` and `Mask`: the two pictures everything else is made of. Plain values, row-major, top row first.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace toile {

/// 8-bit sRGB, interleaved red, green, blue. `alpha` has one byte a pixel (0 clear, 255 opaque, not
/// premultiplied) or is empty when every pixel is opaque. Two pictures are equal when their pixels are.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
  std::vector<std::uint8_t> alpha;
  double dpi = 0;  ///< pixels an inch, as its file states them or shall; 0: nothing is said

  static Image filled(int width, int height, std::array<std::uint8_t, 3> colour);
  std::size_t pixels() const { return static_cast<std::size_t>(width) * height; }
  std::uint8_t* at(int x, int y) { return rgb.data() + 3 * (static_cast<std::size_t>(y) * width + x); }
  const std::uint8_t* at(int x, int y) const { return rgb.data() + 3 * (static_cast<std::size_t>(y) * width + x); }
  friend bool operator==(const Image& a, const Image& b) {
    return a.width == b.width && a.height == b.height && a.rgb == b.rgb && a.alpha == b.alpha;
  }
};

/// 8-bit coverage, one byte a pixel: 0 outside, 255 inside, between at soft edges.
struct Mask {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> cover;
  double dpi = 0;  ///< as an `Image`'s

  static Mask filled(int width, int height, std::uint8_t value);
  std::size_t pixels() const { return static_cast<std::size_t>(width) * height; }
  std::uint8_t& at(int x, int y) { return cover[static_cast<std::size_t>(y) * width + x]; }
  std::uint8_t at(int x, int y) const { return cover[static_cast<std::size_t>(y) * width + x]; }
  friend bool operator==(const Mask& a, const Mask& b) {
    return a.width == b.width && a.height == b.height && a.cover == b.cover;
  }
};

}  // namespace toile
