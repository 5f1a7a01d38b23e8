#include "toile/models/pattern_metadata.hpp"

#include "toile/base/error.hpp"
#include "toile/base/json.hpp"

namespace toile::models {
namespace {

constexpr const char* kRequest = "toile:request";

}  // namespace

image::Metadata metadata_of(const PatternRequest& request, const std::string& source) {
  Json::Array variations;
  for (const Variation& v : request.variations) {
    Json variation = Json::Object{{"seed", std::to_string(v.seed)}, {"strength", v.strength}};
    if (v.aspect != compose::Aspect::motifs) variation.set("aspect", compose::name_of(v.aspect));
    variations.push_back(std::move(variation));
  }
  // Seeds are 64-bit numbers, which JSON's doubles would round: they go as text.
  Json json = Json::Object{
      {"category", request.category},           {"size", request.size},     {"seed", std::to_string(request.seed)},
      {"index", std::to_string(request.index)}, {"mix", request.mix},       {"mix_share", request.mix_share},
      {"truncation", request.truncation},       {"filter", request.filter}, {"variations", std::move(variations)}};
  if (request.mix_origin) {
    json.set("mix_seed", std::to_string(request.mix_origin->seed));
    json.set("mix_index", std::to_string(request.mix_origin->index));
  }
  json.set("making", name_of(request.making));
  if (!request.sett.empty()) json.set("sett", request.sett);
  if (!request.colours.empty()) {
    Json::Array colours;
    for (const pattern::Rgb& colour : request.colours) colours.emplace_back(pattern::hex_of(colour));
    json.set("colours", std::move(colours));
  }
  if (request.grain != pattern::Grain::none) {
    json.set("grain", pattern::name_of(request.grain));
    json.set("grain_strength", request.grain_strength);
  }
  if (!request.layout.empty()) json.set("layout", request.layout);
  if (!request.palette.empty()) {
    Json::Array colours;
    for (const pattern::Rgb& colour : request.palette) colours.emplace_back(pattern::hex_of(colour));
    json.set("palette", std::move(colours));
  }
  if (request.density != 1) json.set("density", request.density);
  if (request.scale != 1) json.set("scale", request.scale);
  return {{"toile:category", request.category},
          {"toile:seed", std::to_string(request.seed)},
          {"toile:model", source},
          {kRequest, json.dump()}};
}

PatternRequest request_from(const image::Metadata& metadata, const std::filesystem::path& file) {
  const auto entry = metadata.find(kRequest);
  if (entry == metadata.end()) {
    throw Error(ErrorKind::bad_file, file.string() +
                                         " doesn't say how it was made: only tiles from `toile generate` or "
                                         "`toile vary` that no other program has saved can be varied");
  }
  try {
    const Json json = Json::parse(entry->second);
    PatternRequest request{.category = json.at("category").string(),
                           .size = static_cast<int>(json.at("size").integer()),
                           .seed = std::stoull(json.at("seed").string()),
                           .index = std::stoull(json.at("index").string()),
                           .mix = json.at("mix").string(),
                           .mix_share = json.at("mix_share").number(),
                           .truncation = json.at("truncation").number(),
                           .filter = json.at("filter").boolean()};
    if (json.find("mix_seed")) {
      request.mix_origin = {std::stoull(json.at("mix_seed").string()), std::stoull(json.at("mix_index").string())};
    }
    // Files that don't say so are from before there was anything but nets.
    request.making = json.find("making") ? making_named(json.at("making").string()) : Making::learnt;
    if (json.find("sett")) request.sett = json.at("sett").string();
    if (json.find("colours")) {
      for (const Json& hex : json.at("colours").array()) {
        request.colours.push_back(pattern::colour_from_hex(hex.string()));
      }
    }
    if (json.find("grain")) {
      request.grain = pattern::grain_named(json.at("grain").string());
      request.grain_strength = json.at("grain_strength").number();
    }
    for (const Json& v : json.at("variations").array()) {
      Variation variation{std::stoull(v.at("seed").string()), v.at("strength").number()};
      if (const Json* aspect = v.find("aspect")) variation.aspect = compose::aspect_named(aspect->string());
      request.variations.push_back(variation);
    }
    if (const Json* layout = json.find("layout")) request.layout = layout->string();
    if (const Json* palette = json.find("palette")) {
      for (const Json& hex : palette->array()) request.palette.push_back(pattern::colour_from_hex(hex.string()));
    }
    if (const Json* density = json.find("density")) request.density = density->number();
    if (const Json* scale = json.find("scale")) request.scale = scale->number();
    return request;
  } catch (const std::exception&) {
    throw Error(ErrorKind::bad_file,
                file.string() + " holds a damaged note of how it was made; make it again by toile generate");
  }
}

}  // namespace toile::models
