#include "toile/data/held_out.hpp"

#include <cctype>
#include <cstdint>
#include <filesystem>

#include "toile/base/seed.hpp"

namespace toile::data {
namespace {

bool digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// FNV-1a, 64 bits.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

std::string photo_of(const std::string& file) {
  std::string name = std::filesystem::path(file).stem().string();
  const auto underscore = name.find_last_not_of("0123456789");
  if (underscore != std::string::npos && name[underscore] == '_') {
    const std::size_t digits = name.size() - underscore - 1;
    if (digits == 1 || digits == 2) name.resize(underscore);
  }
  if (name.size() > 1 && name.back() == 't' && digit(name[name.size() - 2])) name.pop_back();
  return name;
}

bool is_held_out(const std::string& file, double share) {
  constexpr double kRange = 18446744073709551616.0;  // 2^64
  return static_cast<double>(derive_seed(hash_of(photo_of(file)), 0)) < share * kRange;
}

}  // namespace toile::data
