// Layouts as documents.

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/layout.hpp"
#include "toile/compose/motif_json.hpp"

namespace toile::compose {
namespace {

constexpr const char* kFormat = "toile-layout";
constexpr int kVersion = 1;
constexpr std::size_t kMostPlacements = 20'000;
constexpr double kMostCm = 1000;

constexpr std::size_t kMostMembers = 500;

Json json_of(const std::vector<int>& inks) {
  Json::Array numbers;
  for (const int ink : inks) numbers.emplace_back(ink);
  return numbers;
}

Json json_of(const Placement& p) {
  Json json = Json::Object{{"motif", p.motif}, {"x_cm", p.x_cm}, {"y_cm", p.y_cm}, {"size_cm", p.size_cm}};
  if (p.angle != 0) json.set("angle", p.angle);
  if (p.mirrored) json.set("mirrored", true);
  if (!p.inks.empty()) json.set("inks", json_of(p.inks));
  if (p.layer != 0) json.set("layer", p.layer);
  return json;
}

Json json_of(const Member& member) {
  Json json = Json::Object{{"motif", member.motif}, {"part", name_of(member.rank)}, {"size_cm", member.size_cm}};
  if (!member.inks.empty()) json.set("inks", json_of(member.inks));
  return json;
}

[[noreturn]] void broken(const std::string& what) {
  throw Error(ErrorKind::bad_file, what);
}

double number_in(const Json& json, const char* key, double low, double high) {
  const double value = json.at(key).number();
  if (value >= low && value <= high) return value;
  broken(std::string(key) + " is " + Json(value).dump() + ", and it must be from " + Json(low).dump() + " to " +
         Json(high).dump());
}

/// Left out: none.
std::vector<int> inks_in(const Json& json, std::size_t inks) {
  std::vector<int> numbers;
  const Json* list = json.find("inks");
  if (!list) return numbers;
  for (const Json& ink : list->array()) {
    const std::int64_t number = ink.integer();
    if (number < 0 || number >= static_cast<std::int64_t>(inks)) {
      broken("a placement takes ink " + std::to_string(number) + " of " + std::to_string(inks));
    }
    numbers.push_back(static_cast<int>(number));
  }
  return numbers;
}

Placement placement_from(const Json& json, std::size_t inks) {
  Placement p{.motif = json.at("motif").string(),
              .x_cm = number_in(json, "x_cm", -kMostCm, kMostCm),
              .y_cm = number_in(json, "y_cm", -kMostCm, kMostCm),
              .size_cm = number_in(json, "size_cm", 0.01, kMostCm)};
  if (json.find("angle")) p.angle = number_in(json, "angle", -3600, 3600);
  if (const Json* mirrored = json.find("mirrored")) p.mirrored = mirrored->boolean();
  if (json.find("layer")) p.layer = static_cast<int>(number_in(json, "layer", -1000, 1000));
  p.inks = inks_in(json, inks);
  return p;
}

Member member_from(const Json& json, std::size_t inks) {
  return {.motif = json.at("motif").string(),
          .rank = rank_named(json.at("part").string()),
          .size_cm = number_in(json, "size_cm", 0.01, kMostCm),
          .inks = inks_in(json, inks)};
}

Layout read(const Json& document) {
  const Json* format = document.is_object() ? document.find("format") : nullptr;
  if (!format || format->string() != kFormat) broken("it doesn't say \"format\": \"toile-layout\"");
  const std::int64_t version = document.at("version").integer();
  if (version > kVersion) {
    broken("it has version " + std::to_string(version) + ", made by a newer Toile; this one reads up to version " +
           std::to_string(kVersion));
  }
  if (version < 1) broken("there is no version " + std::to_string(version));
  Layout layout{.name = document.at("layout").string(),
                .category = document.at("category").string(),
                .seed = seed_from(document.at("seed")),
                .width_cm = number_in(document, "width_cm", 0.1, kMostCm),
                .height_cm = number_in(document, "height_cm", 0.1, kMostCm),
                .density = number_in(document, "density", 0, 100),
                .scale = number_in(document, "scale", 0, 100)};
  for (const Json& ink : document.at("inks").array()) {
    layout.inks.push_back({pattern::colour_from_hex(ink.at("colour").string()), role_named(ink.at("role").string())});
  }
  if (layout.inks.size() < kLeastInks || layout.inks.size() > kMostInks) {
    broken("it has " + std::to_string(layout.inks.size()) + " inks, and there must be 2 to 16");
  }
  if (document.at("placements").array().size() > kMostPlacements) broken("it has more than 20000 placements");
  for (const Json& p : document.at("placements").array()) {
    layout.placements.push_back(placement_from(p, layout.inks.size()));
  }
  if (const Json* motifs = document.find("motifs")) {
    for (const Json& motif : motifs->array()) layout.motifs.push_back(motif_from(motif));
  }
  if (const Json* cast = document.find("cast")) {
    if (cast->array().size() > kMostMembers) broken("it has a cast of more than 500");
    for (const Json& member : cast->array()) layout.cast.push_back(member_from(member, layout.inks.size()));
  }
  if (const Json* laid = document.find("laid")) layout.laid = seed_from(*laid);
  return layout;
}

}  // namespace

std::string name_of(Rank rank) {
  constexpr const char* kNames[] = {"hero", "second", "filler", "leaf"};
  return kNames[static_cast<int>(rank)];
}

Rank rank_named(const std::string& name) {
  for (const Rank rank : {Rank::hero, Rank::second, Rank::filler, Rank::leaf}) {
    if (name_of(rank) == name) return rank;
  }
  broken("a motif plays the part of a " + name + "; it must be hero, second, filler or leaf");
}

std::uint64_t seed_from(const Json& json) {
  const std::string& text = json.string();
  const bool digits = !text.empty() && text.size() <= 20 &&
                      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) broken("the seed " + text + " is no whole number");
  try {
    return std::stoull(text);
  } catch (const std::exception&) {
    broken("the seed " + text + " is too large");
  }
}

