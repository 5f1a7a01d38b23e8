// The API's own description, categories and the wardrobe.

#include "apps/server/pages.hpp"
#include "apps/server/pictures.hpp"
#include "apps/server/routes.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::server {
namespace {

Json garment_json(const studio::Garment& garment) {
  const image::Size size = image::read_size(garment.photo);
  const std::string own = "/api/wardrobe/" + garment.name;
  return Json::Object{{"name", garment.name},         {"title", garment.title}, {"group", garment.group},
                      {"width_cm", garment.width_cm}, {"width", size.width},    {"height", size.height},
                      {"photo", own + "/photo"},      {"mask", own + "/mask"}};
}

}  // namespace

void add_page_routes(Routes& routes, Desk& desk) {
  routes.push_back({"GET", "/api", Takes::nothing,
                    [](const Call&) { return Answer{.body = std::string(page_called("openapi.json")->bytes)}; }});
  routes.push_back(
      {"GET", "/api/categories", Takes::nothing, [&desk](const Call&) {
         Json::Array all;
         for (const std::string& name : desk.session.categories()) {
           all.push_back(Json::Object{{"name", name}, {"thumbnail", "/api/categories/" + name + "/thumbnail"}});
         }
         return answer(Json::Object{{"categories", std::move(all)}});
       }});
  routes.push_back({"GET", "/api/categories/{name}/thumbnail", Takes::nothing, [&desk](const Call& call) {
                      return Answer{.type = "image/jpeg",
                                    .body = *desk.session.category_thumbnail(call.words.at("name"))};
                    }});
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
