// Dressed garments: previews, looks to keep, contact sheets.

#include <cmath>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "apps/server/sheets.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/animation.hpp"
#include "toile/image/captioned.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/studio/fields.hpp"
#include "toile/studio/layouts.hpp"
#include "toile/studio/look.hpp"
#include "toile/studio/look_file.hpp"
#include "toile/studio/patterns.hpp"

namespace toile::server {
namespace {

constexpr int kPreviewWidth = 800;
constexpr int kSheetWidth = 640;  ///< of one look on a contact sheet
constexpr std::size_t kMostOnSheet = 24;
constexpr int kTurnWidth = 640;
constexpr double kTurnSeconds = 1.2;  ///< that each frame is seen
constexpr int kColumns = 4;

Answer preview(Desk& desk, const Call& call) {
  const Json body = call.json();
  studio::Look look = studio::Look::from_json(body);
  if (look.width == 0) look.width = kPreviewWidth;
  const studio::Fields fields(body, "the look");
  look.proof = fields.text("proof", "");
  look.mark_unprintable = fields.has("marked") && fields.flag("marked");
  if (const Json* colours = body.find("colours")) look.colours = studio::read_colourway(*colours);
  for (std::size_t i = 0; i < look.also.size(); ++i) {
    const Json* others = body.at("also").array()[i].find("colours");
    if (others) look.also[i].colours = studio::read_colourway(*others);
  }
  const Hand hand(desk);
  if (const Json* sketch = body.find("sketch")) {
    look.sketch = std::make_shared<const Image>(studio::layout_preview(desk.session, *sketch));
  }
  return {.type = "image/jpeg",
          .body = image::encode("preview.jpg", studio::dress(desk.session, look)),
          .headers = {{"Cache-Control", "no-store"}}};
}

Answer keep(Desk& desk, const Call& call) {
  const studio::Look look = studio::Look::from_json(call.json());
  desk.session.gallery().get(look.pattern);
  for (const studio::Look& other : look.also) desk.session.gallery().get(other.pattern);
  return start_job(desk, call, Lane::heavy, "dressing", [&desk, look](const JobHand& hand) {
    hand.report({.what = "dressing", .done = 0, .total = 1});
    const studio::Item item = studio::keep_look(desk.session, look);
    hand.set_result(Json::Object{{"items", Json::Array{to_json(item)}}});
    hand.report({.what = "dressing", .done = 1, .total = 1});
  });
}

Answer contact_sheet(Desk& desk, const Call& call) {
  const Json body = call.json();
  const std::vector<std::string> patterns = studio::Fields(body).texts("patterns");
  if (patterns.empty() || patterns.size() > kMostOnSheet) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(patterns.size()) +
                                      " patterns; a sheet shows from 1 to " + std::to_string(kMostOnSheet));
  }
  const std::vector<std::string> captions =
      body.find("captions") ? studio::Fields(body).texts("captions") : std::vector<std::string>();
  if (!captions.empty() && captions.size() != patterns.size()) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(captions.size()) + " captions for " +
                                      std::to_string(patterns.size()) + " patterns; there must be as many, or none");
  }
  studio::Look look = studio::Look::from_json(body, false);
  look.width = kSheetWidth;
  return start_job(desk, call, Lane::heavy, "dressing", [&desk, look, patterns, captions](const JobHand& hand) {
    std::vector<Image> looks;
    for (const std::string& pattern : patterns) {
      if (!hand.report({.what = "dressing", .done = std::ssize(looks), .total = std::ssize(patterns)})) {
        throw Error(ErrorKind::cancelled, "the sheet was cancelled");
      }
      studio::Look one = look;
      one.pattern = pattern;
      Image dressed = image::on_colour(studio::dress(desk.session, one), {255, 255, 255});
      if (!captions.empty()) dressed = image::captioned(dressed, captions[looks.size()]);
      looks.push_back(std::move(dressed));
    }
    const int columns = std::min(kColumns, static_cast<int>(looks.size()));
    const std::filesystem::path path = desk.sheets / sheet_name(hand.id(), "jpg");
    write_file(path, image::encode("looks.jpg", image::contact_sheet(looks, columns)));
    hand.set_file({.path = path, .type = "image/jpeg", .name = "looks.jpg"});
    hand.report({.what = "dressing", .done = std::ssize(patterns), .total = std::ssize(patterns)});
  });
}

/// The garment in one pattern or colourway after the other.
Answer turn(Desk& desk, const Call& call) {
  const Json body = call.json();
  const Json::Array& frames = studio::Fields(body).list("frames");
  if (frames.size() < 2 || frames.size() > kMostOnSheet) {
    throw Error(ErrorKind::usage, "there are " + std::to_string(frames.size()) + " frames; a turn shows from 2 to " +
                                      std::to_string(kMostOnSheet));
  }
  studio::Look look = studio::Look::from_json(body, false);
  look.width = kTurnWidth;
  std::vector<studio::Look> looks;
  for (const Json& frame : frames) {
    const studio::Fields fields(frame, "a frame");
    looks.push_back(look);
    looks.back().pattern = fields.text("pattern");
    desk.session.gallery().get(looks.back().pattern);
    if (const Json* colours = frame.find("colours")) looks.back().colours = studio::read_colourway(*colours);
  }
  const int each_ms =
      static_cast<int>(std::lround(1000 * studio::Fields(body).number("seconds", kTurnSeconds, 0.1, 10)));
  return start_job(desk, call, Lane::heavy, "dressing", [&desk, looks, each_ms](const JobHand& hand) {
    std::vector<Image> pictures;
    for (const studio::Look& one : looks) {
      if (!hand.report({.what = "dressing", .done = std::ssize(pictures), .total = std::ssize(looks)})) {
        throw Error(ErrorKind::cancelled, "the turn was cancelled");
      }
      pictures.push_back(studio::dress(desk.session, one));
    }
    const std::filesystem::path path = desk.sheets / sheet_name(hand.id(), "gif");
    write_file(path, image::animated_gif(pictures, each_ms));
    hand.set_file({.path = path, .type = "image/gif", .name = "turn.gif"});
    hand.report({.what = "dressing", .done = std::ssize(looks), .total = std::ssize(looks)});
  });
}

}  // namespace

void add_look_routes(Routes& routes, Desk& desk) {
  routes.push_back({"POST", "/api/preview", Takes::json, [&desk](const Call& call) { return preview(desk, call); }});
  routes.push_back({"GET", "/api/looks/{id}/export", Takes::nothing, [&desk](const Call& call) {
                      return Answer{.type = "application/vnd.toile.look+zip",
                                    .body = studio::export_look(desk.session, call.words.at("id")),
                                    .headers = {{"Content-Disposition", attachment("look.toile")}}};
                    }});
  routes.push_back({"POST", "/api/looks/import", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::import_look(desk.session, call.body));
                    }});
  routes.push_back({"POST", "/api/looks", Takes::json, [&desk](const Call& call) { return keep(desk, call); }});
  routes.push_back(
      {"POST", "/api/looks/sheet", Takes::json, [&desk](const Call& call) { return contact_sheet(desk, call); }});
  routes.push_back({"POST", "/api/looks/turn", Takes::json, [&desk](const Call& call) { return turn(desk, call); }});
}

}  // namespace toile::server
