#include "toile/studio/photos.hpp"

#include <fmt/core.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/models/refine_mask.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr std::size_t kMostHints = 500;
constexpr int kMostSide = 1 << 20;
constexpr std::size_t kKeptSteps = 12;  ///< refined masks of one first mask: as many steps back as a page may offer

Item photo_item(Session& session, const std::string& id) {
  Item item = session.gallery().get(id);
  if (item.kind == "photo") return item;
  throw Error(ErrorKind::usage, "a photo is needed here, but this is a " + item.kind);
}

Item add_mask(Session& session, const Item& photo, const Mask& mask, Json note) {
  note.set("width", mask.width);
  note.set("height", mask.height);
  return session.gallery().add({.kind = "mask",
                                .parent = photo.id,
                                .note = std::move(note),
                                .files = {{"mask", ".png", image::encode_mask("mask.png", mask)}}});
}

std::vector<models::Hint> hints_of(const Fields& fields) {
  std::vector<models::Hint> hints;
  const Json::Array& list = fields.list("hints");
  if (list.size() > kMostHints) {
    throw Error(ErrorKind::usage, fmt::format("there are {} hints; at most {} are taken", list.size(), kMostHints));
  }
  for (const Json& one : list) {
    const Fields hint(one, "a hint");
    hints.push_back({.x = static_cast<int>(hint.whole("x", 0, kMostSide)),
                     .y = static_cast<int>(hint.whole("y", 0, kMostSide)),
                     .width = static_cast<int>(hint.whole("width", 0, 0, kMostSide)),
                     .height = static_cast<int>(hint.whole("height", 0, 0, kMostSide)),
                     .add = hint.flag("add")});
  }
  return hints;
}

/// Whether `mask` was made of the mask `first` by hints.
bool refined_from(const Item& mask, const std::string& first) {
  const Json* from = mask.note.find("of");
  return from && *from == Json(first);
}

void drop_old_steps(Session& session, const std::string& photo, const std::string& first) {
  std::string used;
  for (const Item& look : session.gallery().list("look")) {
    if (const Json* mask = look.note.find("mask")) used += mask->string() + " ";
  }
  std::size_t kept = 0;
  for (const Item& mask : session.gallery().list("mask")) {
    if (mask.parent != photo || !refined_from(mask, first) || used.find(mask.id) != std::string::npos) continue;
    if (++kept > kKeptSteps) session.gallery().remove(mask.id);
  }
}

}  // namespace

Item keep_photo(Session& session, std::string_view bytes, const std::string& title) {
  const Image photo = decode_upload(bytes);
  const bool was_jpeg = bytes.starts_with("\xff\xd8");
  const std::string suffix = was_jpeg ? ".jpg" : ".png";
  return keep_once(session, {.kind = "photo",
                             .note = Json::Object{{"title", title}, {"width", photo.width}, {"height", photo.height}},
                             .files = {{"photo", suffix, image::encode("photo" + suffix, photo)}}});
}

FoundMask find_garment(Session& session, const std::string& photo, const Json& request) {
  const Fields fields(request);
  const std::string garment = fields.text("garment", "auto");
  const models::Garment wanted = models::garment_named(garment);
  const Item item = photo_item(session, photo);
  models::Segmentation result = session.models().segmenter().segment(*session.picture(item, "photo"), wanted);
  Json note = Json::Object{{"from", "net"}, {"garment", garment}, {"found", json_of(result.found)}};
  return {.mask = add_mask(session, item, result.matte, std::move(note)), .found = std::move(result.found)};
}

Json json_of(const std::vector<models::FoundGarment>& found) {
  Json::Array list;
  for (const models::FoundGarment& g : found) {
    Json one = Json::Object{{"garment", models::name_of(g, found)},
                            {"group", g.group},
                            {"person", g.person},
                            {"share", g.share},
                            {"box", Json::Object{{"x", g.x}, {"y", g.y}, {"width", g.width}, {"height", g.height}}}};
    if (g.width_cm > 0) one.set("width_cm", std::round(10 * g.width_cm) / 10);
    list.push_back(std::move(one));
  }
  return list;
}

Item refine_mask(Session& session, const std::string& photo, const Json& request) {
  const Fields fields(request);
  const std::string first = fields.text("mask", "");
  const std::vector<models::Hint> hints = hints_of(fields);
  const Item item = photo_item(session, photo);
  const auto whole = session.picture(item, "photo");
  Mask matte = Mask::filled(whole->width, whole->height, 0);
  Json note = Json::Object{{"from", "hints"}, {"hints", request.at("hints")}};
  if (!first.empty()) {
    const Item mask = session.gallery().get(first);
    if (mask.kind != "mask" || mask.parent != photo) throw Error(ErrorKind::usage, "this is no mask of this photo");
    matte = image::decode_mask(session.gallery().read(mask, "mask"), "the mask");
    note.set("of", first);
  }
  const Item refined = add_mask(session, item, models::refine_mask(*whole, matte, hints), std::move(note));
  if (!first.empty()) drop_old_steps(session, photo, first);
  return refined;
}

Item keep_mask(Session& session, const std::string& photo, std::string_view bytes) {
  const Item item = photo_item(session, photo);
  const Mask mask = decode_mask_upload(bytes);
  const auto whole = session.picture(item, "photo");
  if (mask.width != whole->width || mask.height != whole->height) {
    throw Error(ErrorKind::usage, fmt::format("the mask is {}x{} pixels, the photo {}x{}; they must be the same",
                                              mask.width, mask.height, whole->width, whole->height));
  }
  return add_mask(session, item, mask, Json::Object{{"from", "hand"}});
}

}  // namespace toile::studio
