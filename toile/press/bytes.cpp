#include "toile/press/bytes.hpp"

namespace toile::press {
namespace {

constexpr char32_t kUnknown = U'?';

/// The code point at the start of `text`, and how many bytes it takes.
std::pair<char32_t, std::size_t> first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {kUnknown, 1};
  char32_t point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80) return {kUnknown, 1};
    point = point << 6 | (next & 0x3fU);
  }
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  return {surrogate || point > 0x10ffff ? kUnknown : point, length};
}

void put_utf8(std::string& to, char32_t point) {
  if (point < 0x80) {
    to += static_cast<char>(point);
    return;
  }
  const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr unsigned kLeads[] = {0, 0xc0, 0xe0, 0xf0};
  to += static_cast<char>(kLeads[more] | point >> 6 * more);
  for (int i = more - 1; i >= 0; --i) to += static_cast<char>(0x80 | (point >> 6 * i & 0x3f));
}

}  // namespace

std::u16string utf16_of(std::string_view utf8) {
  std::u16string wide;
  while (!utf8.empty()) {
    const auto [point, length] = first_of(utf8);
    utf8.remove_prefix(length);
    if (point < 0x10000) {
      wide += static_cast<char16_t>(point);
    } else {
      wide += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
      wide += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
  }
  return wide;
}

std::string utf8_of(std::u16string_view utf16) {
  std::string text;
  for (std::size_t i = 0; i < utf16.size(); ++i) {
    char32_t point = utf16[i];
    const bool leads = point >= 0xd800 && point < 0xdc00;
    if (leads && i + 1 < utf16.size() && utf16[i + 1] >= 0xdc00 && utf16[i + 1] <= 0xdfff) {
      point = 0x10000 + ((point - 0xd800) << 10) + (utf16[++i] - 0xdc00U);
    } else if (point >= 0xd800 && point <= 0xdfff) {
      point = kUnknown;
    }
    put_utf8(text, point);
  }
  return text;
}

}  // namespace toile::press
