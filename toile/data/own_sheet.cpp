#include "toile/data/own_sheet.hpp"

#include <fstream>

#include "toile/image/png_text.hpp"

namespace toile::data {
namespace {

constexpr const char* kSheet = "toile:sheet";
constexpr const char* kSwatch = "toile:swatch";
constexpr std::size_t kHead = 64 << 10;  ///< bytes, in which our marks are

bool has_mark(const std::filesystem::path& file, const char* mark) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(kHead, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return image::text_of(head).contains(mark);
}

}  // namespace

image::Metadata sheet_mark(const std::string& what) {
  return {{kSheet, what}};
}

image::Metadata swatch_mark() {
  return {{kSwatch, "cut by toile prepare --from-photos"}};
}

bool is_own_sheet(const std::filesystem::path& file) {
  return has_mark(file, kSheet);
}

bool is_own_swatch(const std::filesystem::path& file) {
  return has_mark(file, kSwatch);
}

}  // namespace toile::data
