#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;

class StudioLayouts : public testing::Test {
 protected:
  Json document_of(const std::string& id) const { return studio.get("/api/patterns/" + id + "/layout"); }
  std::string refused(const std::string& path, const Json& body, int status) const {
    return studio.refused(path, body.dump(), status);
  }
  const Folder folder;
  const Studio studio{folder / "data"};
  const std::string print = studio.patterns(1)[0];
};

/// What lies where; in what inks is left out, as another palette may have fewer.
std::string places_of(const Json& document) {
  std::string places;
  for (const Json& one : document.at("placements").array()) {
    places += one.at("motif").string();
    for (const char* name : {"x_cm", "y_cm", "size_cm"}) places += ' ' + std::to_string(one.at(name).number());
    places += '\n';
  }
  return places;
}

TEST_F(StudioLayouts, KeepADocumentAsAPrintThatCanBeVaried) {
  Json document = document_of(print);
  Json::Array placements = document.at("placements").array();
  placements.pop_back();
  const std::size_t left = placements.size();
  document.set("placements", std::move(placements));
  const Json made = studio.post("/api/layouts", Json::Object{{"document", document}, {"of", print}}, 201);
  const std::string id = made.at("id").string();
  EXPECT_EQ(made.at("note").at("category").string(), "floral");
  EXPECT_EQ(document_of(id).at("placements").array().size(), left);
  const Json job = studio.post("/api/patterns/" + id + "/vary?wait=20",
                               Json::Object{{"count", 1}, {"strength", 1}, {"change", "palette"}});
  const std::string other = studio.finished(job).at("result").at("items").array()[0].at("id").string();
  EXPECT_EQ(places_of(document_of(other)), places_of(document_of(id)));
  EXPECT_NE(document_of(other).at("inks").dump(), document_of(id).at("inks").dump());
}

TEST_F(StudioLayouts, ArePrintsWhenTheyAreKept) {
  const Json kept = studio.post("/api/layouts", Json::Object{{"document", document_of(print)}, {"of", print}}, 201);
  const std::string id = kept.at("id").string();
  EXPECT_EQ(kept.at("note").at("making").string(), "laid");
  const auto tile = studio.client().Get("/api/patterns/" + id + "/tile?width=1024");
  EXPECT_EQ(image::decode(tile->body, "the tile").width, 1024) << "made anew";
  const auto palette_of = [&](const std::string& pattern) {
    return studio.get("/api/patterns/" + pattern + "/palette");
  };
  const auto recoloured = [&](const std::string& pattern, Json::Array from, Json::Array to) {
    const Json made = studio.post("/api/patterns/" + pattern + "/recolour",
                                  Json::Object{{"from", std::move(from)}, {"to", std::move(to)}}, 201);
    EXPECT_EQ(made.at("note").find("pixels"), nullptr);
    return made.at("id").string();
  };
  for (const std::string& pattern : {id, print}) {
    const Json palette = palette_of(pattern);
    EXPECT_TRUE(palette.at("inks").boolean());
    Json::Array own, to;
    for (const Json& one : palette.at("colours").array()) {
      own.push_back(one.at("hex"));
      to.emplace_back(to.size() == 1 ? "#f0e8d8" : "#102030");
    }
    ASSERT_GE(own.size(), 3U);
    const std::string two = recoloured(pattern, own, to);
    EXPECT_TRUE(palette_of(two).at("inks").boolean());
    EXPECT_EQ(palette_of(two).at("colours").array().size(), 2U) << "colours that became one are one ink";
    EXPECT_EQ(document_of(two).at("inks").array().size(), 2U);
    const std::string last = recoloured(two, Json::Array{"#102030"}, Json::Array{"#a03020"});
    EXPECT_TRUE(palette_of(last).at("inks").boolean());
    EXPECT_THAT(palette_of(last).dump(), testing::AllOf(HasSubstr("#a03020"), testing::Not(HasSubstr("#102030"))));
  }
}

TEST_F(StudioLayouts, AreWornByAGarmentBeforeTheyAreKept) {
  const Json look = Json::Object{{"pattern", print}, {"photo", "wardrobe:tshirt"}, {"width", 200}};
  const auto worn = [&](const Json& document) {
    Json body = look;
    body.set("sketch", Json::Object{{"document", document}, {"of", print}, {"width", 128}});
    const auto answer = studio.client().Post("/api/preview", body.dump(), "application/json");
    EXPECT_EQ(answer->status, 200) << answer->body;
    return answer->body;
  };
  const std::string kept = studio.client().Post("/api/preview", look.dump(), "application/json")->body;
  Json document = document_of(print);
  EXPECT_EQ(worn(document), kept) << "unchanged it is the pattern";
  document.set("placements", Json::Array{document.at("placements").array()[0]});
  EXPECT_NE(worn(document), kept);
  EXPECT_EQ(studio.client().Post("/api/preview", look.dump(), "application/json")->body, kept) << "nothing is kept";
  Json broken = look;
  broken.set("sketch", Json::Object{});
  EXPECT_THAT(refused("/api/preview", broken, 400), HasSubstr("no \"document\""));
}

