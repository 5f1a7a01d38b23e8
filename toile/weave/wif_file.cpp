#include "toile/weave/wif_file.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "toile/base/error.hpp"

namespace toile::weave {
namespace {

constexpr std::size_t kMostBytes = 4U << 20;

std::string_view without_blanks(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
  return small;
}

}  // namespace

WifFile::WifFile(std::string_view text, std::string name) : name_(std::move(name)) {
  if (text.size() > kMostBytes) refuse("it is larger than 4 MB");
  std::map<std::string, std::string>* section = nullptr;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_blanks(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == ';') continue;
    const std::size_t equals = line.find('=');
    if (line.front() == '[' && line.back() == ']') {
      section = &sections_[lower(without_blanks(line.substr(1, line.size() - 2)))];
    } else if (section != nullptr && equals != std::string_view::npos) {
      (*section)[lower(without_blanks(line.substr(0, equals)))] = without_blanks(line.substr(equals + 1));
    } else {
      refuse("line " + std::to_string(number) + " is neither a [section] nor a value");
    }
  }
  if (!has("wif")) refuse("it has no section WIF");
}

std::string WifFile::text(const std::string& section, const std::string& key, const std::string& otherwise) const {
  const auto found = sections_.find(section);
  if (found == sections_.end()) return otherwise;
  const auto value = found->second.find(key);
  return value == found->second.end() || value->second.empty() ? otherwise : value->second;
}

int WifFile::number(const std::string& section, const std::string& key, int least, int most) const {
  const std::vector<int> all = numbers(section, key, least, most);
  if (all.size() == 1) return all.front();
  refuse("in section " + section + ", " + key + " must be one whole number from " + std::to_string(least) + " to " +
         std::to_string(most));
}

std::vector<int> WifFile::numbers(const std::string& section, const std::string& key, int least, int most) const {
  std::vector<int> all;
  const std::string value = text(section, key, "");
  std::string_view rest = without_blanks(value);
  while (!rest.empty()) {
    int number = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const bool fine = read.ec == std::errc() && number >= least && number <= most;
    if (fine) rest = without_blanks(rest.substr(static_cast<std::size_t>(read.ptr - rest.data())));
    if (!fine || (!rest.empty() && rest.front() != ',')) {
      refuse("in section " + section + ", " + key + " must be whole numbers from " + std::to_string(least) + " to " +
             std::to_string(most));
    }
    all.push_back(number);
    if (!rest.empty()) rest = without_blanks(rest.substr(1));
  }
  return all;
}

void WifFile::refuse(const std::string& why) const {
  throw Error(ErrorKind::bad_file, name_ + " can't be read as a WIF: " + why);
}

}  // namespace toile::weave
