#include "toile/data/imaterialist.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/data/held_out.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostPixels = 100'000'000;  ///< of a photo
constexpr double kValidation = 0.05;

/// The classes of label_descriptions.json by what the garment net tells apart.
const std::map<GarmentLabel, std::vector<std::string_view>> kClasses = {
    {GarmentLabel::upper, {"shirt, blouse", "top, t-shirt, sweatshirt", "sweater", "vest"}},
    {GarmentLabel::lower, {"pants", "shorts", "skirt"}},
    {GarmentLabel::dress, {"dress", "jumpsuit"}},
    {GarmentLabel::outer, {"cardigan", "jacket", "coat", "cape"}},
    {GarmentLabel::accessory,
     {"glasses", "hat", "headband, head covering, hair accessory", "glove", "watch", "umbrella"}},
    {GarmentLabel::footwear, {"shoe"}},
    {GarmentLabel::hosiery, {"leg warmer", "tights, stockings", "sock"}},
    {GarmentLabel::bag, {"bag, wallet"}},
    {GarmentLabel::scarf, {"tie", "scarf"}},
    {GarmentLabel::belt, {"belt"}}};
/// Parts of garments: what they lie on says what they belong to.
constexpr std::string_view kParts[] = {"hood",   "collar", "lapel",    "epaulette", "sleeve", "pocket", "neckline",
                                       "buckle", "zipper", "applique", "bead",      "bow",    "flower", "fringe",
                                       "ribbon", "rivet",  "ruffle",   "sequin",    "tassel"};

std::optional<GarmentLabel> label_of_class(const std::string& name) {
  for (const auto& [label, names] : kClasses) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return label;
  }
  if (std::find(std::begin(kParts), std::end(kParts), name) != std::end(kParts)) return std::nullopt;
  throw Error(ErrorKind::bad_file,
              "label_descriptions.json has the class " + name + ", which belongs to no garment group we know");
}

std::int64_t number(std::string_view text, const std::string& where) {
  std::int64_t value = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0) {
    throw Error(ErrorKind::bad_file, where + " has " + std::string(text.substr(0, 40)) + " where a number belongs");
  }
  return value;
}

/// A row of the table.
struct Row {
  std::string_view photo, runs;
  std::int64_t height = 0, width = 0, class_id = 0;
};

Row row_of(std::string_view line, std::size_t line_number) {
  const std::string where = "train.csv, line " + std::to_string(line_number) + ",";
  std::string_view columns[5];
  for (std::size_t i = 0; i < 5; ++i) {
    const std::size_t comma = i < 4 ? line.find(',') : line.size();
    if (comma == std::string_view::npos) {
      throw Error(ErrorKind::bad_file, where + " needs ImageId, EncodedPixels, Height, Width and ClassId");
    }
    columns[i] = line.substr(0, comma);
    line.remove_prefix(std::min(line.size(), comma + 1));
  }
  Row row{.photo = columns[0],
          .runs = columns[1],
          .height = number(columns[2], where),
          .width = number(columns[3], where),
          .class_id = number(columns[4].substr(0, columns[4].find('_')), where)};  // "6_14_35": class and attributes
  if (row.height < 1 || row.width < 1 || row.height * row.width > kMostPixels) {
    throw Error(ErrorKind::bad_file, where + " has a photo of an impossible size");
  }
  if (row.photo.empty() || row.photo.find('/') != std::string_view::npos) {
    throw Error(ErrorKind::bad_file, where + " names a photo outside the folder");
  }
  return row;
}

struct IMaterialist final : LabelledFolder::Source {
  struct Line {
    std::size_t first = 0, length = 0, number = 0;
  };
  MappedFile table;
  std::unordered_map<std::string, std::vector<Line>> lines;                ///< of each photo
  std::unordered_map<std::int64_t, std::optional<GarmentLabel>> label_of;  ///< of each class; none: a part

