#pragma once
/// PNG files put together by hand, so that their headers can lie.

#include <cstdint>
#include <string>
#include <string_view>

namespace toile::test {

inline std::string big_endian(std::uint32_t n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0);
  }
  return ~crc;
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + type + data + big_endian(crc32(type + data));
}

inline const std::string kPngSignature = "\x89PNG\r\n\x1a\n";

/// 8-bit RGB of the size the header claims, and hardly any pixels.
inline std::string png_claiming(std::uint32_t width, std::uint32_t height) {
  const std::string header = big_endian(width) + big_endian(height) + std::string("\x08\x02\x00\x00\x00", 5);
  const std::string deflated("\x78\x9c\x63\x00\x00\x00\x01\x00\x01", 9);  // one zero byte
  return kPngSignature + png_chunk("IHDR", header) + png_chunk("IDAT", deflated) + png_chunk("IEND", "");
}

}  // namespace toile::test
