#include "toile/studio/scans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/scan/made.hpp"
#include "toile/image/file.hpp"

namespace toile::studio {
namespace {

using scan::made::paint;
using testing::HasSubstr;

/// The numbers of a list.
std::vector<double> numbers(const Json& list) {
  std::vector<double> out;
  for (const Json& one : list.array()) out.push_back(one.number());
  return out;
}

class Scans : public testing::Test {
 protected:
  std::string keep(const Image& picture, const std::string& title = "") {
    return keep_scan(session, image::encode("photo.png", picture), title).id;
  }
  Json read(const std::string& id, const Json& request = Json::Object{}) {
    return json_of(*read_cloth(session, id, request));
  }
  std::string refusal(const std::string& id, const Json& request) {
    return test::sentence(ErrorKind::usage, [&] { read_cloth(session, id, request); });
  }
  const test::Folder folder;
  Session session{folder / "data"};
  const Image photo = scan::made::cloth(320, 280, {{80, 0}, {0, 64}}, 4);
};

TEST_F(Scans, KeepAPhotoOnceAndMakeOfItAPatternOnce) {
  const std::string id = keep(photo, "Grandmother’s dress");
  EXPECT_EQ(keep(photo), id);
  const Item pattern = keep_scanned_cloth(session, id, Json::Object{});
  EXPECT_EQ(pattern.kind, "pattern");
  EXPECT_EQ(pattern.note.at("from").string(), "scan");
  EXPECT_EQ(pattern.note.at("of").string(), id);
  EXPECT_EQ(pattern.note.at("title").string(), "Grandmother’s dress");
  EXPECT_NEAR(pattern.note.at("width").number(), 80, 2);
  EXPECT_NEAR(pattern.note.at("height").number(), 64, 2);
  EXPECT_EQ(keep_scanned_cloth(session, id, Json::Object{}).id, pattern.id);
  const Item inked = keep_scanned_cloth(session, id, Json::Object{{"inks", 3}});
  EXPECT_NE(inked.id, pattern.id);
}

TEST_F(Scans, SayHowTheClothRepeatsAndWhereThatIsSeen) {
  const Json said = read(keep(photo));
  EXPECT_TRUE(said.at("repeats").boolean());
  EXPECT_EQ(said.at("layout").string(), "straight");
  EXPECT_GT(said.at("occurrences").integer(), 4);
  const std::vector<double> across = numbers(said.at("straight").at("across")), a = numbers(said.at("a"));
  EXPECT_NEAR(across[0], 80, 2);
  EXPECT_NEAR(across[1], 0, 1);
  EXPECT_NEAR(a[0], 80, 2);
  EXPECT_GE(said.at("candidates").array().size(), 1U);
  EXPECT_EQ(said.at("candidates").array()[0].at("layout").string(), "straight");
}

TEST_F(Scans, TakeTheRepeatThatAHandGives) {
  const std::string id = keep(photo);
  const Json said = read(id, Json::Object{{"vectors", Json::Array{160, 0, 0, 64}}});
  EXPECT_NEAR(said.at("tile").at("width").number(), 160, 3);
  const Json corners = Json::Array{40, 40, 280, 40, 280, 240, 40, 240};
  EXPECT_NEAR(read(id, Json::Object{{"corners", corners}}).at("tile").at("width").number(), 80, 2);
}

TEST_F(Scans, NameWhatIsWrongWithAWish) {
  const std::string id = keep(photo);
  EXPECT_THAT(refusal(id, Json::Object{{"corners", Json::Array{1, 2, 3}}}), HasSubstr("\"corners\" must be 8 numbers"));
  EXPECT_THAT(refusal(id, Json::Object{{"corners", Json::Array{0, 0, 0, 90, 90, 90, 90, 0}}}),
              HasSubstr("clockwise from the upper left"));
  EXPECT_THAT(refusal(id, Json::Object{{"vectors", Json::Array{1, 0, 2, 0}}}),
              HasSubstr("two vectors span hardly any"));
  EXPECT_THAT(refusal(id, Json::Object{{"vectors", Json::Array{1, 0, 2, "left"}}}), HasSubstr("a number"));
  EXPECT_THAT(refusal(id, Json::Object{{"vectors", Json::Array{80, 0, 0, 64}}, {"candidate", 1}}),
              HasSubstr("not both"));
  EXPECT_THAT(refusal(id, Json::Object{{"candidate", 90}}), HasSubstr("no repeat number 91"));
  const Item pattern = keep_scanned_cloth(session, id, Json::Object{});
  EXPECT_THAT(refusal(pattern.id, Json::Object{}), HasSubstr("a scan is needed here, but this is a pattern"));
}

TEST_F(Scans, SayWhatAPhotoDoesNotShow) {
  const auto problem = [&](const Image& picture) {
    const std::string id = keep(picture);
    return test::sentence(ErrorKind::bad_file, [&] { read_cloth(session, id, Json::Object{}); });
  };
  EXPECT_THAT(problem(Image::filled(90, 90, {40, 90, 30})), HasSubstr("of one colour"));
  EXPECT_THAT(problem(Image::filled(20, 90, {40, 90, 30})), HasSubstr("20 by 90"));
  for (const Image& picture : {test::noise(180, 150), scan::made::cloth(160, 150, {{300, 0}, {0, 310}}, 5)}) {
    const Json said = read(keep(picture));
    EXPECT_FALSE(said.at("repeats").boolean());
    EXPECT_THAT(said.at("notes").array()[0].string(), HasSubstr("no repeat"));
    EXPECT_EQ(said.at("straight").find("a"), nullptr);
  }
  const std::string all_motif = keep(test::noise(120, 120));
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { drawing_of(session, all_motif); }), "");
}

TEST_F(Scans, CutADrawingIntoOwnMotifs) {
  Image page = scan::made::paper(420, 300);
  paint(page, {110, 150}, 60, {176, 40, 48});
  paint(page, {300, 150}, 45, {60, 110, 62});
  const std::string id = keep(page);
  const Json said = json_of(*drawing_of(session, id));
  ASSERT_EQ(said.at("pieces").array().size(), 2U);
  EXPECT_NEAR(said.at("pieces").array()[0].at("x").number(), 50, 4);
  const std::vector<Item> second = keep_scanned_motifs(session, id, Json::Object{{"pieces", Json::Array{1}}});
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].kind, "motif");
  EXPECT_THAT(second[0].note.at("name").string(), testing::StartsWith("own:"));
  const std::vector<Item> both = keep_scanned_motifs(session, id, Json::Object{});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[1].id, second[0].id) << "a motif is kept once";
  EXPECT_THAT(test::sentence(ErrorKind::usage,
                             [&] {
                               keep_scanned_motifs(session, id, Json::Object{{"pieces", Json::Array{7}}});
                             }),
              HasSubstr("from 0 to 1"));
}

}  // namespace
}  // namespace toile::studio
