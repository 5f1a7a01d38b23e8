#include "toile/weave/cover.hpp"

#include <cmath>
#include <cstring>

namespace toile::weave {

void to_shares(const std::array<float, kMostInks>& areas, int inks, Print& print, std::size_t pixel) {
  constexpr int kFull = 255;
  std::array<int, kMostInks> shares{};
  std::array<float, kMostInks> lost{};
  int rest = kFull;
  for (int i = 0; i < inks; ++i) {
    const float exact = areas[i] * kFull;
    shares[i] = static_cast<int>(exact + 1e-3F);
    lost[i] = exact - static_cast<float>(shares[i]);
    rest -= shares[i];
  }
  for (; rest > 0; --rest) {
    const auto most = std::max_element(lost.begin(), lost.begin() + inks) - lost.begin();
    ++shares[most];
    lost[most] -= 1;
  }
  for (int i = 0; i < inks; ++i) print.plane(i)[pixel] = static_cast<std::uint8_t>(shares[i]);
}

void repeat_corner(Print& print, int width, int height) {
  const auto wide = static_cast<std::size_t>(print.width);
  for (int ink = 0; ink < static_cast<int>(print.inks.size()); ++ink) {
    std::uint8_t* const plane = print.plane(ink);
    for (int y = 0; y < height; ++y) {
      std::uint8_t* const row = plane + static_cast<std::size_t>(y) * wide;
      for (int x = width; x < print.width; x += width) std::memcpy(row + x, row, static_cast<std::size_t>(width));
    }
    const std::size_t band = static_cast<std::size_t>(height) * wide;
    for (int y = height; y < print.height; y += height) {
      std::memcpy(plane + static_cast<std::size_t>(y) * wide, plane, band);
    }
  }
}

}  // namespace toile::weave
