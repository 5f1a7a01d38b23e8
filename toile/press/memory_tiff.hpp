#pragma once
/// A TIFF that is written into memory, for the .cpp files of this room.

#include <tiffio.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace toile::press {

/// 8 bits a sample, interleaved, LZW, as TIFF 6.0 wants it. Throws `Error{cannot_write}` when the picture is larger
/// than the format allows (4 GiB).
class MemoryTiff {
 public:
  MemoryTiff(int width, int height, int channels, double dpi);
  template <class... Value>
  void set(std::uint32_t tag, Value... value) {
    TIFFSetField(tiff_.get(), tag, value...);
  }
  void set_profile(std::string_view icc) {
    set(TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(icc.size()), icc.data());
  }
  void write_row(std::uint8_t* row, int y);
  std::string finished();

 private:
  struct Memory {
    std::string bytes;
    std::size_t at = 0;
  };
  struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  };
  std::unique_ptr<Memory> memory_;
  std::unique_ptr<TIFF, Close> tiff_;
};

}  // namespace toile::press
