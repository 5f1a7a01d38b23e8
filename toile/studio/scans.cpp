#include "toile/studio/scans.hpp"

#include <fmt/core.h>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/separate.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/motifs.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr const char* kKind = "scan";
constexpr std::size_t kMostCandidates = 100;
constexpr double kFarthest = 1e6;                 ///< pixels
constexpr std::int64_t kLargestSeed = 1LL << 53;  ///< JSON's numbers are doubles

Item scan_item(Session& session, const std::string& id) {
  Item item = session.gallery().get(id);
  if (item.kind == kKind) return item;
  throw Error(ErrorKind::usage, "a scan is needed here, but this is a " + item.kind);
}

/// `count` places, two numbers each.
std::vector<scan::Vector> places_in(const Fields& fields, const char* name, std::size_t count) {
  const Json::Array& list = fields.list(name);
  if (list.size() != 2 * count) {
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" must be {} numbers, x and y by turns, but has {}", name, 2 * count, list.size()));
  }
  std::vector<scan::Vector> places;
  for (std::size_t i = 0; i < count; ++i) {
    const Json both = Json::Object{{"x", list[2 * i]}, {"y", list[2 * i + 1]}};
    const Fields numbers(both, fmt::format("a place of \"{}\"", name));
    places.push_back({numbers.number("x", -kFarthest, kFarthest), numbers.number("y", -kFarthest, kFarthest)});
  }
  return places;
}

struct Wish {
  std::optional<scan::Corners> corners = {};
  scan::ClothOptions options;
};

Wish wish_in(const Json& request) {
  const Fields fields(request);
  Wish wish;
  if (fields.has("corners")) {
    const std::vector<scan::Vector> four = places_in(fields, "corners", 4);
    wish.corners = scan::Corners{four[0], four[1], four[2], four[3]};
  }
  wish.options.candidate = static_cast<std::size_t>(fields.whole("candidate", 0, 0, kMostCandidates));
  if (!fields.has("vectors")) return wish;
  if (wish.options.candidate > 0) {
    throw Error(ErrorKind::usage, "either \"vectors\" or a \"candidate\" says how the cloth repeats, not both");
  }
  const std::vector<scan::Vector> two = places_in(fields, "vectors", 2);
  wish.options.lattice = scan::Lattice{two[0], two[1]};
  return wish;
}

/// The same wish, the same words.
std::string key_of(const Item& item, const Json& request) {
  std::string key = item.files.at("photo");
  for (const char* name : {"corners", "vectors", "candidate"}) {
    if (const Json* value = request.find(name)) key += fmt::format(" {} {}", name, value->dump());
  }
  return key;
}

Json json_of(scan::Vector v) {
  return Json::Array{v.x, v.y};
}

Json json_of(const scan::Candidate& candidate) {
  return Json::Object{{"a", json_of(candidate.lattice.a)},
                      {"b", json_of(candidate.lattice.b)},
                      {"layout", scan::repeat_of(candidate.lattice).layout},
                      {"likeness", candidate.likeness},
                      {"confidence", candidate.confidence}};
}

template <class Values>
Json::Array list_of(const Values& values) {
  Json::Array list;
  for (const auto& value : values) list.push_back(json_of(value));
  return list;
}

Json straight_json(const scan::StraightCloth& read) {
  Json json = Json::Object{
      {"width", read.picture.width},
      {"height", read.picture.height},
      {"to_source", Json::Array{read.to_source.a.x, read.to_source.a.y, read.to_source.b.x, read.to_source.b.y}}};
  if (!read.outline) return json;
  json.set("origin", json_of(read.outline->origin));
  json.set("across", json_of(read.outline->across));
  json.set("down", json_of(read.outline->down));
  json.set("a", json_of(read.outline->lattice.a));
  json.set("b", json_of(read.outline->lattice.b));
  return json;
}

}  // namespace

Item keep_scan(Session& session, std::string_view bytes, const std::string& title) {
  const Image photo = image::on_colour(decode_upload(bytes), {255, 255, 255});
  const std::string suffix = bytes.starts_with("\xff\xd8") ? ".jpg" : ".png";
  return keep_once(session, {.kind = kKind,
                             .note = Json::Object{{"title", title}, {"width", photo.width}, {"height", photo.height}},
                             .files = {{"photo", suffix, image::encode("photo" + suffix, photo)}}});
}

