// Photos of cloth and drawings that become patterns and motifs.

#include <charconv>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/scans.hpp"

namespace toile::server {
namespace {

constexpr std::array kWishes = {"corners", "vectors", "candidate"};

/// "1,2.5,3" as a list of numbers.
Json numbers_in(const std::string& name, const std::string& text) {
  Json::Array numbers;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    double value = 0;
    const auto [stop, trouble] = std::from_chars(text.data() + begin, text.data() + end, value);
    if (trouble != std::errc() || stop != text.data() + end) {
      throw Error(ErrorKind::usage, "\"" + name + "\" is " + text + "; it must be numbers with commas between them");
    }
    numbers.emplace_back(value);
    begin = end + 1;
  }
  return numbers;
}

/// What a request about cloth holds, out of an address.
Json wish_in(const Call& call) {
  Json wish = Json::Object{};
  for (const char* name : kWishes) {
    const auto given = call.query.find(name);
    if (given == call.query.end()) continue;
    const Json numbers = numbers_in(name, given->second);
    wish.set(name, std::string(name) == "candidate" ? numbers.array().front() : numbers);
  }
  return wish;
}

/// The same as an address's query.
std::string query_of(const Json& request) {
  std::string query;
  for (const char* name : kWishes) {
    const Json* value = request.find(name);
    if (!value || *value == Json()) continue;
    std::string text = value->dump();
    std::erase_if(text, [](char c) { return c == '[' || c == ']' || c == ' '; });
    query += (query.empty() ? "?" : "&") + std::string(name) + "=" + text;
  }
  return query;
}

/// The straightened picture, or the tile.
Answer picture(Desk& desk, const Call& call, bool straight) {
  const Json wish = wish_in(call);
  const Hand hand(desk);
  const auto read = studio::read_cloth(desk.session, call.words.at("id"), wish);
  return {.type = straight ? "image/jpeg" : "image/png",
          .body = straight ? image::encode("straight.jpg", read->picture) : image::encode("tile.png", read->cloth.tile),
          .headers = {{"Cache-Control", "private, max-age=3600"}}};
}

Answer cloth(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::photo, "reading the cloth",
                   [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                     Json result = studio::json_of(*studio::read_cloth(desk.session, id, request));
                     for (const char* what : {"straight", "tile"}) {
                       Json one = result.at(what);
                       one.set("picture", "/api/scans/" + id + "/" + what + query_of(request));
                       result.set(what, one);
                     }
                     hand.set_result(std::move(result));
                   });
}

Answer drawing(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::photo, "cutting the drawing",
                   [&desk, id = call.words.at("id")](const JobHand& hand) {
                     hand.set_result(studio::json_of(*studio::drawing_of(desk.session, id)));
                   });
}

Answer motifs(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::photo, "keeping the motifs",
                   [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                     Json::Array items;
                     for (const studio::Item& item : studio::keep_scanned_motifs(desk.session, id, request)) {
                       items.push_back(to_json(item));
                     }
                     hand.set_result(Json::Object{{"items", std::move(items)}});
                   });
}

Answer page(Desk& desk, const Call& call) {
  return start_job(desk, call, Lane::photo, "laying the page",
                   [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                     const studio::KeptPage kept = studio::keep_scanned_page(desk.session, id, request);
                     const scan::PageRepeat& repeat = kept.repeat;
                     hand.set_result(Json::Object{{"item", to_json(kept.item)},
                                                  {"whole", repeat.whole},
                                                  {"joined", repeat.joined},
                                                  {"completed", repeat.completed},
                                                  {"left_out", repeat.left_out},
                                                  {"filled", repeat.filled}});
                   });
}

}  // namespace

void add_scan_routes(Routes& routes, Desk& desk) {
  routes.push_back({"POST", "/api/scans", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_scan(desk.session, call.body, title_in(call)));
                    }});
  routes.push_back(
      {"POST", "/api/scans/{id}/cloth", Takes::json, [&desk](const Call& call) { return cloth(desk, call); }});
  routes.push_back({"GET", "/api/scans/{id}/straight", Takes::nothing,
                    [&desk](const Call& call) { return picture(desk, call, true); }});
  routes.push_back({"GET", "/api/scans/{id}/tile", Takes::nothing,
                    [&desk](const Call& call) { return picture(desk, call, false); }});
  routes.push_back({"POST", "/api/scans/{id}/pattern", Takes::json, [&desk](const Call& call) {
                      const Json request = call.json();
                      const Hand hand(desk);
                      return answer(studio::keep_scanned_cloth(desk.session, call.words.at("id"), request));
                    }});
  routes.push_back(
      {"POST", "/api/scans/{id}/drawing", Takes::json, [&desk](const Call& call) { return drawing(desk, call); }});
  routes.push_back(
      {"POST", "/api/scans/{id}/motifs", Takes::json, [&desk](const Call& call) { return motifs(desk, call); }});
  routes.push_back(
      {"POST", "/api/scans/{id}/page", Takes::json, [&desk](const Call& call) { return page(desk, call); }});
}

}  // namespace toile::server
