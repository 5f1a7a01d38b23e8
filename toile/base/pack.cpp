#include "toile/base/pack.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "toile/base/error.hpp"
#include "toile/base/names.hpp"

namespace toile {
namespace {

constexpr std::string_view kMagic = "TOILEPK1";
constexpr std::uint64_t kMostPackHeader = 256ULL << 20;
constexpr std::int64_t kMaxSide = 8192;

constexpr std::size_t kMaxInks = 64;
constexpr std::string_view kDigits = "0123456789abcdef";

/// "rrggbb" for each colour, one after the other.
std::string palette_text(const std::vector<std::array<std::uint8_t, 3>>& palette) {
  std::string text;
  for (const auto& colour : palette) {
    for (const int value : colour) {
      text += kDigits[static_cast<std::size_t>(value / 16)];
      text += kDigits[static_cast<std::size_t>(value % 16)];
    }
  }
  return text;
}

std::vector<std::array<std::uint8_t, 3>> palette_from(const std::string& text) {
  std::vector<std::array<std::uint8_t, 3>> palette(text.size() / 6);
  if (text.size() % 6 != 0 || palette.size() > kMaxInks || text.find_first_not_of(kDigits) != std::string::npos) {
    throw Error(ErrorKind::bad_file, "an item's palette is damaged");
  }
  for (std::size_t i = 0; i < text.size() / 2; ++i) {
    palette[i / 3][i % 3] = static_cast<std::uint8_t>(kDigits.find(text[2 * i]) * 16 + kDigits.find(text[2 * i + 1]));
  }
  return palette;
}

std::string header_text(const PackLayout& layout, const std::vector<PackItem>& items) {
  Json::Array groups(layout.groups.begin(), layout.groups.end());
  Json::Array rows;
  for (const PackItem& item : items) {
    Json::Array row{item.group, item.source};
    if (!item.palette.empty()) row.push_back(palette_text(item.palette));
    rows.push_back(std::move(row));
  }
  return Json(Json::Object{{"kind", layout.kind},
                           {"channels", layout.channels},
                           {"height", layout.height},
                           {"width", layout.width},
                           {"groups", std::move(groups)},
                           {"items", std::move(rows)}})
      .dump();
}

int small_number(const Json& header, const char* key, std::int64_t limit) {
  const std::int64_t value = header.at(key).integer();
  if (value < 1 || value > limit) throw Error(ErrorKind::bad_file, std::string(key) + " is out of range");
  return static_cast<int>(value);
}

}  // namespace

PackWriter::PackWriter(const std::filesystem::path& path, const PackLayout& layout, const std::vector<PackItem>& items)
    : file_(path), item_bytes_(layout.item_bytes()), left_(items.size()) {
  const std::string header = header_text(layout, items);
  const std::uint64_t length = header.size();
  file_.write(kMagic);
  file_.write(std::as_bytes(std::span(&length, 1)));
  file_.write(header);
}

void PackWriter::add(std::span<const std::uint8_t> planes) {
  if (planes.size() != item_bytes_ || left_ == 0) throw std::logic_error("a pack item that was not announced");
  file_.write(std::as_bytes(planes));
  --left_;
}

void PackWriter::finish() {
  if (left_ != 0) throw std::logic_error("a pack that lacks items");
  file_.commit();
}

Pack::Pack(const std::filesystem::path& path, const std::string& kind) : file_(path) {
  const auto bytes = file_.bytes();
  const auto bad = [&](const std::string& why) {
    return Error(ErrorKind::bad_file, path.string() + " is not a usable pack: " + why);
  };
  std::uint64_t length = 0;
  const std::size_t prefix = kMagic.size() + sizeof length;
  if (bytes.size() < prefix || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    throw bad("it doesn't start as one; `toile prepare` makes them");
  }
  std::memcpy(&length, bytes.data() + kMagic.size(), sizeof length);
  if (length > kMostPackHeader || length > bytes.size() - prefix) throw bad("its header is cut short");
  try {
    const Json header = Json::parse({reinterpret_cast<const char*>(bytes.data()) + prefix, length});
    layout_ = {.kind = header.at("kind").string(),
               .channels = small_number(header, "channels", 16),
               .height = small_number(header, "height", kMaxSide),
               .width = small_number(header, "width", kMaxSide),
               .groups = {}};
    for (const Json& group : header.at("groups").array()) {
      layout_.groups.push_back(group.string());
      if (layout_.groups.back() != plain_name(layout_.groups.back())) {  // runs have folders of these names
        throw Error(ErrorKind::bad_file, "it has a category called " + group.string());
      }
    }
    for (const Json& row : header.at("items").array()) {
      const std::int64_t group = row.array().at(0).integer();
      if (group < 0 || group >= std::ssize(layout_.groups)) throw Error(ErrorKind::bad_file, "an item has no group");
      items_.push_back({static_cast<int>(group), row.array().at(1).string()});
      if (row.array().size() > 2) items_.back().palette = palette_from(row.array()[2].string());
    }
  } catch (const std::exception& problem) {
    throw bad(problem.what());
  }
  if (layout_.kind != kind) throw bad("it holds " + layout_.kind + ", " + kind + " are needed");
  data_offset_ = prefix + length;
  if ((bytes.size() - data_offset_) / layout_.item_bytes() < items_.size()) throw bad("it is cut short");
}

std::span<const std::uint8_t> Pack::planes(std::size_t index) const {
  const auto* data = reinterpret_cast<const std::uint8_t*>(file_.bytes().data());
  return {data + data_offset_ + index * layout_.item_bytes(), layout_.item_bytes()};
}

std::vector<std::size_t> Pack::items_of(const std::string& group) const {
  const auto found = std::find(layout_.groups.begin(), layout_.groups.end(), group);
  if (found == layout_.groups.end()) {
    std::string known;
    for (const std::string& name : layout_.groups) known += (known.empty() ? "" : ", ") + name;
    throw Error(ErrorKind::not_found, "the pack has no category " + group + "; it has " + known);
  }
  const int wanted = static_cast<int>(found - layout_.groups.begin());
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (items_[i].group == wanted) indices.push_back(i);
  }
  return indices;
}

}  // namespace toile
