// The TIFF files among ink_files.hpp, by libtiff.

#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "toile/base/error.hpp"
#include "toile/press/ink_files.hpp"
#include "toile/press/srgb_profile.hpp"

namespace toile::press {
namespace {

/// A file in memory, as libtiff wants to see one.
struct Memory {
  std::string bytes;
  std::size_t at = 0;
};

Memory& memory(thandle_t handle) {
  return *static_cast<Memory*>(handle);
}

tsize_t read_from(thandle_t handle, void* to, tsize_t count) {
  Memory& m = memory(handle);
  const std::size_t take = m.at < m.bytes.size() ? std::min<std::size_t>(count, m.bytes.size() - m.at) : 0;
  std::memcpy(to, m.bytes.data() + m.at, take);
  m.at += take;
  return static_cast<tsize_t>(take);
}

tsize_t write_to(thandle_t handle, void* from, tsize_t count) {
  Memory& m = memory(handle);
  if (m.bytes.size() < m.at + count) m.bytes.resize(m.at + count);
  std::memcpy(m.bytes.data() + m.at, from, count);
  m.at += count;
  return count;
}

toff_t seek(thandle_t handle, toff_t offset, int from) {
  Memory& m = memory(handle);
  const std::size_t start = from == SEEK_SET ? 0 : from == SEEK_CUR ? m.at : m.bytes.size();
  m.at = start + offset;
  return m.at;
}

toff_t size_of(thandle_t handle) {
  return memory(handle).bytes.size();
}

struct CloseTiff {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, CloseTiff>;

Tiff open_tiff(Memory& to) {
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  return Tiff(TIFFClientOpen(
      "memory", "w", &to, read_from, write_to, seek, [](thandle_t) { return 0; }, size_of,
      [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}));
}

void set_common(TIFF* tiff, int width, int height, int channels, double dpi) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, channels);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, std::max(1, (1 << 20) / std::max(1, width * channels)));
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, dpi);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, dpi);
  TIFFSetField(tiff, TIFFTAG_SOFTWARE, "toile");
}

void write_row(TIFF* tiff, std::uint8_t* row, int y) {
  if (TIFFWriteScanline(tiff, row, static_cast<std::uint32_t>(y)) < 0) {
    throw Error(ErrorKind::cannot_write, "can't encode the TIFF: it is larger than the format allows (4 GiB)");
  }
}

}  // namespace

std::string indexed_tiff(const Print& print, double dpi) {
  Memory file;
  {
    const Tiff tiff = open_tiff(file);
    set_common(tiff.get(), print.width, print.height, 1, dpi);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE);
    std::array<std::array<std::uint16_t, 256>, 3> map{};
    for (std::size_t k = 0; k < print.inks.size(); ++k) {
      for (std::size_t c = 0; c < 3; ++c) map[c][k] = static_cast<std::uint16_t>(print.inks[k].colour[c] * 257);
    }
    TIFFSetField(tiff.get(), TIFFTAG_COLORMAP, map[0].data(), map[1].data(), map[2].data());
    const std::string profile = srgb_profile();
    TIFFSetField(tiff.get(), TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(profile.size()), profile.data());
    std::vector<std::uint8_t> indices = index_map(print);
    for (int y = 0; y < print.height; ++y) {
      write_row(tiff.get(), indices.data() + static_cast<std::size_t>(y) * print.width, y);
    }
  }
  return std::move(file.bytes);
}

std::string spot_tiff(const std::vector<Plate>& plates, double dpi) {
  Memory file;
  {
    const Tiff tiff = open_tiff(file);
    const Mask& first = plates.front().cover;
    const std::size_t count = plates.size();
    set_common(tiff.get(), first.width, first.height, static_cast<int>(count), dpi);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED);
    TIFFSetField(tiff.get(), TIFFTAG_INKSET, INKSET_MULTIINK);
    TIFFSetField(tiff.get(), TIFFTAG_NUMBEROFINKS, static_cast<int>(count));
    std::string names;
    for (const Plate& plate : plates) names += plate.ink.name + '\0';
    TIFFSetField(tiff.get(), TIFFTAG_INKNAMES, static_cast<int>(names.size()), names.c_str());
    std::vector<std::uint8_t> row(count * first.width);
    for (int y = 0; y < first.height; ++y) {
      for (int x = 0; x < first.width; ++x) {
        for (std::size_t k = 0; k < count; ++k) row[count * x + k] = plates[k].cover.at(x, y);
      }
      write_row(tiff.get(), row.data(), y);
    }
  }
  return std::move(file.bytes);
}

}  // namespace toile::press
