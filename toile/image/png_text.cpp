#include "toile/image/png_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace toile::image {
namespace {

using namespace std::literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t kHeaderEnd = 8 + 4 + 4 + 13 + 4;  // signature, then the IHDR chunk
constexpr std::size_t kMaxKeyword = 79;

/// CRC-32 as in PNG's annex D.
std::uint32_t chunk_crc(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int k = 0; k < 8; ++k) c = (c & 1) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
      entries[n] = c;
    }
    return entries;
  }();
  std::uint32_t crc = 0xffffffffu;
  for (const char byte : bytes) crc = table[(crc ^ static_cast<std::uint8_t>(byte)) & 0xff] ^ (crc >> 8);
  return ~crc;
}

std::string four_bytes(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[offset + i]);
  return value;
}

bool printable(char c) {
  return c >= 0x20 && c < 0x7f;
}

std::string text_chunk(const std::string& keyword, const std::string& text) {
  if (keyword.empty() || keyword.size() > kMaxKeyword || !std::all_of(keyword.begin(), keyword.end(), printable)) {
    throw std::invalid_argument("not a PNG keyword: " + keyword);
  }
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return printable(c) || c == '\n'; });
  std::string body = plain ? "tEXt" + keyword + '\0' + text : "iTXt" + keyword + "\0\0\0\0\0"s + text;
  return four_bytes(static_cast<std::uint32_t>(body.size() - 4)) + body + four_bytes(chunk_crc(body));
}

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += {static_cast<char>(0xc0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3f))};
    }
  }
  return out;
}

/// After the keyword of an iTXt chunk: compression flag and method, language, translated keyword, text.
void add_international(Metadata& metadata, const std::string& keyword, std::string_view rest) {
  if (rest.size() < 2 || rest[0] != 0) return;
  const std::size_t language_end = rest.find('\0', 2);
  if (language_end == std::string_view::npos) return;
  const std::size_t translation_end = rest.find('\0', language_end + 1);
  if (translation_end == std::string_view::npos) return;
  metadata[keyword] = rest.substr(translation_end + 1);
}

}  // namespace

std::string with_text(std::string_view png, const Metadata& metadata) {
  if (!png.starts_with(kSignature) || png.size() < kHeaderEnd) throw std::invalid_argument("not a PNG");
  std::string out(png.substr(0, kHeaderEnd));
  for (const auto& [keyword, text] : metadata) out += text_chunk(keyword, text);
  return out.append(png.substr(kHeaderEnd));
}

Metadata text_of(std::string_view png) {
  Metadata metadata;
  if (!png.starts_with(kSignature)) return metadata;
  png.remove_prefix(kSignature.size());
  while (png.size() >= 12) {
    const std::size_t length = number_at(png, 0);
    if (length > png.size() - 12) break;
    const std::string_view type = png.substr(4, 4);
    const std::string_view data = png.substr(8, length);
    if (number_at(png, 8 + length) != chunk_crc(png.substr(4, 4 + length))) break;
    const std::size_t keyword_end = data.find('\0');
    if (keyword_end != std::string_view::npos && (type == "tEXt" || type == "iTXt")) {
      const std::string keyword(data.substr(0, keyword_end));
      const std::string_view rest = data.substr(keyword_end + 1);
      if (type == "tEXt") metadata[keyword] = from_latin1(rest);
      if (type == "iTXt") add_international(metadata, keyword, rest);
    }
    png.remove_prefix(12 + length);
  }
  return metadata;
}

bool png_chunks_fit(std::string_view png) {
  png.remove_prefix(std::min(png.size(), kSignature.size()));
  while (png.size() >= 12 && png.substr(4, 4) != "IEND") {
    const std::size_t length = number_at(png, 0);
    if (length > png.size() - 12) return false;
    png.remove_prefix(12 + length);
  }
  return true;
}

}  // namespace toile::image
