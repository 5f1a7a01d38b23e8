// Palettes and colourways.

#include "apps/server/routes.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"
#include "toile/studio/patterns.hpp"
#include "toile/studio/upload.hpp"

namespace toile::server {
namespace {

Answer palette_answer(const Image& picture, int count) {
  Json::Array colours;
  for (const pattern::Swatch& swatch : pattern::palette(picture, count)) {
    colours.push_back(Json::Object{{"hex", pattern::hex_of(swatch.colour)}, {"share", swatch.share}});
  }
  return answer(Json::Object{{"colours", std::move(colours)}});
}

int count_of(const Call& call) {
  return static_cast<int>(call.number("count", 6, 1, pattern::kMostSwatches));
}

}  // namespace

void add_colour_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/patterns/{id}/palette", Takes::nothing, [&desk](const Call& call) {
                      const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
                      const Hand hand(desk);
                      return palette_answer(*desk.session.picture(item, "tile"), count_of(call));
                    }});
  routes.push_back({"POST", "/api/palette", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return palette_answer(studio::decode_upload(call.body), count_of(call));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/recolour", Takes::json, [&desk](const Call& call) {
                      const Hand hand(desk);
                      const std::string& id = call.words.at("id");
                      if (!call.asks("preview")) return answer(studio::keep_recoloured(desk.session, id, call.json()));
                      return Answer{.type = "image/png",
                                    .body = image::encode("it.png", studio::recoloured(desk.session, id, call.json()))};
                    }});
}

}  // namespace toile::server
