#include "apps/cli/length.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "toile/base/error.hpp"

namespace toile::cli {
namespace {

constexpr std::pair<const char*, double> kUnits[] = {{"cm", 1}, {"mm", 0.1}, {"in", 2.54}, {"\"", 2.54}, {"m", 100}};

/// Centimetres in one of what `word` names.
std::optional<double> unit_named(const std::string& word) {
  for (const auto& [name, cm] : kUnits) {
    if (word == name) return cm;
  }
  return {};
}

struct Length {
  double number = 0;
  std::string unit;
};

std::optional<Length> read(const std::string& word) {
  Length length;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), length.number);
  if (read.ec != std::errc()) return {};
  length.unit = word.substr(static_cast<std::size_t>(read.ptr - word.data()));
  return length;
}

/// From the last word to the first, since a unit stands for those before it too.
std::optional<std::vector<double>> read_all(std::string words, std::size_t count) {
  std::erase(words, ' ');
  std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) { return std::tolower(c); });
  std::vector<double> centimetres;
  double unit = 1;
  while (centimetres.size() < count) {
    const std::size_t cross = count == 1 ? std::string::npos : words.rfind('x');
    const std::optional<Length> length = read(cross == std::string::npos ? words : words.substr(cross + 1));
    if (!length) return {};
    if (!length->unit.empty()) {
      const auto named = unit_named(length->unit);
      if (!named) return {};
      unit = *named;
    }
    centimetres.push_back(length->number * unit);
    if (cross == std::string::npos) break;
    words.resize(cross);
  }
  if (centimetres.size() != count) return {};
  std::reverse(centimetres.begin(), centimetres.end());
  return centimetres;
}

}  // namespace

std::vector<double> lengths_in_cm(const std::string& option, const std::string& words, std::size_t count) {
  if (const auto lengths = read_all(words, count)) return *lengths;
  throw Error(ErrorKind::usage, fmt::format("{} is {}; it must be {}, in cm, mm, m or in", option, words,
                                            count == 2 ? "WIDTHxHEIGHT such as 140x100cm" : "a length such as 20cm"));
}

}  // namespace toile::cli
