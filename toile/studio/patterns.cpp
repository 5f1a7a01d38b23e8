#include "toile/studio/patterns.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <random>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/seed.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/own_tile.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/upload.hpp"

namespace toile::studio {
namespace {

constexpr std::int64_t kLargestSeed = 1LL << 53;  ///< JSON's numbers are doubles
constexpr double kMixtureSpread = 0.15;           ///< how far several mixtures of two patterns lie apart

std::uint64_t seed_of(const Fields& fields) {
  if (fields.has("seed")) return static_cast<std::uint64_t>(fields.whole("seed", 0, kLargestSeed));
  return std::random_device()();  // 32 bits: short enough for a person to note down
}

int count_of(const Fields& fields) {
  return static_cast<int>(fields.whole("count", 8, 1, kMostPatterns));
}

void check_category(const Session& session, const std::string& name) {
  if (models::can_make(name)) return;
  const auto& known = session.categories();
  std::string list;
  for (const std::string& category : known) list += (list.empty() ? "" : ", ") + category;
  throw Error(ErrorKind::usage, "there is no category " + name + "; there are " + list);
}

models::PatternRequest known_request_of(Session& session, const Item& pattern) {
  if (auto request = request_of(session, pattern)) return std::move(*request);
  throw Error(ErrorKind::usage, "this tile came from outside: only patterns that Toile made can be varied or mixed");
}

/// A tile and what its file says of how it was made.
std::string tile_file(const models::PatternGenerator& generator, const models::PatternRequest& request) {
  const models::Made made = generator.make(request);
  image::Metadata metadata = models::metadata_of(request, generator.source());
  metadata.insert(made.note.begin(), made.note.end());
  return image::encode("tile.png", made.pattern.tile, metadata);
}

Json note_of(const PatternOrder& order, const models::PatternRequest& request) {
  Json note = order.note;
  note.set("category", request.category);
  note.set("making", models::name_of(request.making));
  note.set("seed", std::to_string(request.seed));
  note.set("index", request.index);
  if (!request.mix.empty()) {
    note.set("mix", request.mix);
    note.set("mix_share", request.mix_share);
  }
  note.set("regularity", models::regularity_of(request));
  note.set("width", request.size);
  note.set("height", request.size);
  return note;
}

std::vector<pattern::Rgb> colours_of(const Fields& fields, const char* name) {
  std::vector<pattern::Rgb> colours;
  for (const std::string& hex : fields.texts(name)) colours.push_back(pattern::colour_from_hex(hex));
  return colours;
}

}  // namespace

pattern::Colourway read_colourway(const Json& json) {
  const Fields fields(json, "the colourway");
  return {.from = colours_of(fields, "from"), .to = colours_of(fields, "to")};
}

Item pattern_item(Session& session, const std::string& id) {
  Item item = session.gallery().get(id);
  if (item.kind != "pattern") {
    throw Error(ErrorKind::usage, "a pattern is needed here, but this is a " + item.kind);
  }
  if (!item.files.contains("tile")) throw Error(ErrorKind::not_found, "this pattern has no tile");
  return item;
}

PatternOrder new_patterns(const Session& session, const Json& request) {
  const Fields fields(request);
  models::PatternRequest first{.category = fields.text("category"),
                               .size = static_cast<int>(fields.whole("size", 512, 64, 4096)),
                               .seed = seed_of(fields),
                               .mix = fields.text("mix", ""),
                               .mix_share = fields.number("mix_share", 0.5, 0, 1),
                               .making = models::making_named(fields.text("making", "best")),
                               .sett = fields.text("sett", ""),
                               .grain = pattern::grain_named(fields.text("grain", "none")),
                               .grain_strength = fields.number("grain_strength", 0.5, 0, 1)};
  first.layout = fields.text("layout", "");
  first.density = fields.number("density", 1, 0.25, 3);
  first.scale = fields.number("scale", 1, 0.25, 3);
  if (fields.has("palette")) first.palette = colours_of(fields, "palette");
  if (fields.has("regularity")) first.regularity = fields.number("regularity", 0, 0, 1);
  check_category(session, first.category);
  if (!first.mix.empty()) check_category(session, first.mix);
  first.making = models::making_for(first);
  models::check(first);
  PatternOrder order{.tiles = {}, .note = Json::Object{{"from", "category"}}};
  for (int i = 0; i < count_of(fields); ++i) {
    order.tiles.push_back(first);
    order.tiles.back().index = static_cast<std::uint64_t>(i);
  }
  return order;
}

PatternOrder neighbours(Session& session, const std::string& id, const Json& request) {
  const Fields fields(request);
  const double strength = fields.number("strength", 0.3, 0, 1);
  const compose::Aspect aspect = compose::aspect_named(fields.text("change", "motifs"));
  models::PatternRequest first = known_request_of(session, pattern_item(session, id));
  if (aspect == compose::Aspect::palette) first.colours.clear();  // those of a colourway make room
  const std::uint64_t seed = seed_of(fields);
  PatternOrder order{.tiles = {}, .note = Json::Object{{"from", "neighbour"}, {"of", id}, {"strength", strength}}};
  for (int i = 0; i < count_of(fields); ++i) {
    order.tiles.push_back(first);
    order.tiles.back().variations.push_back({derive_seed(seed, static_cast<std::uint64_t>(i)), strength, aspect});
  }
  return order;
}

PatternOrder mixtures(Session& session, const std::string& id, const Json& request) {
  const Fields fields(request);
  models::PatternRequest first = known_request_of(session, pattern_item(session, id));
  const std::string other = fields.text("with");
  const models::PatternRequest second = known_request_of(session, pattern_item(session, other));
  if (first.making != second.making) {
    throw Error(ErrorKind::usage, "an exact print and a learnt one can't be mixed: " + first.category + " and " +
                                      second.category + " are one of each");
  }
  first.mix = second.category;
  first.mix_origin = models::Origin{second.seed, second.index};
  first.mix_share = fields.number("share", 0.5, 0, 1);
  const std::uint64_t seed = seed_of(fields);
  PatternOrder order{
      .tiles = {}, .note = Json::Object{{"from", "mixture"}, {"of", id}, {"with", other}, {"share", first.mix_share}}};
  for (int i = 0; i < count_of(fields); ++i) {
    order.tiles.push_back(first);
    order.tiles.back().variations.push_back({derive_seed(seed, static_cast<std::uint64_t>(i)), kMixtureSpread});
  }
  return order;
}

void make_patterns(Session& session, const PatternOrder& order, int threads,
                   const std::function<void(const Item&)>& on_made, const OnProgress& progress) {
  const models::PatternGenerator& generator =
      session.models().generator(order.tiles.front().category, order.tiles.front().making);
  std::mutex mutex;
  std::map<std::size_t, Item> made;  // not yet told of
  std::size_t next = 0;
  const auto make = [&](std::size_t i) {
    const models::PatternRequest& request = order.tiles[i];
    const Item item = session.gallery().add({.kind = "pattern",
                                             .note = note_of(order, request),
                                             .files = {{"tile", ".png", tile_file(generator, request)}}});
    const std::scoped_lock hold(mutex);
    made[i] = item;
    for (auto ready = made.find(next); ready != made.end(); ready = made.find(++next)) {
      on_made(ready->second);
      made.erase(ready);
    }
  };
  const auto report = [&](std::size_t done) {
    return progress(
        {.what = "making patterns", .done = static_cast<std::int64_t>(done), .total = std::ssize(order.tiles)});
  };
  if (!for_each_index(order.tiles.size(), threads, make, report)) {
    throw Error(ErrorKind::cancelled, "stopped; the patterns made so far are in the gallery");
  }
}

Item keep_own_tile(Session& session, std::string_view bytes, const std::string& title) {
  const Image tile = image::on_colour(decode_upload(bytes), {255, 255, 255});
  return keep_once(
      session,
      {.kind = "pattern",
       .note = Json::Object{{"from", "upload"}, {"title", title}, {"width", tile.width}, {"height", tile.height}},
       .files = {{"tile", ".png", image::encode("tile.png", tile)}}});
}

Item keep_once(Session& session, const NewItem& made) {
  const auto there = session.gallery().holding(made.kind, made.files.front());
  if (!there) return session.gallery().add(made);
  return there->trashed == 0 ? *there : session.gallery().change(there->id, {.trashed = false});
}

Image recoloured(Session& session, const Item& pattern, const pattern::Colourway& way) {
  if (const auto own = own_print(session, pattern)) {
    if (const auto inks = inks_in(own->print, way)) {
      return pattern::rendered(pattern::recoloured(own->print, *inks));
    }
  }
  return pattern::recolour(*session.picture(pattern, "tile"), way.from, way.to);
}

Item keep_recoloured(Session& session, const std::string& id, const Json& request) {
  const Item item = pattern_item(session, id);
  const pattern::Colourway way = read_colourway(request);
  Json note = Json::Object{{"from", "recolour"},
                           {"of", id},
                           {"colours", Json::Object{{"from", request.at("from")}, {"to", request.at("to")}}},
                           {"width", session.picture(item, "tile")->width},
                           {"height", session.picture(item, "tile")->height}};
  for (const char* kept : {"category", "making", "mix"}) {
    if (const Json* value = item.note.find(kept)) note.set(kept, *value);
  }
  std::string tile;
  const auto own = own_print(session, item);
  if (const auto inks = own ? inks_in(own->print, way) : std::nullopt) {
    const OwnPrint again = in_colours(*own, *inks);
    if (again.layout) {
      const models::Made made = made_of(*again.layout, own->print.width);
      tile = image::encode("tile.png", made.pattern.tile, made.note);
    } else {
      tile = tile_file(session.models().generator(again.request.category, again.request.making), again.request);
    }
  } else {
    // pixels only: how the pattern was made no longer tells how to make this one
    note.set("pixels", true);
    tile = image::encode("tile.png", recoloured(session, item, way));
  }
  return session.gallery().add({.kind = "pattern", .note = std::move(note), .files = {{"tile", ".png", tile}}});
}

Item keep_mended(Session& session, const std::string& id, const Json& request) {
  const Item item = pattern_item(session, id);
  const std::string layout = Fields(request).text("layout", "straight");
  const Image tile = pattern::mended_seam(*session.picture(item, "tile"), pattern::layout_named(layout));
  Json note =
      Json::Object{{"from", "mended"}, {"of", id}, {"layout", layout}, {"width", tile.width}, {"height", tile.height}};
  if (const Json* title = item.note.find("title")) note.set("title", *title);
  return session.gallery().add(
      {.kind = "pattern", .note = std::move(note), .files = {{"tile", ".png", image::encode("tile.png", tile)}}});
}

}  // namespace toile::studio
