// Patterns: new ones, neighbours, mixtures, own tiles, their repeats and sheets.

#include <cmath>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "apps/server/sheets.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/border.hpp"
#include "toile/pattern/own_tile.hpp"
#include "toile/pattern/repeat.hpp"
#include "toile/pattern/rotary.hpp"
#include "toile/studio/collection.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/layouts.hpp"
#include "toile/studio/look.hpp"
#include "toile/studio/own_print.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::server {
namespace {

constexpr int kThreads = 2;         ///< for several tiles at once
constexpr int kQuickPixels = 1024;  ///< larger tiles go to the heavy lane
constexpr int kUnitWidth = 512;
constexpr double kCmPerInch = 2.54;

/// "aabbcc.112233-445566.778899": from those to these.
pattern::Colourway colourway_in(const std::string& text) {
  const auto read = [](std::string_view list) {
    std::vector<pattern::Rgb> colours;
    for (std::size_t begin = 0; begin < list.size(); begin += 7) {
      colours.push_back(pattern::colour_from_hex("#" + std::string(list.substr(begin, 6))));
    }
    return colours;
  };
  const std::size_t middle = std::min(text.find('-'), text.size());
  return {.from = read(std::string_view(text).substr(0, middle)),
          .to = read(std::string_view(text).substr(std::min(text.size(), middle + 1)))};
}

/// A sheet of a tile that somebody else drew: the tile is moved as it is.
image::Rows sheet_as_drawn(const Image& tile, pattern::SheetRequest request) {
  const Pattern unit = pattern::plain_unit({.tile = image::on_colour(tile, {255, 255, 255})}, request.layout);
  request.tile_cm *= 1.0 * unit.tile.width / tile.width;
  request.layout = pattern::Layout::straight;
  return pattern::sheet_rows(unit, request);
}

/// A border as it is asked for: of which pattern, how wide, on which side.
struct BorderWish {
  studio::Item pattern;
  double width_cm;
  pattern::Sides sides;
};

std::optional<BorderWish> border_in(Desk& desk, const Json& request, double sheet_cm) {
  const Json* border = request.find("border");
  if (!border || *border == Json()) return {};
  const studio::Fields fields(*border, "the border");
  BorderWish wish{.pattern = studio::pattern_item(desk.session, fields.text("pattern")),
                  .width_cm = fields.number("width_cm", 10, 0.1, 1000),
                  .sides = pattern::sides_named(fields.text("sides", "both"))};
  if (wish.width_cm * (wish.sides == pattern::Sides::both ? 2 : 1) > sheet_cm) {
    throw Error(ErrorKind::usage, "the border is wider than the cloth: make it narrower, or the cloth wider");
  }
  return wish;
}

/// The rows with the border along them, as fine as they are.
image::Rows with_border(Desk& desk, const image::Rows& rows, const BorderWish& wish, double dpi) {
  const int pixels = static_cast<int>(std::ceil(wish.width_cm / kCmPerInch * dpi));
  const Image tile = image::on_colour(*studio::tile_at(desk.session, wish.pattern, pixels), {255, 255, 255});
  return pattern::bordered(rows, {.tile = tile, .width_cm = wish.width_cm, .sides = wish.sides});
}

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

/// Neighbours of a print that was changed by hand.
Answer vary_layout(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::quick, "making patterns",
                   [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                     Json::Array items;
                     hand.set_result(Json::Object{{"items", items}});
                     studio::keep_layout_neighbours(
                         desk.session, id, request,
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
  const auto colours = call.query.find("colours");
  const std::string key = item.id + " " + pattern::name_of(layout) + "@" + std::to_string(width) + " " +
                          (colours == call.query.end() ? "" : colours->second);
  const auto bytes = desk.session.file(key, [&] {
    const Hand hand(desk);
    const auto way = colours == call.query.end() ? pattern::Colourway{} : colourway_in(colours->second);
    const Image whole = *studio::repeat_unit_of(desk.session, item, layout, way);
    const int wide = std::min(width, whole.width);
    const int high = std::max(1, static_cast<int>(std::lround(1.0 * whole.height * wide / whole.width)));
    return image::encode("unit.png", wide == whole.width ? whole : image::resize_tile(whole, wide, high));
  });
  return {.type = "image/png", .body = *bytes, .headers = {{"Cache-Control", "private, max-age=3600"}}};
}

/// Where the tile shows a seam, layout by layout: {layouts: {straight: {score, seam}, ...}, own}.
Answer seams(Desk& desk, const Call& call) {
  const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
  const Hand hand(desk);
  const Image tile = image::on_colour(*desk.session.picture(item, "tile"), {255, 255, 255});
  Json layouts = Json::Object{};
  for (const char* name : {"straight", "half-drop", "half-brick", "mirror"}) {
    const auto layout = pattern::layout_named(name);
    layouts.set(name, Json::Object{{"score", pattern::seam_score(tile, layout)},
                                   {"seam", !pattern::meets_itself(tile, layout)}});
  }
  return answer(Json::Object{{"layouts", std::move(layouts)}, {"own", studio::is_own_tile(item)}});
}

/// ?width= pixels of the tile, made anew where that loses nothing; ?cm= says how wide it is printed.
Answer tile(Desk& desk, const Call& call) {
  const studio::Item item = studio::pattern_item(desk.session, call.words.at("id"));
  const int width = static_cast<int>(call.number("width", kUnitWidth, 16, 4096));
  const int cm = static_cast<int>(call.number("cm", 20, 1, 1000));
  const Hand hand(desk);
  Image picture = *studio::tile_at(desk.session, item, width);
  picture.dpi = kCmPerInch * picture.width / cm;
  return {.type = "image/png", .body = image::encode("tile.png", picture)};
}

Answer collection(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::quick, "making the collection",
                   [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                     Json::Array items;
                     const auto told = [&](const studio::Item& item) {
                       items.push_back(to_json(item));
                       hand.set_result(Json::Object{{"items", items}});
                     };
                     const studio::Item made =
                         studio::make_collection(desk.session, id, request, told,
                                                 [&](const Progress& progress) { return hand.report(progress); });
                     hand.set_result(Json::Object{{"items", items}, {"collection", to_json(made)}});
                   });
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
  const std::optional<BorderWish> border = border_in(desk, body, request.width_cm);
  return start_job(desk, call, Lane::heavy, "making the sheet",
                   [&desk, item, request, format, border](const JobHand& hand) {
                     const int pixels = static_cast<int>(std::ceil(request.tile_cm / kCmPerInch * request.dpi));
                     const auto printed = studio::tile_at(desk.session, item, pixels);
                     const std::filesystem::path path = desk.sheets / sheet_name(hand.id(), format);
                     hand.report({.what = "making the sheet", .done = 0, .total = 1});
                     image::Rows rows = studio::is_own_tile(item) ? sheet_as_drawn(*printed, request)
                                                                  : pattern::sheet_rows({.tile = *printed}, request);
                     if (border) rows = with_border(desk, rows, *border, request.dpi);
                     image::write_rows(path, rows, [&](const Progress& progress) { return hand.report(progress); });
                     hand.set_file({.path = path, .type = type_of_suffix("." + format), .name = "sheet." + format});
                     hand.set_result(Json::Object{{"width", rows.width},
                                                  {"height", rows.height},
                                                  {"tile", printed->width},
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
                      if (studio::is_laid_by_hand(desk.session, call.words.at("id"))) return vary_layout(desk, call);
                      return make(desk, call, studio::neighbours(desk.session, call.words.at("id"), call.json()));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/mix", Takes::json, [&desk](const Call& call) {
                      return make(desk, call, studio::mixtures(desk.session, call.words.at("id"), call.json()));
                    }});
  routes.push_back({"POST", "/api/patterns/upload", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_own_tile(desk.session, call.body, title_in(call)));
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/mend", Takes::json, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_mended(desk.session, call.words.at("id"), call.json()));
                    }});
  routes.push_back({"POST", "/api/collections", Takes::json,
                    [&desk](const Call& call) { return answer(studio::keep_collection(desk.session, call.json())); }});
  routes.push_back({"POST", "/api/collections/{id}", Takes::json, [&desk](const Call& call) {
                      return answer(studio::change_collection(desk.session, call.words.at("id"), call.json()), 200);
                    }});
  routes.push_back({"POST", "/api/patterns/{id}/collection", Takes::json,
                    [&desk](const Call& call) { return collection(desk, call); }});
  routes.push_back(
      {"GET", "/api/patterns/{id}/seams", Takes::nothing, [&desk](const Call& call) { return seams(desk, call); }});
  routes.push_back(
      {"GET", "/api/patterns/{id}/tile", Takes::nothing, [&desk](const Call& call) { return tile(desk, call); }});
  routes.push_back(
      {"GET", "/api/patterns/{id}/unit", Takes::nothing, [&desk](const Call& call) { return unit(desk, call); }});
  routes.push_back(
      {"POST", "/api/patterns/{id}/sheet", Takes::json, [&desk](const Call& call) { return sheet(desk, call); }});
}

}  // namespace toile::server
