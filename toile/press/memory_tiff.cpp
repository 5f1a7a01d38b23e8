#include "toile/press/memory_tiff.hpp"

#include <algorithm>
#include <cstring>

#include "toile/base/error.hpp"

namespace toile::press {

MemoryTiff::MemoryTiff(int width, int height, int channels, double dpi) : memory_(std::make_unique<Memory>()) {
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  const auto read = [](thandle_t handle, void* to, tsize_t count) -> tsize_t {
    Memory& m = *static_cast<Memory*>(handle);
    const std::size_t take =
        m.at < m.bytes.size() ? std::min(static_cast<std::size_t>(count), m.bytes.size() - m.at) : 0;
    std::memcpy(to, m.bytes.data() + m.at, take);
    m.at += take;
    return static_cast<tsize_t>(take);
  };
  const auto write = [](thandle_t handle, void* from, tsize_t count) -> tsize_t {
    Memory& m = *static_cast<Memory*>(handle);
    if (m.bytes.size() < m.at + count) m.bytes.resize(m.at + count);
    std::memcpy(m.bytes.data() + m.at, from, count);
    m.at += count;
    return count;
  };
  const auto seek = [](thandle_t handle, toff_t offset, int from) -> toff_t {
    Memory& m = *static_cast<Memory*>(handle);
    m.at = (from == SEEK_SET ? 0 : from == SEEK_CUR ? m.at : m.bytes.size()) + offset;
    return m.at;
  };
  const auto size = [](thandle_t handle) -> toff_t { return static_cast<Memory*>(handle)->bytes.size(); };
  tiff_.reset(TIFFClientOpen(
      "memory", "w", memory_.get(), read, write, seek, [](thandle_t) { return 0; }, size,
      [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}));
  set(TIFFTAG_IMAGEWIDTH, width);
  set(TIFFTAG_IMAGELENGTH, height);
  set(TIFFTAG_BITSPERSAMPLE, 8);
  set(TIFFTAG_SAMPLESPERPIXEL, channels);
  set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  set(TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  set(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  set(TIFFTAG_ROWSPERSTRIP, std::max(1, (1 << 20) / std::max(1, width * channels)));
  set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  set(TIFFTAG_XRESOLUTION, dpi);
  set(TIFFTAG_YRESOLUTION, dpi);
  set(TIFFTAG_SOFTWARE, "toile");
}

void MemoryTiff::write_row(std::uint8_t* row, int y) {
  if (TIFFWriteScanline(tiff_.get(), row, static_cast<std::uint32_t>(y)) >= 0) return;
  throw Error(ErrorKind::cannot_write, "can't encode the TIFF: it is larger than the format allows (4 GiB)");
}

std::string MemoryTiff::finished() {
  tiff_.reset();
  return std::move(memory_->bytes);
}

}  // namespace toile::press
