#include "toile/nets/tile_config.hpp"

#include "toile/base/error.hpp"

namespace toile::nets {
namespace {

int ranged(const Json& json, const char* key, int low, int high) {
  const std::int64_t value = json.at(key).integer();
  if (value < low || value > high) {
    throw Error(ErrorKind::bad_file, "the tile generator's " + std::string(key) + " is " + std::to_string(value) +
                                         "; " + std::to_string(low) + " to " + std::to_string(high) + " is possible");
  }
  return static_cast<int>(value);
}

}  // namespace

Json TileConfig::to_json() const {
  return Json::Object{{"categories", categories},
                      {"swatches", swatches},
                      {"global", global},
                      {"local", local},
                      {"style", style},
                      {"channels", Json::Array(channels.begin(), channels.end())},
                      {"convolutions", convolutions},
                      {"inks", inks}};
}

TileConfig TileConfig::from_json(const Json& json) {
  TileConfig config{.categories = ranged(json, "categories", 1, 1000),
                    .swatches = ranged(json, "swatches", 1, 1000000),
                    .global = ranged(json, "global", 1, 1024),
                    .local = ranged(json, "local", 1, 256),
                    .style = ranged(json, "style", 1, 1024),
                    .convolutions = ranged(json, "convolutions", 1, 2),
                    .inks = ranged(json, "inks", 0, 16)};
  const Json::Array& channels = json.at("channels").array();
  if (channels.size() != config.channels.size()) {
    throw Error(ErrorKind::bad_file, "the tile generator has channels of " + std::to_string(channels.size()) +
                                         " levels; it needs those of " + std::to_string(config.channels.size()));
  }
  for (std::size_t level = 0; level < channels.size(); ++level) {
    config.channels[level] = ranged(Json::Object{{"channels", channels[level]}}, "channels", 1, 1024);
  }
  return config;
}

}  // namespace toile::nets
