#pragma once
/// TIFF files of kinds that our own writer never makes.

#include <tiffio.h>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace toile::test {

struct TiffKind {
  int bits = 8, samples = 3;
  int format = SAMPLEFORMAT_UINT;
  int photometric = PHOTOMETRIC_RGB;
  int compression = COMPRESSION_NONE;
  std::vector<std::uint16_t> extra = {};  ///< meanings of the samples behind the colours
  std::vector<std::uint16_t> map = {};    ///< of a palette: all red, all green, all blue
  int planar = PLANARCONFIG_CONTIG;
  double dpi = 0;
};

/// `samples`: (height, width, channel), or one plane after the other where `kind` is planar. Rows of less than 8 bits
/// are given packed. `mode`: "w" for a new file, "a" for another page, "w8" for BigTIFF.
template <class T>
void write_tiff(const std::filesystem::path& path, int width, int height, const std::vector<T>& samples,
                const TiffKind& kind, const char* mode = "w") {
  TIFF* tiff = TIFFOpen(path.c_str(), mode);
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, kind.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, kind.samples);
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, kind.format);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, kind.photometric);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, kind.compression);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, kind.planar);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
  if (!kind.extra.empty()) {
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, static_cast<int>(kind.extra.size()), kind.extra.data());
  }
  if (!kind.map.empty()) {
    const std::size_t third = kind.map.size() / 3;
    TIFFSetField(tiff, TIFFTAG_COLORMAP, kind.map.data(), kind.map.data() + third, kind.map.data() + 2 * third);
  }
  if (kind.dpi > 0) {
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, kind.dpi);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, kind.dpi);
  }
  const auto line = static_cast<std::size_t>(TIFFScanlineSize(tiff));
  auto* at = reinterpret_cast<std::uint8_t*>(const_cast<T*>(samples.data()));
  for (int plane = 0; plane < (kind.planar == PLANARCONFIG_SEPARATE ? kind.samples : 1); ++plane) {
    for (int y = 0; y < height; ++y, at += line) {
      TIFFWriteScanline(tiff, at, static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane));
    }
  }
  TIFFWriteDirectory(tiff);
  TIFFClose(tiff);
}

}  // namespace toile::test
