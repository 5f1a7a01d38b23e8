#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/server/studio.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"

namespace toile {
namespace {

using test::Folder;
using test::Studio;
using testing::HasSubstr;

class StudioPress : public testing::Test {
 protected:
  /// The flat PNG that the press makes of the pattern.
  Image flat(const std::string& pattern, Json order) const {
    order.set("files", Json::Array{"png"});
    const Json job = studio.finished(studio.post("/api/patterns/" + pattern + "/press", order, 202));
    Image made = image::decode(studio.client().Get(job.at("file").string())->body, "the file");
    EXPECT_EQ(job.at("result").at("width").integer(), made.width);
    EXPECT_EQ(job.at("result").at("height").integer(), made.height);
    return made;
  }
  /// What a mill says of the pattern's resolution.
  Json resolution(const std::string& pattern, const Json& order) const {
    return studio.post("/api/patterns/" + pattern + "/preflight", order).at("findings").array()[0];
  }
  const Folder folder;
  const Studio studio{folder / "data"};
};

TEST_F(StudioPress, DrawsAPrintAnewAsFinelyAsTheMillWants) {
  const std::string print = studio.patterns(1)[0];
  const Json usual = Json::Object{{"width_cm", 8}};
  EXPECT_EQ(flat(print, usual).width, 945) << "300 dpi";
  const Json rotary = Json::Object{{"width_cm", 8}, {"mill", "rotary"}};
  EXPECT_EQ(flat(print, rotary).width, 1134) << "360 dpi";
  EXPECT_EQ(resolution(print, rotary).at("code").string(), "resolution_best");
  const Json small = Json::Object{{"width_cm", 1}};
  EXPECT_EQ(flat(print, small).width, 128) << "never coarser than it is";
  EXPECT_THAT(studio.refused("/api/patterns/" + print + "/press", R"({"mill": "none"})", 404), HasSubstr("rotary"));
}

TEST_F(StudioPress, DrawsAnewInFewerInksAndBelowGrainToo) {
  const std::string print = studio.patterns(1)[0];
  const Json inks = studio.post("/api/patterns/" + print + "/inks", Json::Object{{"inks", 3}});
  EXPECT_EQ(inks.at("pixels").integer(), 128);
  EXPECT_EQ(inks.at("most_pixels").integer(), 4096);
  const Image made = flat(print, Json::Object{{"width_cm", 8}, {"inks", 3}});
  EXPECT_EQ(made.width, 945);
  std::set<std::string> shown, printed;
  for (const Json& ink : inks.at("inks").array()) shown.insert(ink.at("hex").string());
  for (std::size_t at = 0; at < made.pixels(); ++at) {
    printed.insert(pattern::hex_of({made.rgb[3 * at], made.rgb[3 * at + 1], made.rgb[3 * at + 2]}));
  }
  EXPECT_EQ(printed, shown);
  const Json grained = studio.post(
      "/api/patterns?wait=20", Json::Object{{"category", "tartan"}, {"count", 1}, {"seed", 3}, {"grain", "canvas"}});
  const std::string cloth = studio.finished(grained).at("result").at("items").array()[0].at("id").string();
  EXPECT_EQ(flat(cloth, Json::Object{{"width_cm", 8}}).width, 945);
}

TEST_F(StudioPress, DrawsAnewWhatWasChangedByHand) {
  const std::string print = studio.patterns(1)[0];
  Json document = studio.get("/api/patterns/" + print + "/layout");
  Json::Array placements = document.at("placements").array();
  placements.pop_back();
  document.set("placements", std::move(placements));
  const Json order = Json::Object{{"document", document}, {"of", print}, {"size", 128}};
  const std::string changed = studio.post("/api/layouts", order, 201).at("id").string();
  EXPECT_EQ(flat(changed, Json::Object{{"width_cm", 8}}).width, 945);
  const auto inks_of = [&](const std::string& id) {
    std::set<std::string> names;
    const Json inks = studio.post("/api/patterns/" + id + "/inks", Json::Object{});
    for (const Json& ink : inks.at("inks").array()) names.insert(ink.at("name").string());
    return names;
  };
  EXPECT_EQ(inks_of(changed), inks_of(print)) << "it is printed in the inks that it was laid out in";
}

TEST_F(StudioPress, SaysWhatASizeCanBeWhereADrawingEnds) {
  const std::string weave = studio.patterns(1, "striped")[0];
  const Json wide = Json::Object{{"width_cm", 80}, {"mill", "digital"}};
  const Json found = resolution(weave, wide);
  EXPECT_EQ(found.at("code").string(), "resolution_low");
  EXPECT_TRUE(found.at("facts").at("anew").boolean());
  EXPECT_EQ(found.at("facts").at("has_pixels").integer(), 4096);
  EXPECT_THAT(found.at("sentence").string(),
              HasSubstr("4096 pixels are the most it is drawn in: print it at most 69.3"));
}

TEST_F(StudioPress, KeepsThePixelsOfATileFromOutside) {
  const std::string own = studio.post_bytes("/api/patterns/upload", test::png(test::blobs(64, 64))).at("id").string();
  EXPECT_EQ(flat(own, Json::Object{{"width_cm", 8}}).width, 64);
  const Json inks = studio.post("/api/patterns/" + own + "/inks", Json::Object{});
  EXPECT_EQ(inks.at("most_pixels").integer(), 64);
  const Json found = resolution(own, Json::Object{{"width_cm", 8}, {"mill", "digital"}});
  EXPECT_FALSE(found.at("facts").at("anew").boolean());
  EXPECT_THAT(found.at("sentence").string(), HasSubstr("print it at most 1.0 cm wide, or take a file 473 pixels wide"));
}

}  // namespace
}  // namespace toile
