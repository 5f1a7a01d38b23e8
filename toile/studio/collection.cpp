#include "toile/studio/collection.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/image/oklab.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::studio {
namespace {

constexpr int kColours = 6;       ///< read off a hero without inks
constexpr double kSmaller = 0.5;  ///< the small print's motifs
constexpr double kLeastScale = 0.25;
constexpr std::uint64_t kSeed = 1;  ///< of stripes and dots of heroes that have none

using Colours = std::vector<pattern::Rgb>;

double distance(const pattern::Rgb& one, const pattern::Rgb& other) {
  return image::difference(one.data(), other.data());
}

/// The ground first, then the others, those first that are seen most: by what they cover and how far they are from it.
Colours colours_of(Session& session, const Item& hero) {
  const auto own = own_print(session, hero);
  std::vector<pattern::Swatch> swatches =
      own ? swatches_of(own->print) : pattern::palette(*session.picture(hero, "tile"), kColours);
  const pattern::Rgb ground = own ? own->print.inks.front().colour : swatches.front().colour;
  std::erase_if(swatches, [&](const pattern::Swatch& one) { return one.colour == ground; });
  std::stable_sort(swatches.begin(), swatches.end(), [&](const auto& a, const auto& b) {
    return std::sqrt(a.share) * distance(a.colour, ground) > std::sqrt(b.share) * distance(b.colour, ground);
  });
  Colours colours = {ground};
  for (const pattern::Swatch& one : swatches) colours.push_back(one.colour);
  if (colours.size() == 1) colours.push_back({255, 255, 255});
  return colours;
}

/// As many as a print has inks, in turns.
Colours as_many(const Colours& colours, std::size_t count) {
  Colours out = {colours.front()};
  for (std::size_t i = 1; i < count; ++i) out.push_back(colours[1 + (i - 1) % (colours.size() - 1)]);
  return out;
}

/// A tile of ours in these colours, and its note.
struct Tile {
  Image picture;
  image::Metadata metadata = {};
  Json note = Json::Object{};
};

Tile made(Session& session, models::PatternRequest request, const Colours& colours) {
  const auto& generator = session.models().generator(request.category, request.making);
  models::Made first = generator.make(request);
  if (first.print && request.colours.size() != first.colours.size()) {
    request.colours = as_many(colours, first.colours.size());
    first = generator.make(request);
  }
  image::Metadata metadata = models::metadata_of(request, generator.source());
  metadata.insert(first.note.begin(), first.note.end());
  return {.picture = std::move(first.pattern.tile),
          .metadata = std::move(metadata),
          .note = Json::Object{{"category", request.category}, {"making", models::name_of(request.making)}}};
}

Tile small(Session& session, const Item& hero, const Colours& colours) {
  const auto own = own_print(session, hero);
  if (own && !own->layout && own->request.making == models::Making::composed && own->request.scale > kLeastScale) {
    models::PatternRequest request = own->request;
    request.scale = std::max(kLeastScale, kSmaller * request.scale);
    request.colours.clear();
    const auto made_plain = session.models().generator(request.category, request.making).make(request);
    if (made_plain.colours.size() == own->colours.size()) request.colours = own->colours;
    return made(session, request, colours);
  }
  const Image tile = image::on_colour(*session.picture(hero, "tile"), {255, 255, 255});
  const std::vector<Image> four(4, image::resize_tile(tile, std::max(1, tile.width / 2), std::max(1, tile.height / 2)));
  return {.picture = image::contact_sheet(four, 2, 0)};
}

Tile exact(Session& session, const Item& hero, const std::string& kind, const Colours& colours) {
  const auto own = own_print(session, hero);
  const bool known = own && !own->layout;
  models::PatternRequest request{.category = kind, .seed = known ? own->request.seed : kSeed};
  if (known) request.index = own->request.index;
  request.making = models::making_for(request);
  return made(session, request, colours);
}

Tile member(Session& session, const Item& hero, const std::string& role, const Colours& colours) {
  if (role == "small") return small(session, hero, colours);
  if (role == "stripe") return exact(session, hero, "multi-stripe", colours);
  if (role == "dot") {
    Colours turned = colours;
    std::swap(turned[0], turned[1]);
    return exact(session, hero, "polka-dots", std::move(turned));
  }
  const int side = session.picture(hero, "tile")->width;
  return {.picture = Image::filled(side, side, colours[std::min<std::size_t>(2, colours.size() - 1)])};
}

Item keep(Session& session, const Item& hero, const std::string& role, Tile tile) {
  tile.note.set("from", "collection");
  tile.note.set("of", hero.id);
  tile.note.set("role", role);
  tile.note.set("width", tile.picture.width);
  tile.note.set("height", tile.picture.height);
  return session.gallery().add({.kind = "pattern",
                                .note = std::move(tile.note),
                                .files = {{"tile", ".png", image::encode("tile.png", tile.picture, tile.metadata)}}});
}

/// {role, pattern} of each of the request's patterns; roles as in `before`.
Json members_in(Session& session, const Json& request, const Json::Array& before) {
  constexpr std::size_t kMost = 24;
  const std::vector<std::string> ids = Fields(request).texts("patterns");
  if (ids.empty() || ids.size() > kMost) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(ids.size()) + " patterns; a collection has from 1 to " +
                                      std::to_string(kMost));
  }
  Json::Array members;
  for (const std::string& id : ids) {
    const auto is_same = [&](const Json& one) { return one.at("pattern").string() == id; };
    if (std::any_of(members.begin(), members.end(), is_same)) {
      throw Error(ErrorKind::usage, "the pattern " + id + " is named twice; each is in a collection once");
    }
    const auto known = std::find_if(before.begin(), before.end(), is_same);
    if (known == before.end()) pattern_item(session, id);
    members.push_back(known != before.end() ? *known : Json::Object{{"role", ""}, {"pattern", id}});
  }
  return members;
}

}  // namespace

