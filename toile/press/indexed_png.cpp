// The indexed PNG of ink_files.hpp, by libpng.

#include <png.h>

#include <cmath>
#include <stdexcept>

#include "toile/press/ink_files.hpp"

namespace toile::press {
namespace {

constexpr double kInchesPerMetre = 39.3701;

void append(png_structp png, png_bytep bytes, png_size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(bytes), count);
}

void flush(png_structp) {}

[[noreturn]] void fail(png_structp, png_const_charp what) {
  throw std::runtime_error(std::string("libpng: ") + what);
}

}  // namespace

std::string indexed_png(const Print& print, double dpi) {
  std::string file;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, nullptr);
  png_infop info = png_create_info_struct(png);
  try {
    png_set_write_fn(png, &file, append, flush);
    png_set_IHDR(png, info, static_cast<png_uint_32>(print.width), static_cast<png_uint_32>(print.height), 8,
                 PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    std::vector<png_color> palette;
    for (const Ink& ink : print.inks) palette.push_back({ink.colour[0], ink.colour[1], ink.colour[2]});
    png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
    png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_RELATIVE);
    const auto metre = static_cast<png_uint_32>(std::lround(dpi * kInchesPerMetre));
    png_set_pHYs(png, info, metre, metre, PNG_RESOLUTION_METER);
    png_set_filter(png, 0, PNG_FILTER_NONE);  // indices are no numbers to be predicted
    png_write_info(png, info);
    std::vector<std::uint8_t> indices = index_map(print);
    for (int y = 0; y < print.height; ++y) {
      png_write_row(png, indices.data() + static_cast<std::size_t>(y) * print.width);
    }
    png_write_end(png, info);
  } catch (...) {
    png_destroy_write_struct(&png, &info);
    throw;
  }
  png_destroy_write_struct(&png, &info);
  return file;
}

}  // namespace toile::press
