#include "toile/base/length.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/text.hpp"

namespace toile {
namespace {

struct Length {
  double number = 0;
  double cm = 0;  ///< of its unit; 0: it has none
};

/// What a unit has of centimetres; 0 for none, nothing for an unknown one.
std::optional<double> unit_cm(std::string_view unit) {
  constexpr std::pair<std::string_view, double> kUnits[] = {{"", 0},          {"cm", 1},    {"mm", 0.1},
                                                            {"m", 100},       {"in", 2.54}, {"inch", 2.54},
                                                            {"inches", 2.54}, {"\"", 2.54}, {"\xe2\x80\xb3", 2.54}};
  for (const auto& [name, cm] : kUnits) {
    if (name == unit) return cm;
  }
  return {};
}

std::optional<Length> length_of(std::string_view text) {
  text = trimmed(text);
  std::string words(text);
  std::transform(words.begin(), words.end(), words.begin(),
                 [](unsigned char c) { return c == ',' ? '.' : static_cast<char>(std::tolower(c)); });
  Length length;
  const auto read = std::from_chars(words.data(), words.data() + words.size(), length.number, std::chars_format::fixed);
  if (read.ec != std::errc() || !std::isfinite(length.number)) return {};
  const auto unit = unit_cm(trimmed(std::string_view(words).substr(static_cast<std::size_t>(read.ptr - words.data()))));
  if (!unit) return {};
  length.cm = *unit;
  return length;
}

[[noreturn]] void refuse(const std::string& option, const std::string& words, const char* wanted) {
  throw Error(ErrorKind::usage, option + " is " + words + "; it must be " + wanted);
}

}  // namespace

double length_cm(const std::string& option, const std::string& words) {
  const auto length = length_of(words);
  if (!length) refuse(option, words, "a length, such as 20cm, 200mm or 8in");
  return length->number * (length->cm == 0 ? 1 : length->cm);
}

std::pair<double, double> size_cm(const std::string& option, const std::string& words) {
  constexpr const char* kWanted = "WIDTHxHEIGHT, such as 140x100cm, 1400x1000mm or 55x40in";
  std::size_t middle = words.find_first_of("xX*"), after = middle + 1;
  if (const auto times = words.find("\xc3\x97"); times < middle) {
    middle = times;
    after = times + 2;
  }
  if (middle == std::string::npos) refuse(option, words, kWanted);
  const auto width = length_of(std::string_view(words).substr(0, middle));
  const auto height = length_of(std::string_view(words).substr(after));
  if (!width || !height) refuse(option, words, kWanted);
  if (width->cm != 0 && height->cm == 0) refuse(option, words, kWanted);
  const double unit = height->cm == 0 ? 1 : height->cm;
  return {width->number * (width->cm == 0 ? unit : width->cm), height->number * unit};
}

}  // namespace toile
