#include "toile/data/labelled_photos.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/text.hpp"
#include "toile/data/imaterialist.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

/// The 59 tags of Clothing Co-Parsing by what the garment net tells apart.
const std::map<GarmentLabel, std::vector<const char*>> kTags = {
    {GarmentLabel::background, {"null"}},
    {GarmentLabel::skin, {"skin"}},
    {GarmentLabel::hair, {"hair"}},
    {GarmentLabel::upper,
     {"blouse", "bodysuit", "bra", "hoodie", "intimate", "jumper", "shirt", "sweater", "sweatshirt", "swimwear",
      "t-shirt", "top", "vest"}},
    {GarmentLabel::lower, {"jeans", "leggings", "panties", "pants", "shorts", "skirt"}},
    {GarmentLabel::dress, {"dress", "romper"}},
    {GarmentLabel::outer, {"blazer", "cape", "cardigan", "coat", "jacket", "suit"}},
    {GarmentLabel::accessory,
     {"accessories", "bracelet", "earrings", "glasses", "gloves", "hat", "necklace", "ring", "sunglasses", "wallet",
      "watch"}},
    {GarmentLabel::footwear,
     {"boots", "clogs", "flats", "heels", "loafers", "pumps", "sandals", "shoes", "sneakers", "wedges"}},
    {GarmentLabel::hosiery, {"socks", "stockings", "tights"}},
    {GarmentLabel::bag, {"bag", "purse"}},
    {GarmentLabel::scarf, {"scarf", "tie"}},
    {GarmentLabel::belt, {"belt"}}};

/// The rows of a tab-separated file with two columns, without the first.
std::vector<std::pair<std::string, std::string>> two_columns(const fs::path& path) {
  std::istringstream lines(read_text(path));
  std::vector<std::pair<std::string, std::string>> rows;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (trimmed(line).empty()) continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos)
      throw Error(ErrorKind::bad_file, path.string() + " has a line without a tab: " + line);
    rows.emplace_back(trimmed(line.substr(0, tab)), trimmed(line.substr(tab + 1)));
  }
  return rows;
}

/// Value in a label map to label, from labels.tsv.
std::array<std::uint8_t, 256> read_labels(const fs::path& path) {
  std::array<std::uint8_t, 256> labels;
  labels.fill(kIgnoredLabel);
  for (const auto& [index, tag] : two_columns(path)) {
    int value = -1;
    std::from_chars(index.data(), index.data() + index.size(), value);
    if (value < 0 || value > 254) throw Error(ErrorKind::bad_file, path.string() + " has the label " + index);
    labels[static_cast<std::size_t>(value)] = static_cast<std::uint8_t>(label_of_tag(tag));
  }
  return labels;
}

/// photos/, labels/, labels.tsv, split.tsv.
struct OwnForm final : LabelledFolder::Source {
  fs::path folder;
  std::array<std::uint8_t, 256> label_of{};

  explicit OwnForm(const fs::path& from) : folder(from), label_of(read_labels(from / "labels.tsv")) {
    for (const auto& [id, split] : two_columns(folder / "split.tsv")) {
      if (split != "train" && split != "val") {
        throw Error(ErrorKind::bad_file, "split.tsv puts " + id + " into " + split + "; it must be train or val");
      }
      photos.push_back({.id = id, .validation = split == "val", .photo = folder / "photos" / (id + ".jpg")});
    }
  }

  LabelMap labels(const LabelledPhoto& photo) const override {
    const Image values = image::read(folder / "labels" / (photo.id + ".png"));
    LabelMap map{.width = values.width, .height = values.height, .labels = {}};
    map.labels.reserve(values.pixels());
    for (std::size_t i = 0; i < values.pixels(); ++i) map.labels.push_back(label_of[values.rgb[3 * i]]);
    return map;
  }
};

}  // namespace

GarmentLabel label_of_tag(const std::string& tag) {
  for (const auto& [label, tags] : kTags) {
    if (std::find(tags.begin(), tags.end(), tag) != tags.end()) return label;
  }
  throw Error(ErrorKind::bad_file, "labels.tsv has the tag " + tag + ", which belongs to no garment group we know");
}

LabelledFolder LabelledFolder::open(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  if (fs::exists(folder / "train.csv")) return LabelledFolder(open_imaterialist(folder));
  return LabelledFolder(std::make_unique<OwnForm>(folder));
}

LabelledFolder::LabelledFolder(std::unique_ptr<Source> source) : source_(std::move(source)) {}
LabelledFolder::LabelledFolder(LabelledFolder&&) noexcept = default;
LabelledFolder::~LabelledFolder() = default;

const std::vector<LabelledPhoto>& LabelledFolder::photos() const {
  return source_->photos;
}

LabelMap LabelledFolder::labels(const LabelledPhoto& photo) const {
  return source_->labels(photo);
}

}  // namespace toile::data
