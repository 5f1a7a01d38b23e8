// Layouts of composed prints: their documents read, shown, changed and kept; motifs and palettes to choose from.

#include "apps/server/routes.hpp"
#include "toile/base/error.hpp"
#include "toile/image/file.hpp"
#include "toile/studio/layouts.hpp"
#include "toile/studio/motifs.hpp"

namespace toile::server {
namespace {

constexpr std::size_t kMostDocumentBytes = 16U << 20;  ///< own pictures travel inside

/// A document with its pictures may be larger than other requests.
Json document_in(const Call& call) {
  if (call.body.size() <= kMostDocumentBytes) return call.json();
  throw Error(ErrorKind::usage, "the document has " + std::to_string(call.body.size() >> 20U) +
                                    " MB; at most 16 MB are laid: leave motifs out that nothing is printed with");
}

/// A picture for the moment, quick to make: JPEG in full colour resolution.
Answer preview(Desk& desk, const Call& call) {
  const Json request = document_in(call);
  const Hand hand(desk);
  return {.type = "image/jpeg",
          .body = image::encode("preview.jpg", studio::layout_preview(desk.session, request)),
          .headers = {{"Cache-Control", "no-store"}}};
}

Answer motifs(Desk& desk, const Call& call) {
  const Json request = document_in(call);
  const Hand hand(desk);
  return {.type = "image/png",
          .body = image::encode("motifs.png", studio::layout_motifs(desk.session, request)),
          .headers = {{"Cache-Control", "no-store"}}};
}

Answer own_motifs(Desk& desk, const Call& call) {
  const Hand hand(desk);
  Json::Array items;
  for (const studio::Item& item : studio::keep_own_motifs(desk.session, call.body)) items.push_back(to_json(item));
  return answer(Json::Object{{"items", std::move(items)}}, 201);
}

}  // namespace

void add_layout_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api/patterns/{id}/layout", Takes::nothing, [&desk](const Call& call) {
                      return answer(studio::layout_document(desk.session, call.words.at("id")));
                    }});
  routes.push_back(
      {"POST", "/api/layouts/preview", Takes::picture, [&desk](const Call& call) { return preview(desk, call); }});
  routes.push_back(
      {"POST", "/api/layouts/motifs", Takes::picture, [&desk](const Call& call) { return motifs(desk, call); }});
  routes.push_back({"POST", "/api/layouts/anew", Takes::picture, [&desk](const Call& call) {
                      const Json request = document_in(call);
                      const Hand hand(desk);
                      return answer(studio::layout_anew(desk.session, request));
                    }});
  routes.push_back({"POST", "/api/layouts/motif", Takes::picture, [&desk](const Call& call) {
                      const Json request = document_in(call);
                      const Hand hand(desk);
                      return answer(studio::layout_with_motif(desk.session, request));
                    }});
  routes.push_back({"POST", "/api/layouts", Takes::picture, [&desk](const Call& call) {
                      const Json request = document_in(call);
                      const Hand hand(desk);
                      return answer(studio::keep_layout(desk.session, request));
                    }});
  routes.push_back({"POST", "/api/layouts/own", Takes::json, [&desk](const Call& call) {
                      const Json request = call.json();
                      const Hand hand(desk);
                      return answer(studio::lay_own_motifs(desk.session, request));
                    }});
  routes.push_back(
      {"GET", "/api/motifs", Takes::nothing, [](const Call&) { return answer(studio::motifs_to_choose_from()); }});
  routes.push_back(
      {"POST", "/api/motifs", Takes::picture, [&desk](const Call& call) { return own_motifs(desk, call); }});
  routes.push_back({"POST", "/api/palettes", Takes::json,
                    [](const Call& call) { return answer(studio::palettes_to_choose_from(call.json())); }});
}

}  // namespace toile::server