Item make_collection(Session& session, const std::string& id, const Json& request,
                     const std::function<void(const Item&)>& on_made, const OnProgress& progress) {
  const Item hero = pattern_item(session, id);
  const std::string title = Fields(request).text("title", "");
  const Colours colours = colours_of(session, hero);
  Json::Array members = {Json::Object{{"role", "large"}, {"pattern", hero.id}}};
  on_made(hero);
  std::vector<std::string> kept;
  try {
    for (const char* role : {"small", "stripe", "dot", "plain"}) {
      if (!progress({.what = "making the collection", .done = std::ssize(members), .total = kMembers})) {
        throw Error(ErrorKind::cancelled, "the collection was cancelled");
      }
      const Item item = keep(session, hero, role, member(session, hero, role, colours));
      kept.push_back(item.id);
      members.push_back(Json::Object{{"role", role}, {"pattern", item.id}});
      on_made(item);
    }
    progress({.what = "making the collection", .done = kMembers, .total = kMembers});
    return session.gallery().add(
        {.kind = "collection",
         .note = Json::Object{{"from", "hero"}, {"of", hero.id}, {"title", title}, {"members", std::move(members)}}});
  } catch (...) {
    for (const std::string& one : kept) session.gallery().remove(one);
    throw;
  }
}

Item keep_collection(Session& session, const Json& request) {
  return session.gallery().add({.kind = "collection",
                                .note = Json::Object{{"from", "hand"},
                                                     {"title", Fields(request).text("title", "")},
                                                     {"members", members_in(session, request, {})}}});
}

Item change_collection(Session& session, const std::string& id, const Json& request) {
  const Item collection = session.gallery().get(id);
  if (collection.kind != "collection") {
    throw Error(ErrorKind::usage, "a collection is needed here, but this is a " + collection.kind);
  }
  const Json members = members_in(session, request, collection.note.at("members").array());
  return session.gallery().change(id, {.members = members});
}

}  // namespace toile::studio
