#include "toile/render/box.hpp"

#include <algorithm>

namespace toile::render {

Box bounds(const Mask& mask) {
  int left = mask.width, top = mask.height, right = -1, bottom = -1;
  for (int y = 0; y < mask.height; ++y) {
    const std::uint8_t* row = mask.cover.data() + static_cast<std::size_t>(y) * mask.width;
    const std::uint8_t* end = row + mask.width;
    const std::uint8_t* first = std::find_if(row, end, [](std::uint8_t c) { return c > 0; });
    if (first == end) continue;
    const std::uint8_t* last = end;
    while (last[-1] == 0) --last;
    left = std::min(left, static_cast<int>(first - row));
    right = std::max(right, static_cast<int>(last - row) - 1);
    top = std::min(top, y);
    bottom = y;
  }
  return right < 0 ? Box{} : Box{.x = left, .y = top, .width = right - left + 1, .height = bottom - top + 1};
}

}  // namespace toile::render
