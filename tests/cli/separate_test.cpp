#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

TEST(SeparateCommand, AnExactPrintKeepsItsOwnInksAndItsPlatesAreThePrint) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "gingham", "--size", "256", "-o", folder.path()}).exit_code, 0);
  const auto outcome =
      test::toile({"separate", folder / "gingham_1_0.png", "--files",
                   "plates,png,tif,psd,pdf,svg,ora,pat,ase,gpl,spec,films,gltf,u3m", "--json", "-o", folder / "out"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_GE(report.at("inks").array().size(), 2U);
  for (const Json& file : report.at("files").array()) {
    EXPECT_GT(fs::file_size(file.string()), 20U) << file.string();
  }
  const Image tile = image::read(folder / "gingham_1_0.png"),
              flat = image::read(folder / "out/gingham_1_0_indexed.png");
  EXPECT_EQ(flat.width, tile.width);
}

TEST(SeparateCommand, FindsTheInksOfAForeignTileAndAsksTheMill) {
  const Folder folder;
  Image tile = Image::filled(128, 128, {245, 240, 225});
  for (int y = 30; y < 90; ++y) {
    for (int x = 30; x < 90; ++x) std::copy_n(std::begin({20, 60, 120}), 3, tile.at(x, y));
  }
  image::write(folder / "t.png", tile);
  const auto outcome = test::toile({"separate", folder / "t.png", "--files", "svg", "--width", "8in", "--mill",
                                    "spoonflower", "-o", folder / "out"});
  EXPECT_EQ(outcome.exit_code, 1) << "too coarse for the mill";
  EXPECT_NE(outcome.out.find("#143c78"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("refused: the repeat has 16 dpi"), std::string::npos) << outcome.out;
  EXPECT_TRUE(fs::exists(folder / "out/t.svg"));
}

TEST(SeparateCommand, SaysWhatIsWrong) {
  const Folder folder;
  image::write(folder / "t.png", Image::filled(64, 64, {200, 10, 10}));
  const auto refused = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"separate", folder / "t.png", "-o", folder / "out"};
    words.insert(words.end(), more.begin(), more.end());
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  EXPECT_NE(refused({"--inks", "300"}).find("300"), std::string::npos);
  EXPECT_NE(refused({"--files", "docx"}).find("there are plates"), std::string::npos);
  EXPECT_NE(refused({"--mill", "nowhere"}).find("there are"), std::string::npos);
  EXPECT_NE(refused({"--ground", "sand"}).find("ink or paper"), std::string::npos);
  EXPECT_NE(refused({"--files", "cmyk", "--profile", folder / "t.png"}).find("no ICC profile"), std::string::npos);
}

}  // namespace
}  // namespace toile
