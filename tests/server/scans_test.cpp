#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/scan/made.hpp"
#include "tests/server/studio.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Studio;
using testing::HasSubstr;

class StudioScans : public testing::Test {
 protected:
  std::string scan(const Image& cloth) const {
    return studio.post_bytes("/api/scans", test::png(cloth)).at("id").string();
  }
  Image picture(const std::string& address) const {
    const auto answer = studio.client().Get(address);
    EXPECT_EQ(answer->status, 200) << address << " " << answer->body;
    return image::decode(answer->body, address);
  }
  const test::Folder folder;
  const Studio studio{folder / "data"};
  const Image photo = scan::made::cloth(300, 260, {{60, 0}, {0, 60}}, 8);
};

TEST_F(StudioScans, ShowWhatTheyReadAtTheAddressesThatTheyGive) {
  const std::string id = scan(photo);
  const Json wish = Json::Object{{"vectors", Json::Array{120.5, 0, 0, 60}}};
  const Json read = studio.finished(studio.post("/api/scans/" + id + "/cloth?wait=20", wish)).at("result");
  const Json& straight = read.at("straight");
  const Image seen = picture(straight.at("picture").string());
  EXPECT_EQ(seen.width, straight.at("width").integer());
  EXPECT_EQ(seen.height, straight.at("height").integer());
  const Image tile = picture(read.at("tile").at("picture").string());
  EXPECT_NEAR(tile.width, 120, 2);
  const Json kept = studio.post("/api/scans/" + id + "/pattern", wish, 201);
  EXPECT_EQ(picture(kept.at("files").at("tile").string()).rgb, tile.rgb) << "what was shown is what is kept";
  EXPECT_EQ(studio.get("/api/items?kind=scan").at("items").array().size(), 1U);
}

TEST_F(StudioScans, LayAWholePageAsAPattern) {
  Image drawn = scan::made::paper(400, 300);
  scan::made::paint(drawn, {110, 140}, 50, {40, 80, 150});
  scan::made::paint(drawn, {290, 150}, 40, {176, 40, 48});
  const std::string id = scan(drawn);
  const Json wish = Json::Object{{"layout", "half-brick"}, {"seed", 3}};
  const Json result = studio.finished(studio.post("/api/scans/" + id + "/page?wait=20", wish)).at("result");
  EXPECT_EQ(result.at("whole").integer(), 2);
  EXPECT_EQ(result.at("item").at("kind").string(), "pattern");
  EXPECT_EQ(picture(result.at("item").at("files").at("tile").string()).height % 2, 0);
  const Json mirrored =
      studio.finished(studio.post("/api/scans/" + id + "/page?wait=20", Json::Object{{"layout", "mirror"}}));
  EXPECT_EQ(mirrored.at("state").string(), "failed");
  EXPECT_THAT(mirrored.at("error").string(), HasSubstr("not as mirror"));
}

TEST_F(StudioScans, RefuseWhatTheyCannotRead) {
  EXPECT_THAT(studio.refused("/api/scans", "just text", 422), HasSubstr("not a JPEG"));
  const std::string id = scan(photo);
  const auto get = [&](const std::string& query) {
    return studio.client().Get("/api/scans/" + id + "/straight" + query);
  };
  EXPECT_EQ(get("")->status, 200);
  for (const char* query :
       {"?vectors=1,2", "?vectors=a,b,c,d", "?corners=1,2,,3,4,5,6,7", "?candidate=", "?candidate=1,2x"}) {
    EXPECT_EQ(get(query)->status, 400) << query;
  }
  const Json job = studio.finished(
      studio.post("/api/scans/" + scan(Image::filled(80, 80, {9, 9, 9})) + "/cloth?wait=20", Json::Object{}));
  EXPECT_EQ(job.at("state").string(), "failed");
  EXPECT_THAT(job.at("error").string(), HasSubstr("of one colour"));
  EXPECT_EQ(studio.client().Get("/api/scans/" + std::string(32, '0') + "/tile")->status, 404);
}

}  // namespace
}  // namespace toile
