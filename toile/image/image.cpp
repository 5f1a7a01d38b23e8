#include "toile/image/image.hpp"

#include <stdexcept>

namespace toile {

Image Image::filled(int width, int height, std::array<std::uint8_t, 3> colour) {
  if (width < 1 || height < 1) throw std::invalid_argument("an image needs at least one pixel");
  Image image{.width = width, .height = height, .rgb = {}, .alpha = {}};
  image.rgb.resize(3 * image.pixels());
  for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = colour[i % 3];
  return image;
}

Mask Mask::filled(int width, int height, std::uint8_t value) {
  if (width < 1 || height < 1) throw std::invalid_argument("a mask needs at least one pixel");
  Mask mask{.width = width, .height = height, .cover = {}};
  mask.cover.assign(mask.pixels(), value);
  return mask;
}

}  // namespace toile
