// Palettes and colourways.

#include "apps/server/routes.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"
#include "toile/studio/palettes.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::server {
namespace {

int count_of(const Call& call, int missing) {
  return static_cast<int>(call.number("count", missing, 1, pattern::kMostSwatches));
}

}  // namespace

void add_colour_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/patterns/{id}/palette", Takes::nothing, [&desk](const Call& call) {
                      const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
                      const Hand hand(desk);
                      return answer(studio::palette_of_pattern(desk.session, item, count_of(call, 0)));
                    }});
  routes.push_back({"POST", "/api/palette", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      const auto name = call.query.find("name");
                      return answer(studio::palette_of_upload(call.body, name == call.query.end() ? "" : name->second,
                                                              count_of(call, 6)));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/recolour", Takes::json, [&desk](const Call& call) {
                      const Hand hand(desk);
                      const std::string& id = call.words.at("id");
                      if (!call.asks("preview")) return answer(studio::keep_recoloured(desk.session, id, call.json()));
                      const studio::Item item = studio::pattern_item(desk.session, id);
                      const Image tile = studio::recoloured(desk.session, item, studio::read_colourway(call.json()));
                      return Answer{.type = "image/png", .body = image::encode("it.png", tile)};
                    }});
}

}  // namespace toile::server
