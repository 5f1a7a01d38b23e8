#pragma once
/// Numbers in the byte order of Adobe's formats: the highest byte first.

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "toile/base/error.hpp"

namespace toile::press {

/// Appends `count` bytes of a number.
inline void put(std::string& to, std::uint64_t value, int count) {
  for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) to += static_cast<char>(value >> shift & 0xff);
}

inline void put_float(std::string& to, float value) {
  put(to, std::bit_cast<std::uint32_t>(value), 4);
}

/// UTF-8 as UTF-16, highest byte first, without an end mark. What is no UTF-8 becomes a question mark.
std::u16string utf16_of(std::string_view utf8);
std::string utf8_of(std::u16string_view utf16);

inline void put_utf16(std::string& to, std::u16string_view text) {
  for (const char16_t unit : text) put(to, unit, 2);
}

/// Reads such bytes; throws `Error{bad_file}` where they end too early, or hold what is no number.
class ByteReader {
 public:
  ByteReader(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  std::size_t left() const { return bytes_.size() - at_; }
  std::uint64_t number(int count) {
    std::uint64_t value = 0;
    for (const char byte : text(count)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
  }
  float real() {
    const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(number(4)));
    if (!std::isfinite(value)) throw Error(ErrorKind::bad_file, name_ + " holds a colour that is no number");
    return value;
  }
  std::string_view text(std::size_t count) {
    if (count > left()) throw Error(ErrorKind::bad_file, name_ + " is cut short");
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  /// `units` of UTF-16 as UTF-8, up to the first end mark.
  std::string utf16(std::size_t units) {
    std::u16string wide;
    if (units > left() / 2) throw Error(ErrorKind::bad_file, name_ + " is cut short");
    for (std::size_t i = 0; i < units; ++i) wide += static_cast<char16_t>(number(2));
    return utf8_of(wide.substr(0, wide.find(u'\0')));
  }

 private:
  std::string_view bytes_;
  std::string name_;
  std::size_t at_ = 0;
};

}  // namespace toile::press
