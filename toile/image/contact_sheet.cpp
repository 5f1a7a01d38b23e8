#include <algorithm>
#include <stdexcept>

#include "toile/image/resize.hpp"

namespace toile::image {

Image contact_sheet(const std::vector<Image>& pictures, int columns, int gap) {
  if (pictures.empty() || columns < 1 || gap < 0) throw std::invalid_argument("a contact sheet of nothing");
  const int width = pictures.front().width;
  const int height = pictures.front().height;
  const int count = static_cast<int>(pictures.size());
  columns = std::min(columns, count);
  const int rows = (count + columns - 1) / columns;
  Image sheet = Image::filled(columns * (width + gap) + gap, rows * (height + gap) + gap, {255, 255, 255});
  for (int i = 0; i < count; ++i) {
    const Image picture = on_colour(pictures[static_cast<std::size_t>(i)], {255, 255, 255});
    if (picture.width != width || picture.height != height) {
      throw std::invalid_argument("a contact sheet of pictures of several sizes");
    }
    const int left = gap + i % columns * (width + gap);
    const int top = gap + i / columns * (height + gap);
    for (int y = 0; y < height; ++y) std::copy_n(picture.at(0, y), 3 * width, sheet.at(left, top + y));
  }
  return sheet;
}

}  // namespace toile::image