TEST_F(StudioLayouts, AreMadeOfOwnMotifsWithDrawnLeaves) {
  Image picture = Image::filled(64, 64, {200, 40, 60});
  picture.alpha.assign(picture.pixels(), 255);
  for (int y = 0; y < 20; ++y) std::fill_n(picture.at(0, y), 3 * 64, std::uint8_t{90});
  picture.alpha[0] = 0;
  const Json kept = studio.post_bytes("/api/motifs", test::png(picture));
  const Json name = kept.at("items").array()[0].at("note").at("name");
  const Json made = studio.post("/api/layouts/own", Json::Object{{"motifs", Json::Array{name}}, {"size", 128}}, 201);
  bool own = false, drawn = false;
  const Json document = document_of(made.at("id").string());
  for (const Json& p : document.at("placements").array()) {
    own = own || p.at("motif").string().starts_with("own:");
    drawn = drawn || p.at("motif").string().starts_with("drawn:");
  }
  EXPECT_TRUE(own && drawn);
  EXPECT_THAT(refused("/api/layouts/own", Json::Object{{"motifs", Json::Array{}}}, 400), HasSubstr("from 1 to 24"));
  EXPECT_THAT(refused("/api/layouts/own", Json::Object{{"motifs", Json::Array{"own:lost"}}}, 404),
              HasSubstr("own:lost is gone"));
  EXPECT_THAT(refused("/api/layouts/own", Json::Object{{"motifs", Json::Array{name}}, {"layout", "spiral"}}, 400),
              HasSubstr("the layout is spiral"));
}

TEST_F(StudioLayouts, NameWhatIsWrongWithADocument) {
  const Json document = document_of(print);
  for (const char* path : {"/api/layouts", "/api/layouts/preview", "/api/layouts/anew", "/api/layouts/motifs"}) {
    EXPECT_THAT(refused(path, Json::Object{}, 400), HasSubstr("no \"document\"")) << path;
    EXPECT_THAT(refused(path, Json::Object{{"document", Json::Object{}}}, 422), HasSubstr("toile-layout")) << path;
    Json newer = document;
    newer.set("version", 2);
    EXPECT_THAT(refused(path, Json::Object{{"document", newer}}, 422), HasSubstr("newer Toile")) << path;
  }
  Json gone = document;
  gone.set("placements", Json::Array{Json::Object{{"motif", "own:lost"}, {"x_cm", 1}, {"y_cm", 1}, {"size_cm", 3}}});
  gone.set("cast", Json::Array{});
  for (const char* path : {"/api/layouts", "/api/layouts/preview", "/api/layouts/anew"}) {
    EXPECT_THAT(refused(path, Json::Object{{"document", gone}}, 404), HasSubstr("the motif own:lost is gone")) << path;
  }
}

TEST_F(StudioLayouts, NameWhatIsOutOfRange) {
  const Json document = document_of(print);
  const auto anew = [&](const std::string& what, const Json& value) {
    return refused("/api/layouts/anew", Json::Object{{"document", document}, {what, value}}, 400);
  };
  EXPECT_THAT(anew("density", 9), HasSubstr("\"density\" is 9; it must be from 0.25 to 3"));
  EXPECT_THAT(anew("scale", 0), HasSubstr("\"scale\" is 0; it must be from 0.25 to 3"));
  EXPECT_THAT(anew("layout", "spiral"), HasSubstr("it must be one of tossed"));
  EXPECT_THAT(anew("width_cm", 4), HasSubstr("for its motifs it must be at least"));
  EXPECT_THAT(refused("/api/layouts", Json::Object{{"document", document}, {"size", 32}}, 400),
              HasSubstr("from 64 to 4096"));
  EXPECT_THAT(refused("/api/layouts/preview", Json::Object{{"document", document}, {"width", 9999}}, 400),
              HasSubstr("from 64 to 2048"));
  EXPECT_THAT(refused("/api/layouts/motifs", Json::Object{{"document", document}, {"motifs", Json::Array{}}}, 400),
              HasSubstr("from 1 to 240"));
  EXPECT_THAT(refused("/api/layouts/motifs",
                      Json::Object{{"document", document}, {"motifs", Json::Array{"drawn:unicorn:1"}}}, 400),
              HasSubstr("no drawn motif unicorn"));
  const auto motif = [&](const std::string& what, const Json& value) {
    return refused("/api/layouts/motif",
                   Json::Object{{"document", document}, {"motif", "drawn:rose:1:folk"}, {what, value}}, 400);
  };
  EXPECT_THAT(motif("at", 5000), HasSubstr("no placement 5000"));
  EXPECT_THAT(motif("instead_of", "drawn:bee:1"), HasSubstr("doesn't lie in this layout"));
  EXPECT_THAT(motif("colours", "mine"), HasSubstr("it must be own or print"));
  EXPECT_THAT(refused("/api/palettes", Json::Object{{"family", "loud"}}, 400),
              HasSubstr("learnt, light, dark or tonal"));
  EXPECT_THAT(refused("/api/patterns", Json::Object{{"category", "floral"}, {"layout", "spiral"}}, 400),
              HasSubstr("it must be one of tossed"));
  EXPECT_THAT(refused("/api/patterns", Json::Object{{"category", "tartan"}, {"density", 2}}, 400),
              HasSubstr("not composed of motifs"));
}

TEST_F(StudioLayouts, RefusePicturesThatHoldNoMotif) {
  EXPECT_THAT(studio.refused("/api/motifs", "just text", 422), HasSubstr("not a JPEG"));
  EXPECT_THAT(studio.refused("/api/motifs", test::png(test::noise(60, 60)), 422), HasSubstr("the picture"));
  Image clear{.width = 20, .height = 20, .rgb = std::vector<std::uint8_t>(1200, 90), .alpha = {}};
  clear.alpha.assign(400, 0);
  EXPECT_THAT(studio.refused("/api/motifs", test::png(clear), 422), HasSubstr("all transparent"));
  const std::string woven = studio.patterns(1, "tartan")[0];
  EXPECT_EQ(studio.client().Get("/api/patterns/" + woven + "/layout")->status, 400);
  EXPECT_EQ(studio.client().Get("/api/patterns/" + std::string(32, '0') + "/layout")->status, 404);
}

}  // namespace
}  // namespace toile
