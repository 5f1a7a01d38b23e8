#include "apps/server/pictures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

#include "toile/base/names.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kLongestSuffix = 16;
constexpr std::size_t kSmallFile = 1 << 20;

std::string encoded(const std::string& name, const KeptPicture& picture) {
  return picture.is_mask ? image::encode_mask(name, image::decode_mask(picture.read(), "the mask"))
                         : image::encode(name, image::decode(picture.read(), "the picture"));
}

/// The picture, at most `width` pixels wide, as a file's bytes. A small one is done at once; a large one waits its
/// turn.
std::string thumbnail(Desk& desk, const KeptPicture& picture, int width) {
  const std::string bytes = picture.read();
  std::optional<Hand> hand;
  if (bytes.size() > kSmallFile) hand.emplace(desk);
  const Image whole = image::decode(bytes, "the picture");
  const int wide = std::min(width, whole.width);
  const int high = std::max(1, static_cast<int>(std::lround(1.0 * whole.height * wide / whole.width)));
  const bool lossless = picture.is_mask || !whole.alpha.empty();
  return image::encode(lossless ? "it.png" : "it.jpg", wide == whole.width ? whole : image::resize(whole, wide, high));
}

std::string small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// What the thumbnail turned out to be.
std::string type_of(const std::string& bytes) {
  return bytes.starts_with("\x89PNG") ? "image/png" : "image/jpeg";
}

}  // namespace

std::string type_of_suffix(const std::string& suffix) {
  const std::string small = small_letters(suffix);
  if (small == ".png") return "image/png";
  if (small == ".webp") return "image/webp";
  if (small == ".svg") return "image/svg+xml";
  if (small == ".psd") return "image/vnd.adobe.photoshop";
  if (small == ".ora") return "image/openraster";
  if (small == ".pdf") return "application/pdf";
  if (small == ".zip") return "application/zip";
  if (small == ".icc") return "application/vnd.iccprofile";
  if (small == ".css" || small == ".gpl") return "text/plain; charset=utf-8";
  if (small == ".ase" || small == ".aco" || small == ".pat") return "application/octet-stream";
  return small.starts_with(".tif") ? "image/tiff" : "image/jpeg";
}

std::string attachment(const std::string& name) {
  const std::string suffix = std::filesystem::path(name).extension().string();
  const std::string stem = name.substr(0, name.size() - suffix.size());
  const std::string whole = suffix.size() < kLongestSuffix ? file_name(stem, suffix) : file_name(name, "");
  std::string plain, full;
  for (const char c : whole) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unsafe = byte < 0x20 || byte == 0x7f || c == '/' || c == '\\';
    const bool quiet = std::isalnum(byte) || c == '.' || c == '-' || c == '_';
    if ((byte & 0xc0) != 0x80) plain += byte < 0x80 && !unsafe && c != '"' && c != '%' ? c : '_';
    full += unsafe ? "_" : quiet ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  const std::string header = "attachment; filename=\"" + plain + "\"";
  return plain == whole ? header : header + "; filename*=UTF-8''" + full;
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
  const auto small =
      desk.session.file(picture.key + "@" + std::to_string(width), [&] { return thumbnail(desk, picture, width); });
  made.type = type_of(*small);
  made.body = *small;
  return made;
}

}  // namespace toile::server
