#include "toile/base/names.hpp"

#include <algorithm>

namespace toile {

std::string file_name(std::string stem, const std::string& ending) {
  constexpr std::size_t kLongest = 255;
  if (stem.size() + ending.size() > kLongest) {
    std::size_t size = kLongest - ending.size();
    while (size > 0 && (static_cast<unsigned char>(stem[size]) & 0xc0) == 0x80) --size;
    stem.resize(size);
  }
  return stem + ending;
}

namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

}  // namespace

std::string plain_name(std::string text) {
  for (char& c : text) {
    if (c == '/' || is_control(c)) c = '_';
  }
  return text.empty() || text.front() == '.' ? "_" + text : text;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), is_control, '?');
  return text;
}

}  // namespace toile
