// The gallery.

#include <algorithm>
#include <array>
#include <string_view>

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/error.hpp"
#include "toile/studio/fields.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kLongestTitle = 200;

Answer list(Desk& desk, const Call& call) {
  const auto kind = call.query.find("kind");
  constexpr std::array<std::string_view, 8> kKinds = {"pattern", "photo", "mask",    "look",
                                                      "motif",   "scan",  "profile", "collection"};
  if (kind != call.query.end() && std::find(kKinds.begin(), kKinds.end(), kind->second) == kKinds.end()) {
    throw Error(ErrorKind::usage, "kind is " + kind->second +
                                      "; it must be pattern, photo, mask, look, motif, scan, profile or collection");
  }
  const studio::Gallery& gallery = desk.session.gallery();
  Json::Array items;
  for (const studio::Item& item :
       call.asks("trash") ? gallery.trash() : gallery.list(kind == call.query.end() ? "" : kind->second)) {
    items.push_back(to_json(item));
  }
  return answer(Json::Object{{"items", std::move(items)}});
}

studio::Change change_in(const Json& body) {
  const studio::Fields fields(body);
  studio::Change change;
  if (fields.has("favourite")) change.favourite = fields.flag("favourite");
  if (fields.has("trashed")) change.trashed = fields.flag("trashed");
  if (fields.has("title")) {
    change.title = fields.text("title", "");
    if (change.title->size() > kLongestTitle) {
      throw Error(ErrorKind::usage, "a title has at most " + std::to_string(kLongestTitle) + " letters");
    }
  }
  if (!change.favourite && !change.trashed && !change.title) {
    throw Error(ErrorKind::usage, "nothing is to be changed: name favourite, title or trashed");
  }
  return change;
}

Answer file(Desk& desk, const Call& call) {
  const studio::Item item = desk.session.gallery().get(call.words.at("id"));
  const auto found = item.files.find(call.words.at("role"));
  if (found == item.files.end()) {
    throw Error(ErrorKind::not_found, "this " + item.kind + " has no " + call.words.at("role"));
  }
  return picture_answer(desk, call,
                        {.key = found->second,
                         .suffix = std::filesystem::path(found->second).extension().string(),
                         .is_mask = item.kind == "mask",
                         .read = [&] { return desk.session.gallery().read(item, found->first); }});
}

}  // namespace

void add_item_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/items", Takes::nothing, [&desk](const Call& call) { return list(desk, call); }});
  routes.push_back({"GET", "/api/items/{id}", Takes::nothing, [&desk](const Call& call) {
                      return answer(desk.session.gallery().get(call.words.at("id")), 200);
                    }});
  routes.push_back({"PATCH", "/api/items/{id}", Takes::json, [&desk](const Call& call) {
                      return answer(desk.session.gallery().change(call.words.at("id"), change_in(call.json())), 200);
                    }});
  routes.push_back({"DELETE", "/api/items/{id}", Takes::nothing, [&desk](const Call& call) {
                      desk.session.gallery().remove(call.words.at("id"));
                      desk.session.forget();
                      return Answer{.status = 204, .body = ""};
                    }});
  routes.push_back(
      {"GET", "/api/items/{id}/files/{role}", Takes::nothing, [&desk](const Call& call) { return file(desk, call); }});
}

}  // namespace toile::server
