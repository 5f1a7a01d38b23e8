// Patterns: new ones, neighbours, mixtures, own tiles, their repeats and sheets.

#include <cmath>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "apps/server/sheets.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/pattern/rotary.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::server {
namespace {

constexpr int kThreads = 2;         ///< for several tiles at once
constexpr int kQuickPixels = 1024;  ///< larger tiles go to the heavy lane
constexpr int kUnitWidth = 512;

Answer make(Desk& desk, const Call& call, studio::PatternOrder order) {
  const int size = order.tiles.front().size;
  return start_job(desk, call, size > kQuickPixels ? Lane::heavy : Lane::quick, "making patterns",
                   [&desk, order = std::move(order)](const JobHand& hand) {
                     Json::Array items;
                     hand.set_result(Json::Object{{"items", items}});
                     studio::make_patterns(
                         desk.session, order, kThreads,
                         [&](const studio::Item& item) {
                           items.push_back(to_json(item));
                           hand.set_result(Json::Object{{"items", items}});
                         },
                         [&](const Progress& progress) { return hand.report(progress); });
                   });
}

/// The smallest straight repeat of the pattern, `width` pixels wide at most.
Answer unit(Desk& desk, const Call& call) {
  const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
  const auto asked = call.query.find("layout");
  const auto layout = pattern::layout_named(asked == call.query.end() ? "straight" : asked->second);
  const int width = static_cast<int>(call.number("width", kUnitWidth, 16, 2048));
  const std::string key = item.files.at("tile") + " " + pattern::name_of(layout) + "@" + std::to_string(width);
  const auto bytes = desk.session.file(key, [&] {
    const Hand hand(desk);
    const Image tile = image::on_colour(*desk.session.picture(item, "tile"), {255, 255, 255});
    const Image whole = pattern::repeat_unit({.tile = tile}, layout).tile;
    const int wide = std::min(width, whole.width);
    const int high = std::max(1, static_cast<int>(std::lround(1.0 * whole.height * wide / whole.width)));
    return image::encode("unit.png", wide == whole.width ? whole : image::resize_tile(whole, wide, high));
  });
  return {.type = "image/png", .body = *bytes, .headers = {{"Cache-Control", "private, max-age=3600"}}};
}

Answer sheet(Desk& desk, const Call& call) {
  const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
  const Json body = call.json();
  const studio::Fields fields(body);
  const std::string format = fields.text("format", "png");
  if (format != "png" && format != "tif")
    throw Error(ErrorKind::usage, "format is " + format + "; it must be png or tif");
  pattern::SheetRequest request{.layout = pattern::layout_named(fields.text("layout", "straight")),
                                .width_cm = fields.number("width_cm", 0.1, 1000),
                                .height_cm = fields.number("height_cm", 0.1, 10000),
                                .tile_cm = fields.number("tile_cm", 0.1, 1000),
                                .dpi = fields.number("dpi", 150, 10, 1200)};
  const auto tile = desk.session.picture(item, "tile");
  if (fields.has("around_cm")) {
    std::vector<double> rollers;
    for (const Json& length : fields.list("around_cm")) rollers.push_back(length.number());
    const double tiles = 1.0 * tile->height / tile->width * pattern::tiles_in_unit(request.layout).down;
    request.tile_cm = pattern::nearest_round(request.tile_cm * tiles, rollers).height_cm() / tiles;
  }
  request.check(*tile);
  return start_job(desk, call, Lane::heavy, "making the sheet", [&desk, item, request, format](const JobHand& hand) {
    hand.report({.what = "making the sheet", .done = 0, .total = 1});
    const image::Rows rows = pattern::sheet_rows({.tile = *desk.session.picture(item, "tile")}, request);
    const std::filesystem::path path = desk.sheets / sheet_name(hand.id(), format);
    image::write_rows(path, rows, [&](const Progress& progress) { return hand.report(progress); });
    hand.set_file({.path = path, .type = type_of_suffix("." + format), .name = "sheet." + format});
    hand.set_result(Json::Object{{"width", rows.width},
                                 {"height", rows.height},
                                 {"tile_cm", request.tile_cm},
                                 {"bytes", static_cast<double>(std::filesystem::file_size(path))}});
  });
}

}  // namespace

void add_pattern_routes(Routes& routes, Desk& desk) {
  routes.push_back({"POST", "/api/patterns", Takes::json, [&desk](const Call& call) {
                      return make(desk, call, studio::new_patterns(desk.session, call.json()));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/vary", Takes::json, [&desk](const Call& call) {
                      return make(desk, call, studio::neighbours(desk.session, call.words.at("id"), call.json()));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/mix", Takes::json, [&desk](const Call& call) {
                      return make(desk, call, studio::mixtures(desk.session, call.words.at("id"), call.json()));
                    }});
  routes.push_back({"POST", "/api/patterns/upload", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_own_tile(desk.session, call.body));
                    }});
  routes.push_back(
      {"GET", "/api/patterns/{id}/unit", Takes::nothing, [&desk](const Call& call) { return unit(desk, call); }});
  routes.push_back(
      {"POST", "/api/patterns/{id}/sheet", Takes::json, [&desk](const Call& call) { return sheet(desk, call); }});
}

}  // namespace toile::server
