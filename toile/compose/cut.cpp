#include "toile/compose/cut.hpp"

#include <algorithm>
#include <cmath>

namespace toile::compose {

Layout cut_at(Layout layout, const pattern::Cut& cut) {
  const double step = layout.width_cm / kCutPixels;
  for (Placement& p : layout.placements) {
    p.x_cm = std::fmod(p.x_cm + cut.right * step, layout.width_cm);
    p.y_cm = std::fmod(p.y_cm + cut.down * step, layout.height_cm);
  }
  return layout;
}

Print rolled(const Print& print, const pattern::Cut& cut) {
  Print moved = print;
  const int right = (cut.right % print.width + print.width) % print.width;
  for (int k = 0; k < std::ssize(print.inks); ++k) {
    for (int y = 0; y < print.height; ++y) {
      const std::uint8_t* from = print.plane(k) + static_cast<std::size_t>(y) * print.width;
      const int row = ((y + cut.down) % print.height + print.height) % print.height;
      std::uint8_t* to = moved.plane(k) + static_cast<std::size_t>(row) * print.width;
      std::rotate_copy(from, from + (print.width - right) % print.width, from + print.width, to);
    }
  }
  return moved;
}

}  // namespace toile::compose
