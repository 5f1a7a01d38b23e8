#include "toile/compose/motif_pack.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/share.hpp"
#include "toile/image/file.hpp"

namespace toile::compose {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFormat = "toile-motifs-1";
constexpr const char* kList = "motifs.json";
constexpr int kGrey = 36;  ///< between one ink and the next
constexpr int kColumns = 8;
constexpr int kMostPackedSide = 1024;
constexpr std::int64_t kMostMotifs = 4096;
constexpr const char* kPrefix = "learnt:";

using PackedPalette = decltype(InkMap::palette);

Json json_of(const PackedPalette& palette) {
  Json::Array numbers;
  for (const auto& colour : palette) {
    for (const int value : colour) numbers.emplace_back(value);
  }
  return numbers;
}

PackedPalette palette_from(const Json& json) {
  PackedPalette palette{};
  const Json::Array& numbers = json.array();
  if (numbers.size() != 3 * palette.size()) throw Error(ErrorKind::bad_file, "a palette isn't of seven colours");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::int64_t value = numbers[i].integer();
    if (value < 0 || value > 255) throw Error(ErrorKind::bad_file, "a colour is out of range");
    palette[i / 3][i % 3] = static_cast<std::uint8_t>(value);
  }
  return palette;
}

int rows_of(std::size_t count) {
  return static_cast<int>((count + kColumns - 1) / kColumns);
}

}  // namespace

void write_motif_pack(const fs::path& folder, const std::map<std::string, std::vector<InkMap>>& maps) {
  Json list;
  int side = 0;
  for (const auto& [kind, all] : maps) {
    if (all.empty()) throw Error(ErrorKind::usage, "there is no motif of kind " + kind);
    Json::Array palettes;
    for (const InkMap& map : all) {
      if (side == 0) side = map.side;
      if (map.side != side) throw Error(ErrorKind::usage, "motifs of a pack must have one size");
      palettes.push_back(json_of(map.palette));
    }
    list.set(kind, std::move(palettes));
  }
  make_output_folder(folder);
  for (const auto& [kind, all] : maps) {
    Mask sheet = Mask::filled(kColumns * side, rows_of(all.size()) * side, InkMap::kNothing * kGrey);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const int left = static_cast<int>(i % kColumns) * side, top = static_cast<int>(i / kColumns) * side;
      for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
          sheet.at(left + x, top + y) =
              static_cast<std::uint8_t>(kGrey * all[i].inks[static_cast<std::size_t>(y) * side + x]);
        }
      }
    }
    image::write_mask(folder / (kind + ".png"), sheet);
  }
  write_file(folder / kList,
             Json(Json::Object{{"format", kFormat}, {"side", side}, {"kinds", std::move(list)}}).dump());
}

struct MotifPack::Kinds {
  struct Kind {
    std::vector<PackedPalette> palettes;
    Mask sheet;  ///< empty until it is needed
  };
  fs::path folder;
  int side = 0;
  std::map<std::string, Kind> all;
  std::mutex mutex;

  const Kind& opened(const std::string& name) {
    const std::lock_guard lock(mutex);
    Kind& kind = all.at(name);
    if (kind.sheet.width > 0) return kind;
    const fs::path file = folder / (name + ".png");
    Mask sheet = image::read_mask(file);
    const auto bad_value = [](std::uint8_t value) { return value % kGrey != 0 || value / kGrey > InkMap::kNothing; };
    if (sheet.width != kColumns * side || sheet.height != rows_of(kind.palettes.size()) * side ||
        std::any_of(sheet.cover.begin(), sheet.cover.end(), bad_value)) {
      throw Error(ErrorKind::bad_file, file.string() + " doesn't hold the motifs that " + kList + " lists");
    }
    kind.sheet = std::move(sheet);
    return kind;
  }
};

MotifPack::MotifPack(fs::path folder) : kinds_(std::make_unique<Kinds>()) {
  const fs::path file = folder / kList;
  const std::string text = read_file(file, 16ULL << 20U);
  try {
    const Json json = Json::parse(text);
    if (json.at("format").string() != kFormat) throw Error(ErrorKind::bad_file, "it is of another format");
    const std::int64_t side = json.at("side").integer();
    if (side < 1 || side > kMostPackedSide) throw Error(ErrorKind::bad_file, "the motifs' side is out of range");
    kinds_->side = static_cast<int>(side);
    for (const auto& [kind, palettes] : json.at("kinds").object()) {
      if (kind.empty() || kind.find_first_of("/\\.") != std::string::npos) {
        throw Error(ErrorKind::bad_file, "a kind has no usable name");
      }
      if (palettes.array().empty() || std::ssize(palettes.array()) > kMostMotifs) {
        throw Error(ErrorKind::bad_file, "the kind " + kind + " has too few or too many motifs");
      }
      for (const Json& palette : palettes.array()) kinds_->all[kind].palettes.push_back(palette_from(palette));
    }
  } catch (const Error& problem) {
    throw Error(ErrorKind::bad_file, file.string() + " is no list of motifs: " + problem.what());
  }
  kinds_->folder = std::move(folder);
}

MotifPack::~MotifPack() = default;
MotifPack::MotifPack(MotifPack&&) noexcept = default;

std::vector<std::string> MotifPack::kinds() const {
  std::vector<std::string> names;
  for (const auto& [name, kind] : kinds_->all) names.push_back(name);
  return names;
}

int MotifPack::count(const std::string& kind) const {
  const auto found = kinds_->all.find(kind);
  return found == kinds_->all.end() ? 0 : static_cast<int>(found->second.palettes.size());
}

InkMap MotifPack::map(const std::string& kind, int number) const {
  if (number < 0 || number >= count(kind)) {
    throw Error(ErrorKind::not_found, "there is no learnt motif " + kind + ":" + std::to_string(number) +
                                          "; there are " + std::to_string(count(kind)) + " of that kind");
  }
  const Kinds::Kind& known = kinds_->opened(kind);
  const int side = kinds_->side, left = number % kColumns * side, top = number / kColumns * side;
  InkMap map{.side = side, .inks = {}, .palette = known.palettes[static_cast<std::size_t>(number)]};
  map.inks.reserve(static_cast<std::size_t>(side) * side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) map.inks.push_back(known.sheet.at(left + x, top + y) / kGrey);
  }
  return map;
}

Motif MotifPack::motif(const std::string& kind, int number) const {
  return motif_of(map(kind, number), kind, kPrefix + kind + ":" + std::to_string(number));
}

const MotifPack& shipped_motifs() {
  static const MotifPack pack = [] {
    for (const fs::path& folder : share_folders("models", "TOILE_MODELS")) {
      if (fs::exists(folder / "motifs" / kList)) return MotifPack(folder / "motifs");
    }
    throw Error(ErrorKind::not_found, "no learnt motifs were found; they belong into the folder models/motifs");
  }();
  return pack;
}

bool is_learnt_name(const std::string& name) {
  return name.starts_with(kPrefix);
}

Motif learnt_motif_named(const std::string& name) {
  const std::string rest = is_learnt_name(name) ? name.substr(std::string(kPrefix).size()) : "";
  const std::size_t colon = rest.find(':');
  const std::string number = colon == std::string::npos ? "" : rest.substr(colon + 1);
  if (number.empty() || number.size() > 6 || number.find_first_not_of("0123456789") != std::string::npos) {
    throw Error(ErrorKind::usage, name + " is no name of a learnt motif, such as learnt:blossom:12");
  }
  return shipped_motifs().motif(rest.substr(0, colon), std::stoi(number));
}

}  // namespace toile::compose
