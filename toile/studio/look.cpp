#include "toile/studio/look.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/own_tile.hpp"
#include "toile/press/profile.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/press_order.hpp"

namespace toile::studio {
namespace {

constexpr const char* kWardrobe = "wardrobe:";
constexpr int kWhite = 255;
constexpr std::size_t kMostGarments = 8;

bool from_wardrobe(const Look& look) {
  return look.photo.starts_with(kWardrobe);
}

Item item_of_kind(Session& session, const std::string& id, const std::string& kind) {
  Item item = session.gallery().get(id);
  if (item.kind == kind) return item;
  throw Error(ErrorKind::usage, "a " + kind + " is needed here, but " + id + " is a " + item.kind);
}

int height_for(const Image& photo, int width) {
  return std::max(1, static_cast<int>(std::lround(1.0 * photo.height * width / photo.width)));
}

/// The photo and its mask, no wider than the look's width.
render::Cloth own_cloth(Session& session, const Look& look) {
  const Item photo = item_of_kind(session, look.photo, "photo");
  if (look.mask.empty()) {
    throw Error(ErrorKind::usage, "the garment of this photo hasn't been found yet: find it first, then name its mask");
  }
  const Item mask = item_of_kind(session, look.mask, "mask");
  if (mask.parent != photo.id) throw Error(ErrorKind::usage, "this mask belongs to another photo");
  const auto whole = session.picture(photo, "photo");
  const Mask matte = image::decode_mask(session.gallery().read(mask, "mask"), "the mask");
  if (look.width <= 0 || look.width >= whole->width) {
    return render::read_cloth(*whole, matte, look.garment_cm, session.models().cloth_reader());
  }
  const int height = height_for(*whole, look.width);
  return render::read_cloth(image::resize(*whole, look.width, height), image::resize(matte, look.width, height),
                            look.garment_cm, session.models().cloth_reader());
}

render::Cloth wardrobe_cloth(Session& session, const Look& look) {
  const Garment& garment = session.garment(look.photo.substr(std::string(kWardrobe).size()));
  const Image photo = image::read(garment.photo);
  if (look.width <= 0 || look.width >= photo.width) return cloth_of(garment, session.models().cloth_reader());
  return cloth_of(garment, look.width, height_for(photo, look.width), session.models().cloth_reader());
}

std::shared_ptr<const render::Cloth> cloth_for(Session& session, const Look& look) {
  const std::string key = look.photo + "|" + look.mask + "|" + std::to_string(look.garment_cm) + "@" +
                          std::to_string(std::max(0, look.width));
  return session.cloth(key,
                       [&] { return from_wardrobe(look) ? wardrobe_cloth(session, look) : own_cloth(session, look); });
}

/// The tile in the look's colours.
struct LaidTile {
  std::string key;  ///< in the session's pictures; empty: not kept at hand
  std::shared_ptr<const Image> tile;
  bool as_drawn = false;  ///< moved as it is, whatever its seams
};

LaidTile tile_of(Session& session, const Item& pattern, const pattern::Colourway& colours) {
  const auto tile = session.picture(pattern, "tile");
  const bool as_drawn = is_own_tile(pattern);
  std::string key = pattern.files.at("tile");
  if (as_drawn) key += " as drawn";
  if (colours.from.empty()) return {.key = key, .tile = tile, .as_drawn = as_drawn};
  for (const auto& list : {colours.from, colours.to}) {
    for (const pattern::Rgb& colour : list) key += " " + pattern::hex_of(colour);
  }
  return {.key = key,
          .tile = session.picture(key, [&] { return recoloured(session, pattern, colours); }),
          .as_drawn = as_drawn};
}

/// The print as it will look when it was printed by the look's profile.
LaidTile proofed(Session& session, const LaidTile& print, const Look& look) {
  if (look.proof.empty()) return print;
  const std::string key = print.key + " by " + look.proof + (look.mark_unprintable ? " marked" : "");
  return {.key = key,
          .tile = session.picture(key,
                                  [&] {
                                    press::SoftProof proof = press::soft_proof(
                                        *print.tile, profile_called(session, look.proof), press::Intent::relative);
                                    return look.mark_unprintable ? press::marked(std::move(proof))
                                                                 : std::move(proof.picture);
                                  }),
          .as_drawn = print.as_drawn};
}

/// The tile, or the smallest straight repeat of its layout.
std::shared_ptr<const Image> unit_of(Session& session, const LaidTile& print, pattern::Layout layout) {
  const auto make = [&] {
    const Pattern whole{.tile = image::on_colour(*print.tile, {kWhite, kWhite, kWhite})};
    return (print.as_drawn ? pattern::plain_unit(whole, layout) : pattern::repeat_unit(whole, layout)).tile;
  };
  if (print.key.empty()) return std::make_shared<const Image>(make());
  return session.picture(print.key + " " + pattern::name_of(layout), make);
}

/// The own photo, at the size in which its garments are painted.
std::shared_ptr<const Image> bare_photo(Session& session, const Look& look) {
  auto whole = session.picture(item_of_kind(session, look.photo, "photo"), "photo");
  if (look.width <= 0 || look.width >= whole->width) return whole;
  return session.picture(look.photo + "@" + std::to_string(look.width),
                         [&] { return image::resize(*whole, look.width, height_for(*whole, look.width)); });
}

/// What lies on the other garments. `json` is the look's.
std::vector<Look> read_also(const Json& json, const Look& look) {
  const Json* list = json.find("also");
  if (!list) return {};
  if (list->array().empty()) return {};
  if (from_wardrobe(look)) throw Error(ErrorKind::usage, look.photo + " is one garment: \"also\" is for own photos");
  if (list->array().size() >= kMostGarments) {
    throw Error(ErrorKind::usage, "\"also\" names " + std::to_string(list->array().size()) + " garments; a look has " +
                                      std::to_string(kMostGarments) + " at most");
  }
  std::vector<Look> also;
  std::set<std::string> masks = {look.mask};
  for (Json one : list->array()) {
    if (one.find("also")) throw Error(ErrorKind::usage, "\"also\" can't stand within \"also\"");
    one.set("photo", look.photo);
    Look other = Look::from_json(one);
    if (!masks.insert(other.mask).second)
      throw Error(ErrorKind::usage, "two prints for one garment: the same mask twice");
    other.width = look.width;
    also.push_back(std::move(other));
  }
  return also;
}

/// What is laid on the garment.
LaidTile print_of(Session& session, const Look& look) {
  const Item pattern = item_of_kind(session, look.pattern, "pattern");
  if (look.sketch) return {.key = {}, .tile = look.sketch};
  return proofed(session, tile_of(session, pattern, look.colours), look);
}

/// One garment of it.
Image dress_one(Session& session, const Look& look) {
  const LaidTile print = print_of(session, look);
  const auto unit = unit_of(session, print, look.layout);
  const auto cloth = cloth_for(session, look);
  // What is laid is the unit; sizes are meant for its tiles.
  const double wide = 1.0 * unit->width / print.tile->width, high = 1.0 * unit->height / print.tile->height;
  render::Placement placement = look.placement;
  placement.tile_cm *= wide;
  placement.shift_x /= wide;
  placement.shift_y /= high;
  Pattern laid{.tile = *unit};
  if (cloth->coordinates) {
    laid.width_cm *= wide;
  } else {
    placement.scale *= wide;
  }
  return render::paint(*cloth, laid, placement);
}

}  // namespace

Look Look::from_json(const Json& json, bool with_pattern) {
  const Fields fields(json, "the look");
  Look look{
      .pattern = with_pattern ? fields.text("pattern") : "",
      .photo = fields.text("photo"),
      .mask = fields.text("mask", ""),
      .layout = pattern::layout_named(fields.text("layout", "straight")),
      .placement = {.scale = fields.number("scale", 1, 0.01, 100), .angle = fields.number("angle", 0, -3600, 3600)},
      .width = static_cast<int>(fields.whole("width", 0, 16, 4096))};
  if (fields.has("shift")) {
    const Json::Array& shift = fields.list("shift");
    if (shift.size() != 2) throw Error(ErrorKind::usage, "\"shift\" of the look must be two numbers, such as [0, 0.5]");
    const Json both = Json::Object{{"x", shift[0]}, {"y", shift[1]}};
    const Fields numbers(both, "the shift");
    look.placement.shift_x = numbers.number("x", -1000, 1000);
    look.placement.shift_y = numbers.number("y", -1000, 1000);
  }
  look.also = read_also(json, look);
  return look;
}

Json Look::to_json() const {
  Json json = Json::Object{{"pattern", pattern},
                           {"photo", photo},
                           {"layout", pattern::name_of(layout)},
                           {"scale", placement.scale},
                           {"angle", placement.angle},
                           {"shift", Json::Array{placement.shift_x, placement.shift_y}}};
  if (!mask.empty()) json.set("mask", mask);
  if (placement.tile_cm > 0) json.set("tile_cm", placement.tile_cm);
  if (garment_cm > 0) json.set("garment_cm", garment_cm);
  Json::Array others;
  for (const Look& other : also) others.push_back(other.to_json());
  if (!others.empty()) json.set("also", std::move(others));
  return json;
}

Image dress(Session& session, const Look& look) {
  Image first = dress_one(session, look);
  if (look.also.empty()) return first;
  std::vector<Image> painted;
  painted.push_back(std::move(first));
  for (Look other : look.also) {
    other.width = look.width;
    other.proof = look.proof;
    other.mark_unprintable = look.mark_unprintable;
    painted.push_back(dress_one(session, other));
  }
  return render::together(*bare_photo(session, look), painted);
}

std::shared_ptr<const Image> repeat_unit_of(Session& session, const Item& pattern, pattern::Layout layout,
                                            const pattern::Colourway& colours) {
  return unit_of(session, tile_of(session, pattern, colours), layout);
}

Item keep_look(Session& session, Look look) {
  look.width = 0;
  return keep_dressed(session, look, dress(session, look));
}

Item keep_dressed(Session& session, const Look& look, const Image& dressed) {
  Json note = look.to_json();
  note.set("width", dressed.width);
  note.set("height", dressed.height);
  return session.gallery().add(
      {.kind = "look", .note = note, .files = {{"dressed", ".png", image::encode("look.png", dressed)}}});
}

}  // namespace toile::studio
