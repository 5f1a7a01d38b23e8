#include "toile/studio/look_file.hpp"

#include <optional>
#include <set>
#include <span>

#include "toile/base/error.hpp"
#include "toile/data/zip_archive.hpp"
#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/studio/look.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/photos.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr const char* kFormat = "toile-look";
constexpr std::int64_t kLookVersion = 1;
constexpr const char* kCard = "look.json";

std::optional<Item> item_if_there(Session& session, const std::string& id) {
  try {
    return session.gallery().get(id);
  } catch (const Error&) {
    return {};
  }
}

/// Adds the file that the member `name` of a look's note, or of one that is also worn, points at, unless it has been
/// deleted. `number` tells parts of several garments apart.
void add_part(Session& session, const Json& note, const char* name, const std::string& role, const std::string& number,
              std::vector<data::ZipEntry>& entries) {
  const Json* id = note.find(name);
  if (!id) return;
  const auto item = item_if_there(session, id->string());
  if (!item || !item->files.contains(role)) return;
  const std::string suffix = std::filesystem::path(item->files.at(role)).extension().string();
  entries.push_back({role + number + suffix, session.gallery().read(*item, role)});
}

/// An opened look file.
struct LookFile {
  data::ZipArchive archive;
  Json card;

  explicit LookFile(std::string_view bytes) : archive(std::as_bytes(std::span(bytes))), card(Json::parse(text(kCard))) {
    if (card.at("format").string() != kFormat) throw Error(ErrorKind::bad_file, "it is of another program");
    if (card.at("version").integer() > kLookVersion) {
      throw Error(ErrorKind::bad_file, "it was written by a newer Toile: update this one");
    }
  }

  bool has(const std::string& name) const { return archive.contains(name); }
  std::string text(const std::string& name) const {
    const std::vector<std::byte> bytes = archive.read(name);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
};

Item keep_tile(Session& session, const std::string& bytes) {
  image::Metadata own;
  for (const auto& [key, value] : image::text_of(bytes)) {
    if (key.starts_with("toile:")) own[key] = value;
  }
  const Image tile = decode_upload(bytes);
  Json note = Json::Object{{"from", "file"}, {"width", tile.width}, {"height", tile.height}};
  if (own.contains("toile:request")) {
    const models::PatternRequest request = models::request_from(own, "the tile");
    note.set("category", request.category);
    note.set("making", models::name_of(request.making));
  } else if (const auto document = own.find("toile:layout"); document != own.end()) {
    const compose::Layout layout = compose::layout_from_text(document->second, "the tile's document");
    if (!layout.category.empty()) note.set("category", layout.category);
    note.set("making", "laid");
  }
  return session.gallery().add(
      {.kind = "pattern", .note = std::move(note), .files = {{"tile", ".png", image::encode("tile.png", tile, own)}}});
}

/// All of the file or, when something of it is bad, nothing.
Item keep_parts(Session& session, const LookFile& file) {
  Look look = Look::from_json(file.card.at("look"));
  const Image dressed = decode_upload(file.text("dressed.png"));
  look.pattern.clear();
  std::set<std::string> before;  // a photo that is there already is taken, and stays
  for (const Item& photo : session.gallery().list("photo")) before.insert(photo.id);
  std::vector<std::string> added;
  try {
    if (file.has("tile.png")) added.push_back(look.pattern = keep_tile(session, file.text("tile.png")).id);
    const std::string photo = file.has("photo.jpg") ? "photo.jpg" : "photo.png";
    const bool own = file.has(photo);
    look.mask.clear();
    if (own) look.photo = keep_photo(session, file.text(photo)).id;
    if (own && !before.contains(look.photo)) added.push_back(look.photo);
    if (own && file.has("mask.png")) look.mask = keep_mask(session, look.photo, file.text("mask.png")).id;
    for (std::size_t i = 0; i < look.also.size(); ++i) {
      Look& other = look.also[i];
      const std::string number = std::to_string(i + 2) + ".png";
      other.photo = look.photo;
      other.pattern.clear();
      other.mask.clear();
      if (file.has("tile" + number)) added.push_back(other.pattern = keep_tile(session, file.text("tile" + number)).id);
      if (own && file.has("mask" + number)) other.mask = keep_mask(session, look.photo, file.text("mask" + number)).id;
    }
    return keep_dressed(session, look, dressed);
  } catch (...) {
    for (const std::string& id : added) session.gallery().remove(id);  // a mask goes with its photo
    throw;
  }
}

}  // namespace

std::string export_look(Session& session, const std::string& id) {
  const Item look = session.gallery().get(id);
  if (look.kind != "look") throw Error(ErrorKind::usage, "a look is needed here, but this is a " + look.kind);
  const Json card = Json::Object{{"format", kFormat}, {"version", kLookVersion}, {"look", look.note}};
  std::vector<data::ZipEntry> entries = {{kCard, card.dump()},
                                         {"dressed.png", session.gallery().read(look, "dressed")}};
  add_part(session, look.note, "pattern", "tile", "", entries);
  add_part(session, look.note, "photo", "photo", "", entries);
  add_part(session, look.note, "mask", "mask", "", entries);
  if (const Json* also = look.note.find("also")) {
    for (std::size_t i = 0; i < also->array().size(); ++i) {
      const std::string number = std::to_string(i + 2);
      add_part(session, also->array()[i], "pattern", "tile", number, entries);
      add_part(session, also->array()[i], "mask", "mask", number, entries);
    }
  }
  return data::zip_of(entries);
}

Item import_look(Session& session, std::string_view bytes) {
  try {
    return keep_parts(session, LookFile(bytes));
  } catch (const Error& problem) {
    if (problem.kind() == ErrorKind::cannot_write) throw;
    throw Error(ErrorKind::bad_file,
                std::string("the file is no look of Toile (.toile), or is damaged: ") + problem.what());
  }
}

}  // namespace toile::studio
