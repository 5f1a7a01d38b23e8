#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/scan/made.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/seam.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;

TEST(ScanCommand, MakesASeamlessTileOfPhotographedCloth) {
  const Folder folder;
  image::write(folder / "cloth.jpg", scan::made::cloth(300, 260, {{70, 0}, {35, 60}}, 6));
  const auto outcome = test::toile({"scan", folder / "cloth.jpg", "-o", folder / "tile.png", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_TRUE(report.at("repeats").boolean());
  EXPECT_NE(report.at("layout").string(), "straight");
  EXPECT_GT(report.at("candidates").array().size(), 1U);
  EXPECT_NEAR(pattern::seam_score(image::read(folder / "tile.png")), 1, 0.02);
}

TEST(ScanCommand, CutsADrawingIntoMotifs) {
  const Folder folder;
  Image page = scan::made::paper(400, 300);
  scan::made::paint(page, {110, 140}, 50, {40, 80, 150});
  scan::made::paint(page, {290, 150}, 40, {176, 40, 48});
  image::write(folder / "page.png", page);
  const auto outcome = test::toile({"scan", folder / "page.png", "--motifs", "-o", folder / "cut", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json report = Json::parse(outcome.out);
  ASSERT_EQ(report.at("motifs").array().size(), 2U);
  EXPECT_FALSE(image::read(report.at("motifs").array()[0].at("file").string()).alpha.empty());
}

TEST(ScanCommand, MakesAPageARepeat) {
  const Folder folder;
  Image page = scan::made::paper(400, 300);
  scan::made::paint(page, {110, 140}, 50, {40, 80, 150});
  scan::made::paint(page, {290, 150}, 40, {176, 40, 48});
  scan::made::paint(page, {396, 40}, 30, {40, 80, 150});
  image::write(folder / "page.png", page);
  const auto outcome = test::toile(
      {"scan", folder / "page.png", "--repeat", "--layout", "half-drop", "-o", folder / "tile.png", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("whole").integer(), 2);
  EXPECT_EQ(report.at("completed").integer() + report.at("left_out").integer(), 1);
  EXPECT_EQ(image::read(folder / "tile.png").width, 800);
  EXPECT_EQ(test::toile({"scan", folder / "page.png", "--layout", "half-drop", "-o", folder / "no.png"}).exit_code, 2);
  EXPECT_EQ(test::toile({"scan", folder / "page.png", "--repeat", "--motifs", "-o", folder / "no"}).exit_code, 2);
}

TEST(ScanCommand, RefusesInASentenceAndLeavesNothingBehind) {
  const Folder folder;
  image::write(folder / "plain.png", Image::filled(90, 90, {20, 60, 90}));
  const auto plain = test::toile({"scan", folder / "plain.png", "-o", folder / "tile.png"});
  EXPECT_EQ(plain.exit_code, 1);
  EXPECT_THAT(plain.err, HasSubstr("one colour"));
  const auto blank = test::toile({"scan", folder / "plain.png", "--motifs", "-o", folder / "cut"});
  EXPECT_EQ(blank.exit_code, 1);
  EXPECT_THAT(blank.err, HasSubstr("nothing is drawn"));
  EXPECT_EQ(test::toile({"scan", folder / "plain.png", "-o", folder / "plain.png"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder / "tile.png"));
  EXPECT_FALSE(fs::exists(folder / "cut"));
}

}  // namespace
}  // namespace toile
