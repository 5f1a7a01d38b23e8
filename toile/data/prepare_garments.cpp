#include "toile/data/prepare_garments.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;

/// The 59 tags of Clothing Co-Parsing by what a designer means.
const std::map<GarmentGroup, std::vector<const char*>> kTags = {
    {GarmentGroup::background, {"null"}},
    {GarmentGroup::body, {"hair", "skin"}},
    {GarmentGroup::upper,
     {"blouse", "bodysuit", "bra", "hoodie", "intimate", "jumper", "shirt", "sweater", "sweatshirt", "swimwear",
      "t-shirt", "top", "vest"}},
    {GarmentGroup::lower, {"jeans", "leggings", "panties", "pants", "shorts", "skirt"}},
    {GarmentGroup::dress, {"dress", "romper"}},
    {GarmentGroup::outer, {"blazer", "cape", "cardigan", "coat", "jacket", "suit"}},
    {GarmentGroup::other,
     {"accessories", "bag",     "belt",   "boots", "bracelet", "clogs",    "earrings",  "flats",
      "glasses",     "gloves",  "hat",    "heels", "loafers",  "necklace", "pumps",     "purse",
      "ring",        "sandals", "scarf",  "shoes", "sneakers", "socks",    "stockings", "sunglasses",
      "tie",         "tights",  "wallet", "watch", "wedges"}}};

/// The rows of a tab-separated file with two columns, without the first.
std::vector<std::pair<std::string, std::string>> two_columns(const fs::path& path) {
  std::istringstream lines(read_file(path));
  std::vector<std::pair<std::string, std::string>> rows;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const auto tab = line.find('\t');
    if (tab == std::string::npos)
      throw Error(ErrorKind::bad_file, path.string() + " has a line without a tab: " + line);
    rows.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return rows;
}

/// Label value to group, from labels.tsv.
std::array<std::uint8_t, 256> read_groups(const fs::path& path) {
  std::array<std::uint8_t, 256> groups;
  groups.fill(kIgnoredLabel);
  for (const auto& [index, tag] : two_columns(path)) {
    const int value = std::atoi(index.c_str());
    if (value < 0 || value > 254) throw Error(ErrorKind::bad_file, path.string() + " has the label " + index);
    groups[static_cast<std::size_t>(value)] = static_cast<std::uint8_t>(group_of_tag(tag));
  }
  return groups;
}

/// Photo and labels scaled to fit, in the middle of planes (4, height, width); the border is black and ignored.
std::vector<std::uint8_t> planes_of(const Image& photo, const Image& labels,
                                    const std::array<std::uint8_t, 256>& groups, const GarmentPackOptions& options) {
  const double scale = std::min(1.0 * options.width / photo.width, 1.0 * options.height / photo.height);
  const int width = std::clamp(static_cast<int>(photo.width * scale + 0.5), 1, options.width);
  const int height = std::clamp(static_cast<int>(photo.height * scale + 0.5), 1, options.height);
  const Image small = image::resize(photo, width, height);
  const int left = (options.width - width) / 2, top = (options.height - height) / 2;
  const std::size_t plane = static_cast<std::size_t>(options.width) * options.height;
  std::vector<std::uint8_t> planes(4 * plane, 0);
  std::fill(planes.begin() + 3 * static_cast<std::ptrdiff_t>(plane), planes.end(), kIgnoredLabel);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y + top) * options.width + x + left;
      for (std::size_t channel = 0; channel < 3; ++channel) planes[channel * plane + at] = small.at(x, y)[channel];
      // the label under the middle of the small pixel
      const int label_x = std::min(labels.width - 1, static_cast<int>((x + 0.5) * labels.width / width));
      const int label_y = std::min(labels.height - 1, static_cast<int>((y + 0.5) * labels.height / height));
      planes[3 * plane + at] = groups[labels.at(label_x, label_y)[0]];
    }
  }
  return planes;
}

}  // namespace

GarmentGroup group_of_tag(const std::string& tag) {
  for (const auto& [group, tags] : kTags) {
    if (std::find(tags.begin(), tags.end(), tag) != tags.end()) return group;
  }
  throw Error(ErrorKind::bad_file, "labels.tsv has the tag " + tag + ", which belongs to no garment group we know");
}

GarmentPackSummary prepare_garments(const fs::path& folder, const fs::path& pack, const GarmentPackOptions& options,
                                    const OnProgress& progress) {
  const auto groups = read_groups(folder / "labels.tsv");
  GarmentPackSummary summary;
  std::vector<PackItem> items;
  for (const auto& [id, split] : two_columns(folder / "split.tsv")) {
    if (split != "train" && split != "val") {
      throw Error(ErrorKind::bad_file, "split.tsv puts " + id + " into " + split + "; it must be train or val");
    }
    ++(split == "train" ? summary.train : summary.val);
    items.push_back({split == "train" ? 0 : 1, id});
  }
  if (summary.train == 0)
    throw Error(ErrorKind::bad_file, (folder / "split.tsv").string() + " names no photo to train on");

  PackWriter writer(
      pack,
      {.kind = "garments", .channels = 4, .height = options.height, .width = options.width, .groups = {"train", "val"}},
      items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Image photo = image::read(folder / "photos" / (items[i].source + ".jpg"));
    const Image labels = image::read(folder / "labels" / (items[i].source + ".png"));
    if (labels.width != photo.width || labels.height != photo.height) {
      throw Error(ErrorKind::bad_file,
                  "the label map of photo " + items[i].source + " has another size than the photo");
    }
    writer.add(planes_of(photo, labels, groups, options));
    if (!progress({.what = "packing photos", .done = static_cast<std::int64_t>(i) + 1, .total = std::ssize(items)})) {
      throw Error(ErrorKind::cancelled, "stopped while packing the photos");
    }
  }
  writer.finish();
  return summary;
}

}  // namespace toile::data