  explicit IMaterialist(const fs::path& folder) : table(folder / "train.csv") {
    const Json descriptions = Json::parse(read_file(folder / "label_descriptions.json", 64 << 20));
    for (const Json& one : descriptions.at("categories").array()) {
      label_of[one.at("id").integer()] = label_of_class(one.at("name").string());
    }
    index();
    const fs::path pictures = folder / (fs::is_directory(folder / "train") ? "train" : "images");
    for (LabelledPhoto& photo : photos) {
      photo.photo = pictures / (photo.id.ends_with(".jpg") ? photo.id : photo.id + ".jpg");
    }
  }

  std::string_view text() const { return {reinterpret_cast<const char*>(table.bytes().data()), table.bytes().size()}; }

  /// Where each photo's rows are.
  void index() {
    const std::string_view all = text();
    std::size_t at = 0, line_number = 0;
    while (at < all.size()) {
      const std::size_t end = std::min(all.size(), all.find('\n', at));
      std::string_view line = all.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (++line_number > 1 && !line.empty()) {
        const std::string id(row_of(line, line_number).photo);
        auto [found, is_new] = lines.try_emplace(id);
        if (is_new) photos.push_back({.id = id, .validation = is_held_out(id, kValidation), .photo = {}});
        found->second.push_back({.first = at, .length = line.size(), .number = line_number});
      }
      at = end + 1;
    }
  }

  LabelMap labels(const LabelledPhoto& photo) const override {
    struct Masked {
      GarmentLabel label;
      std::vector<Run> runs;
      std::int64_t area = 0;
    };
    std::vector<Masked> masks;
    std::int64_t width = 0, height = 0;
    for (const Line& line : lines.at(photo.id)) {
      const Row row = row_of(text().substr(line.first, line.length), line.number);
      if (width == 0) width = row.width, height = row.height;
      if (row.width != width || row.height != height) {
        throw Error(ErrorKind::bad_file, "train.csv gives photo " + photo.id + " more than one size");
      }
      const auto label = label_of.find(row.class_id);
      if (label == label_of.end()) {
        throw Error(ErrorKind::bad_file, "train.csv gives photo " + photo.id + " the class " +
                                             std::to_string(row.class_id) + ", which label_descriptions.json lacks");
      }
      if (!label->second) continue;
      Masked mask{.label = *label->second, .runs = read_runs(row.runs, width * height, photo.id)};
      for (const Run& run : mask.runs) mask.area += run.length;
      masks.push_back(std::move(mask));
    }
    std::stable_sort(masks.begin(), masks.end(), [](const auto& a, const auto& b) { return a.area > b.area; });

    LabelMap map{.width = static_cast<int>(width), .height = static_cast<int>(height), .labels = {}};
    map.labels.assign(static_cast<std::size_t>(width * height), static_cast<std::uint8_t>(GarmentLabel::background));
    for (const Masked& mask : masks) {
      for (const Run& run : mask.runs) {
        for (std::int64_t i = run.first; i < run.first + run.length; ++i) {
          map.labels[static_cast<std::size_t>(i % height * width + i / height)] = static_cast<std::uint8_t>(mask.label);
        }
      }
    }
    return map;
  }
};

}  // namespace

std::vector<Run> read_runs(std::string_view text, std::int64_t pixels, const std::string& photo) {
  const std::string where = "the mask of photo " + photo;
  std::vector<std::int64_t> numbers;
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find(' '));
    if (end > 0) numbers.push_back(number(text.substr(0, end), where));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  if (numbers.size() % 2 != 0) {
    throw Error(ErrorKind::bad_file,
                where + " has a run without a length: EncodedPixels are pairs of start and length");
  }
  std::vector<Run> runs;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    const std::int64_t start = numbers[i], length = numbers[i + 1];
    if (start < 1 || start > pixels || length > pixels - (start - 1)) {
      throw Error(ErrorKind::bad_file, where + " has the run " + std::to_string(start) + " " + std::to_string(length) +
                                           ", which leaves its " + std::to_string(pixels) + " pixels");
    }
    runs.push_back({.first = start - 1, .length = length});
  }
  return runs;
}

std::unique_ptr<LabelledFolder::Source> open_imaterialist(const fs::path& folder) {
  return std::make_unique<IMaterialist>(folder);
}

}  // namespace toile::data
