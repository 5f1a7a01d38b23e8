// The API's own description, categories and the wardrobe.

#include "apps/server/pages.hpp"
#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/files.hpp"
#include "toile/compose/composer.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::server {
namespace {

Json garment_json(const studio::Garment& garment) {
  const image::Size size = image::read_size(garment.photo);
  const std::string own = "/api/wardrobe/" + garment.name;
  return Json::Object{{"name", garment.name},         {"title", garment.title}, {"group", garment.group},
                      {"width_cm", garment.width_cm}, {"width", size.width},    {"height", size.height},
                      {"photo", own + "/photo"},      {"mask", own + "/mask"}};
}

/// What it is called, what it looks like, and what else can be asked of it.
Json category_json(const std::string& name) {
  Json::Array makings, layouts;
  for (const models::Making making : models::makings_of(name)) makings.emplace_back(models::name_of(making));
  if (compose::composes(name)) {
    for (const std::string& layout : compose::layouts_of(name)) layouts.emplace_back(layout);
  }
  return Json::Object{{"name", name},
                      {"thumbnail", "/api/categories/" + name + "/thumbnail"},
                      {"makings", std::move(makings)},
                      {"layouts", std::move(layouts)},
                      {"regularity", models::regularity_of({.category = name})}};
}

/// A small picture of the category. Those of the categories that we ship lie among the page's files: two dozen of them
/// made while the first patterns are would take half of the machine.
Answer example_of(Desk& desk, const std::string& category) {
  const Page* shipped = page_called("examples/" + category + ".webp");
  return {.type = shipped ? "image/webp" : "image/jpeg",
          .body = shipped ? std::string(shipped->bytes) : *desk.session.category_thumbnail(category),
          .headers = {{"Cache-Control", "private, max-age=3600"}}};
}

}  // namespace

void add_page_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api", Takes::nothing,
                    [](const Call&) { return Answer{.body = std::string(page_called("openapi.json")->bytes)}; }});
  routes.push_back({"GET", "/api/categories", Takes::nothing, [&desk](const Call&) {
                      Json::Array all;
                      for (const std::string& name : desk.session.categories()) {
                        all.push_back(category_json(name));
                      }
                      return answer(Json::Object{{"categories", std::move(all)}});
                    }});
  routes.push_back({"GET", "/api/categories/{name}/thumbnail", Takes::nothing,
                    [&desk](const Call& call) { return example_of(desk, call.words.at("name")); }});
  routes.push_back({"GET", "/api/wardrobe", Takes::nothing, [&desk](const Call&) {
                      Json::Array all;
                      for (const studio::Garment& garment : desk.session.garments())
                        all.push_back(garment_json(garment));
                      return answer(Json::Object{{"garments", std::move(all)}});
                    }});
  routes.push_back({"GET", "/api/wardrobe/{name}/{role}", Takes::nothing, [&desk](const Call& call) {
                      const studio::Garment& garment = desk.session.garment(call.words.at("name"));
                      const std::string& role = call.words.at("role");
                      if (role != "photo" && role != "mask")
                        return refusal(404, "a garment has a photo and a mask, no " + role);
                      const std::filesystem::path& file = role == "photo" ? garment.photo : garment.mask;
                      return picture_answer(desk, call,
                                            {.key = "wardrobe " + garment.name + " " + role,
                                             .suffix = file.extension().string(),
                                             .is_mask = role == "mask",
                                             .read = [&] { return read_file(file); }});
                    }});
}

}  // namespace toile::server
