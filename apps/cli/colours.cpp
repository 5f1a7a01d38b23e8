#include "apps/cli/colours.hpp"

#include <algorithm>
#include <sstream>

#include "toile/base/text.hpp"

namespace toile::cli {

std::vector<pattern::Rgb> colours_in(std::string text) {
  std::replace(text.begin(), text.end(), ',', ' ');
  std::istringstream words(text);
  std::vector<pattern::Rgb> colours;
  for (std::string word; words >> word;) colours.push_back(pattern::colour_from_hex(word));
  return colours;
}

bool is_typed(const std::string& palette) {
  return trimmed(palette).starts_with('#');
}

std::vector<pattern::Rgb> colours_of(const std::string& typed_or_file) {
  constexpr std::uint64_t kMostBytes = 1 << 16;
  return colours_in(is_typed(typed_or_file) ? typed_or_file : read_text(typed_or_file, kMostBytes));
}

}  // namespace toile::cli
