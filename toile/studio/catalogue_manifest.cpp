#include "toile/studio/catalogue_manifest.hpp"

#include <algorithm>

#include "toile/base/error.hpp"
#include "toile/base/text.hpp"
#include "toile/studio/sha256.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 1ULL << 30;
constexpr const char* kPartOf = "part_of";

/// Whether the manifest is part of another one, which its first line then says.
bool take_head(Manifest& manifest) {
  if (manifest.lines.empty() || manifest.lines.front().text.find(kPartOf) == std::string::npos) return false;
  const Json head = Json::parse(manifest.lines.front().text);
  if (!head.find(kPartOf)) return false;
  manifest.digest = head.at(kPartOf).string();
  manifest.folder = head.at("folder").string();
  manifest.lines_in_all = head.at("lines").integer();
  manifest.lines.erase(manifest.lines.begin());
  return true;
}

}  // namespace

Manifest read_lines(const fs::path& file) {
  const std::string text = read_text(file, kMostBytes);
  Manifest manifest{.folder = fs::absolute(file).parent_path(), .digest = sha256(text), .lines = {}};
  std::int64_t number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = trimmed(std::string_view(text).substr(start, end - start));
    start = end + 1;
    ++number;
    if (!line.empty()) manifest.lines.push_back({number, std::string(line)});
  }
  if (take_head(manifest)) {
    for (ManifestLine& line : manifest.lines) {
      const Json both = Json::parse(line.text);
      line = {both.at("number").integer(), both.at("text").string()};
    }
  } else {
    manifest.lines_in_all = static_cast<std::int64_t>(manifest.lines.size());
  }
  if (manifest.lines.empty()) throw Error(ErrorKind::bad_file, file.string() + " has no lines");
  return manifest;
}

Json head_of_part(const Manifest& whole) {
  return Json::Object{{kPartOf, whole.digest}, {"folder", whole.folder.string()}, {"lines", whole.lines_in_all}};
}

}  // namespace toile::studio
