// The TIFF files among ink_files.hpp, by libtiff.

#include <array>
#include <vector>

#include "toile/press/ink_files.hpp"
#include "toile/press/memory_tiff.hpp"
#include "toile/press/srgb_profile.hpp"

namespace toile::press {

std::string indexed_tiff(const Print& print, double dpi) {
  MemoryTiff tiff(print.width, print.height, 1, dpi);
  std::array<std::array<std::uint16_t, 256>, 3> map{};
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    for (std::size_t c = 0; c < 3; ++c) map[c][k] = static_cast<std::uint16_t>(print.inks[k].colour[c] * 257);
  }
  tiff.set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE);
  tiff.set(TIFFTAG_COLORMAP, map[0].data(), map[1].data(), map[2].data());
  tiff.set_profile(srgb_profile());
  std::vector<std::uint8_t> indices = index_map(print);
  for (int y = 0; y < print.height; ++y) tiff.write_row(indices.data() + static_cast<std::size_t>(y) * print.width, y);
  return tiff.finished();
}

std::string spot_tiff(const std::vector<Plate>& plates, double dpi) {
  const Mask& first = plates.front().cover;
  const std::size_t count = plates.size();
  MemoryTiff tiff(first.width, first.height, static_cast<int>(count), dpi);
  std::string names;
  for (const Plate& plate : plates) names += plate.ink.name + '\0';
  tiff.set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED);
  tiff.set(TIFFTAG_INKSET, INKSET_MULTIINK);
  tiff.set(TIFFTAG_NUMBEROFINKS, static_cast<int>(count));
  tiff.set(TIFFTAG_INKNAMES, static_cast<int>(names.size()), names.c_str());
  std::vector<std::uint8_t> row(count * first.width);
  for (int y = 0; y < first.height; ++y) {
    for (int x = 0; x < first.width; ++x) {
      for (std::size_t k = 0; k < count; ++k) row[count * x + k] = plates[k].cover.at(x, y);
    }
    tiff.write_row(row.data(), y);
  }
  return tiff.finished();
}

}  // namespace toile::press
