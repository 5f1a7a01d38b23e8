// PNG (ISO/IEC 15948) of rows. Each strip is a part of the one zlib stream that needs nothing of the parts before it,
// so that a strip that comes again has the same bytes.

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "toile/image/standardise.hpp"
#include "toile/image/strips.hpp"

namespace toile::image {
namespace {

using namespace std::literals;

constexpr int kPngStripBytes = 1 << 19;
constexpr double kMetresPerInch = 0.0254;
enum Filter : std::uint8_t { kLeft = 1, kAbove = 2 };

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string chunk(const std::string& type, std::string_view data) {
  const std::string body = type + std::string(data);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(static_cast<std::uint32_t>(crc));
}

std::string head(const Rows& rows) {
  std::string head = "\x89PNG\r\n\x1a\n"s;
  const std::string colour("\x08\x02\0\0\0", 5);  // 8 bits, RGB, deflate, the five filters, not interlaced
  head += chunk("IHDR", big_endian(static_cast<std::uint32_t>(rows.width)) +
                            big_endian(static_cast<std::uint32_t>(rows.height)) + colour);
  head += chunk("iCCP", "sRGB\0\0"s + deflated(srgb_profile()));
  if (rows.dpi > 0) {
    const auto density = static_cast<std::uint32_t>(std::lround(rows.dpi / kMetresPerInch));
    head += chunk("pHYs", big_endian(density) + big_endian(density) + '\1');
  }
  return head;
}

/// The first row against its own left neighbours, each further one against the row above.
Packed packed_png(const Rows& rows, int first, int count) {
  const std::size_t length = 3 * static_cast<std::size_t>(rows.width);
  std::vector<std::uint8_t> above(length), row(length);
  std::string filtered;
  filtered.reserve((length + 1) * static_cast<std::size_t>(count));
  for (int y = first; y < first + count; ++y) {
    rows.fill(y, row.data());
    filtered += static_cast<char>(y == first ? kLeft : kAbove);
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint8_t before = y > first ? above[i] : i < 3 ? std::uint8_t{0} : row[i - 3];
      filtered += static_cast<char>(row[i] - before);
    }
    std::swap(row, above);
  }
  const auto check = adler32(1, reinterpret_cast<const Bytef*>(filtered.data()), static_cast<uInt>(filtered.size()));
  return {.bytes = chunk("IDAT", deflated_part(filtered)),
          .check = static_cast<std::uint32_t>(check),
          .length = filtered.size()};
}

}  // namespace

void write_png_rows(AtomicFile& file, const Rows& rows, const OnProgress& progress) {
  const int height_of_strip = std::max(1, kPngStripBytes / (3 * rows.width));
  const Strips strips(
      rows, height_of_strip, [&](int first, int count) { return packed_png(rows, first, count); }, progress);
  file.write(head(rows));
  file.write(chunk("IDAT", "\x78\x5e"));  // zlib's head: deflate, a window of 32 KiB
  strips.write(file, progress);
  uLong check = 1;
  for (std::size_t i = 0; i < strips.count(); ++i) {
    const Packed& strip = strips.at(i).packed;
    check = adler32_combine(check, strip.check, static_cast<z_off_t>(strip.length));
  }
  file.write(chunk("IDAT", "\x03\0"s + big_endian(static_cast<std::uint32_t>(check))));  // an empty last block
  file.write(chunk("IEND", ""));
}

}  // namespace toile::image