Json json_of(const Layout& layout) {
  Json::Array inks, placements, motifs, cast;
  for (const LayoutInk& ink : layout.inks) {
    inks.push_back(Json::Object{{"colour", pattern::hex_of(ink.colour)}, {"role", name_of(ink.role)}});
  }
  for (const Placement& p : layout.placements) placements.push_back(json_of(p));
  for (const Motif& motif : layout.motifs) motifs.push_back(json_of(motif));
  for (const Member& member : layout.cast) cast.push_back(json_of(member));
  Json json = Json::Object{{"format", kFormat},
                           {"version", kVersion},
                           {"layout", layout.name},
                           {"category", layout.category},
                           {"seed", std::to_string(layout.seed)},
                           {"width_cm", layout.width_cm},
                           {"height_cm", layout.height_cm},
                           {"density", layout.density},
                           {"scale", layout.scale},
                           {"inks", std::move(inks)},
                           {"placements", std::move(placements)}};
  if (!motifs.empty()) json.set("motifs", std::move(motifs));
  if (!cast.empty()) json.set("cast", std::move(cast));
  if (layout.laid != 0) json.set("laid", std::to_string(layout.laid));
  return json;
}

Layout layout_from(const Json& document, const std::string& name) {
  try {
    return read(document);
  } catch (const Error& problem) {
    throw Error(ErrorKind::bad_file, name + " is no layout that can be laid: " + problem.what());
  }
}

Layout layout_from_text(std::string_view text, const std::string& name) {
  Json document;
  try {
    document = Json::parse(text);
  } catch (const Error& problem) {
    throw Error(ErrorKind::bad_file, name + " is no layout that can be laid: " + problem.what());
  }
  return layout_from(document, name);
}

}  // namespace toile::compose
