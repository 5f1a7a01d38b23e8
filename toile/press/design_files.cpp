#include "toile/press/design_files.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "toile/data/zip_archive.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/bytes.hpp"
#include "toile/press/plates.hpp"
#include "toile/press/xml_text.hpp"

namespace toile::press {
namespace {

constexpr int kThumbnail = 256;

/// An ink's colour everywhere, its share as alpha against the inks after it: laid one over the other from the ground up
/// the layers give each pixel its shares.
Image layer(const std::vector<Plate>& plates, std::size_t k) {
  const Mask& own = plates[k].cover;
  Image picture = Image::filled(own.width, own.height, plates[k].ink.colour);
  picture.alpha.resize(own.pixels());
  for (std::size_t i = 0; i < own.pixels(); ++i) {
    int later = 0;
    for (std::size_t j = k + 1; j < plates.size(); ++j) later += plates[j].cover.cover[i];
    const int rest = 255 - later;  // what the layers above leave to be seen
    picture.alpha[i] = rest > 0 ? static_cast<std::uint8_t>(std::min(255, (own.cover[i] * 255 + rest / 2) / rest)) : 0;
  }
  return picture;
}

/// A name that stands for the bytes (FNV-1a), in the form of a UUID.
std::string uuid_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  const std::string hex = fmt::format("{:016x}{:016x}", hash, hash * 0x9e3779b97f4a7c15ULL);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

}  // namespace

std::string gimp_pattern(const Print& print, const std::string& name) {
  const Image picture = pattern::rendered(print);
  std::string file;
  put(file, 24 + name.size() + 1, 4), put(file, 1, 4);
  put(file, static_cast<std::uint64_t>(picture.width), 4), put(file, static_cast<std::uint64_t>(picture.height), 4);
  put(file, 3, 4);
  file += "GPAT" + name + '\0';
  file.append(picture.rgb.begin(), picture.rgb.end());
  return file;
}

std::string photoshop_pattern(const Print& print, const std::string& name) {
  constexpr int kRgb = 3, kChannels = 24;  // 24 and two masks are what Photoshop itself writes
  const Image picture = pattern::rendered(print);
  const auto width = static_cast<std::uint64_t>(picture.width), height = static_cast<std::uint64_t>(picture.height);
  std::string planes;
  put(planes, 0, 4), put(planes, 0, 4), put(planes, height, 4), put(planes, width, 4), put(planes, kChannels, 4);
  for (std::size_t channel = 0; channel < kChannels + 2; ++channel) {
    put(planes, channel < 3 ? 1 : 0, 4);  // written or not
    if (channel >= 3) continue;
    put(planes, 4 + 16 + 2 + 1 + width * height, 4), put(planes, 8, 4);
    put(planes, 0, 4), put(planes, 0, 4), put(planes, height, 4), put(planes, width, 4);
    put(planes, 8, 2), put(planes, 0, 1);  // 8 bits, as they are
    for (std::size_t i = channel; i < picture.rgb.size(); i += 3) planes += static_cast<char>(picture.rgb[i]);
  }
  const std::u16string wide = utf16_of(name);
  const std::string id = uuid_of(planes);
  std::string file = "8BPT";
  put(file, 1, 2), put(file, 1, 4);  // version, one pattern
  put(file, 1, 4), put(file, kRgb, 4), put(file, height, 2), put(file, width, 2);
  put(file, wide.size() + 1, 4), put_utf16(file, wide), put(file, 0, 2);
  put(file, id.size(), 1);
  file += id;
  put(file, 3, 4), put(file, planes.size(), 4);
  return file + planes;
}

std::string open_raster(const Print& print) {
  const std::vector<Plate> plates = plates_of(print);
  const Image merged = pattern::rendered(print);
  std::string stack =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<image version=\"0.0.5\" w=\"{}\" h=\"{}\">\n <stack>\n",
                  print.width, print.height);
  std::vector<data::ZipEntry> entries{{"mimetype", "image/openraster"}};  // first, and stored as it is
  for (std::size_t k = plates.size(); k-- > 0;) {                         // the topmost layer comes first
    const std::string source = fmt::format("data/ink{}.png", k + 1);
    stack += fmt::format("  <layer name=\"{}\" src=\"{}\" x=\"0\" y=\"0\" opacity=\"1.0\" visibility=\"visible\"/>\n",
                         xml_text(plates[k].ink.name), source);
    entries.push_back({source, image::encode(source, layer(plates, k))});
  }
  entries.push_back({"stack.xml", stack + " </stack>\n</image>\n"});
  entries.push_back({"mergedimage.png", image::encode("mergedimage.png", merged)});
  const int side = std::max(print.width, print.height);
  const auto small = [&](int length) { return std::max(1, side <= kThumbnail ? length : length * kThumbnail / side); };
  entries.push_back({"Thumbnails/thumbnail.png",
                     image::encode("thumbnail.png", image::resize(merged, small(print.width), small(print.height)))});
  return data::zip_of(entries);
}

}  // namespace toile::press