std::shared_ptr<const scan::StraightCloth> read_cloth(Session& session, const std::string& id, const Json& request) {
  const Item item = scan_item(session, id);
  const Wish wish = wish_in(request);
  return session.scanned(key_of(item, request), [&] {
    return scan::scan_straight(*session.picture(item, "photo"), wish.corners, wish.options);
  });
}

Json json_of(const scan::StraightCloth& read) {
  const scan::Cloth& cloth = read.cloth;
  return Json::Object{{"repeats", cloth.repeat.has_value()},
                      {"layout", cloth.repeat ? cloth.repeat->layout : "none"},
                      {"confidence", cloth.confidence},
                      {"occurrences", cloth.occurrences},
                      {"a", json_of(cloth.lattice.a)},
                      {"b", json_of(cloth.lattice.b)},
                      {"source", Json::Object{{"width", read.source.width}, {"height", read.source.height}}},
                      {"candidates", list_of(cloth.candidates)},
                      {"straight", straight_json(read)},
                      {"tile", Json::Object{{"width", cloth.tile.width}, {"height", cloth.tile.height}}},
                      {"notes", Json::Array(cloth.notes.begin(), cloth.notes.end())}};
}

namespace {

/// The tile as a pattern, in the inks that the request names.
Item keep_tile(Session& session, const Item& scan, Image tile, const Fields& fields) {
  const auto inks = fields.whole("inks", -1, 0, kMostInks);
  if (inks >= 0) {
    const double dpi = tile.dpi;
    tile = pattern::rendered(pattern::separated(tile, static_cast<int>(inks)));
    tile.dpi = dpi;
  }
  Json note = Json::Object{{"from", "scan"}, {"of", scan.id}, {"width", tile.width}, {"height", tile.height}};
  if (const Json* title = scan.note.find("title")) note.set("title", *title);
  return keep_once(session,
                   {.kind = "pattern", .note = note, .files = {{"tile", ".png", image::encode("tile.png", tile)}}});
}

}  // namespace

Item keep_scanned_cloth(Session& session, const std::string& id, const Json& request) {
  const auto read = read_cloth(session, id, request);
  return keep_tile(session, scan_item(session, id), read->cloth.tile, Fields(request));
}

KeptPage keep_scanned_page(Session& session, const std::string& id, const Json& request) {
  const Fields fields(request);
  const Item item = scan_item(session, id);
  const scan::PageOptions options{.layout = pattern::layout_named(fields.text("layout", "straight")),
                                  .seed = static_cast<std::uint64_t>(fields.whole("seed", 1, 0, kLargestSeed))};
  scan::PageRepeat repeat = scan::repeat_of_page(*session.picture(item, "photo"), "the picture", options);
  Item kept = keep_tile(session, item, repeat.tile, fields);
  return {std::move(kept), std::move(repeat)};
}

std::shared_ptr<const scan::Drawing> drawing_of(Session& session, const std::string& id) {
  const Item item = scan_item(session, id);
  return session.drawing(item.files.at("photo"),
                         [&] { return scan::motifs_on(*session.picture(item, "photo"), "the picture"); });
}

Json json_of(const scan::Drawing& drawing) {
  Json::Array pieces;
  for (const scan::Piece& piece : drawing.pieces) {
    pieces.push_back(
        Json::Object{{"x", piece.x}, {"y", piece.y}, {"width", piece.picture.width}, {"height", piece.picture.height}});
  }
  return Json::Object{{"pieces", std::move(pieces)},
                      {"paper", pattern::hex_of(drawing.paper)},
                      {"cut_off", static_cast<int>(drawing.cut_off.size())},
                      {"notes", Json::Array(drawing.notes.begin(), drawing.notes.end())}};
}

std::vector<Item> keep_scanned_motifs(Session& session, const std::string& id, const Json& request) {
  const Fields fields(request);
  const auto drawing = drawing_of(session, id);
  std::vector<std::size_t> wanted;
  if (fields.has("pieces")) {
    for (const Json& piece : fields.list("pieces")) {
      const Json one = Json::Object{{"piece", piece}};
      wanted.push_back(static_cast<std::size_t>(
          Fields(one, "the list of pieces").whole("piece", 0, std::ssize(drawing->pieces) - 1)));
    }
  } else {
    for (std::size_t i = 0; i < drawing->pieces.size(); ++i) wanted.push_back(i);
  }
  std::vector<Item> items;
  for (const std::size_t i : wanted) items.push_back(keep_own_motif(session, drawing->pieces[i].picture));
  return items;
}

}  // namespace toile::studio
