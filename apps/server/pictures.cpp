#include "apps/server/pictures.hpp"

#include <algorithm>
#include <cmath>

#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kLongestName = 100;

Image decoded(const KeptPicture& picture) {
  return image::decode(picture.read(), "the picture");
}

std::string encoded(const std::string& name, const KeptPicture& picture) {
  return picture.is_mask ? image::encode_mask(name, image::decode_mask(picture.read(), "the mask"))
                         : image::encode(name, decoded(picture));
}

/// The picture, at most `width` pixels wide, as a file's bytes.
std::string thumbnail(const KeptPicture& picture, int width) {
  const Image whole = decoded(picture);
  const int wide = std::min(width, whole.width);
  const int high = std::max(1, static_cast<int>(std::lround(1.0 * whole.height * wide / whole.width)));
  const bool lossless = picture.is_mask || !whole.alpha.empty();
  return image::encode(lossless ? "it.png" : "it.jpg", wide == whole.width ? whole : image::resize(whole, wide, high));
}

/// What the thumbnail turned out to be.
std::string type_of(const std::string& bytes) {
  return bytes.starts_with("\x89PNG") ? "image/png" : "image/jpeg";
}

}  // namespace

std::string type_of_suffix(const std::string& suffix) {
  if (suffix == ".png") return "image/png";
  if (suffix == ".webp") return "image/webp";
  return suffix.starts_with(".tif") ? "image/tiff" : "image/jpeg";
}

std::string attachment(const std::string& name) {
  std::string plain;
  for (const char c : name.substr(0, kLongestName)) {
    const bool fine = std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' || c == ' ';
    plain += fine ? c : '_';
  }
  return "attachment; filename=\"" + plain + "\"";
}

Answer picture_answer(Desk& desk, const Call& call, const KeptPicture& picture) {
  const int width = static_cast<int>(call.number("width", 0, 16, 2048));
  const auto download = call.query.find("download");
  const std::string etag = "\"" + picture.key + "@" + std::to_string(width) + "\"";
  Answer made{.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}}};
  if (download != call.query.end()) {
    image::check_picture_suffix(download->second);
    const Hand hand(desk);
    const std::string suffix = std::filesystem::path(download->second).extension().string();
    made.type = type_of_suffix(suffix);
    made.body = suffix == picture.suffix ? picture.read() : encoded("it" + suffix, picture);
    made.headers.emplace_back("Content-Disposition", attachment(download->second));
    return made;
  }
  if (call.header("If-None-Match") == etag) {
    made.status = 304;
    made.type = type_of_suffix(picture.suffix);
    return made;
  }
  if (width == 0) {
    made.type = type_of_suffix(picture.suffix);
    made.body = picture.read();
    return made;
  }
  const auto small = desk.session.file(picture.key + "@" + std::to_string(width), [&] {
    const Hand hand(desk);
    return thumbnail(picture, width);
  });
  made.type = type_of(*small);
  made.body = *small;
  return made;
}

}  // namespace toile::server
