// The gallery.

#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/error.hpp"
#include "toile/studio/fields.hpp"

namespace toile::server {
namespace {

Answer list(Desk& desk, const Call& call) {
  const auto kind = call.query.find("kind");
  if (kind != call.query.end() && kind->second != "pattern" && kind->second != "photo" && kind->second != "mask" &&
      kind->second != "look" && kind->second != "profile") {
    throw Error(ErrorKind::usage, "kind is " + kind->second + "; it must be pattern, photo, mask, look or profile");
  }
  Json::Array items;
  for (const studio::Item& item : desk.session.gallery().list(kind == call.query.end() ? "" : kind->second)) {
    items.push_back(to_json(item));
  }
  return answer(Json::Object{{"items", std::move(items)}});
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
                      const Json body = call.json();
                      const bool favourite = studio::Fields(body).flag("favourite");
                      return answer(desk.session.gallery().set_favourite(call.words.at("id"), favourite), 200);
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
