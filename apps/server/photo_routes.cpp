// Own photos and the mattes of their garments.

#include "apps/server/routes.hpp"
#include "toile/studio/photos.hpp"

namespace toile::server {
namespace {

Json found_json(const studio::FoundMask& result) {
  return Json::Object{{"mask", to_json(result.mask)}, {"found", studio::json_of(result.found)}};
}

}  // namespace

void add_photo_routes(Routes& routes, Desk& desk) {
  routes.push_back({"POST", "/api/photos", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_photo(desk.session, call.body, title_in(call)));
                    }});
  routes.push_back({"POST", "/api/photos/{id}/segment", Takes::json, [&desk](const Call& call) {
                      return start_job(desk, call, Lane::photo, "looking for the garment",
                                       [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                                         hand.set_result(found_json(studio::find_garment(desk.session, id, request)));
                                       });
                    }});
  routes.push_back({"POST", "/api/photos/{id}/refine", Takes::json, [&desk](const Call& call) {
                      return start_job(desk, call, Lane::photo, "putting the mask right",
                                       [&desk, id = call.words.at("id"), request = call.json()](const JobHand& hand) {
                                         const studio::Item mask = studio::refine_mask(desk.session, id, request);
                                         hand.set_result(Json::Object{{"mask", to_json(mask)}});
                                       });
                    }});
  routes.push_back({"POST", "/api/photos/{id}/mask", Takes::picture, [&desk](const Call& call) {
                      const Hand hand(desk);
                      return answer(studio::keep_mask(desk.session, call.words.at("id"), call.body));
                    }});
}

}  // namespace toile::server
