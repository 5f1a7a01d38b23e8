#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"

namespace toile {
namespace {

using test::Folder;
using testing::HasSubstr;

TEST(RepeatCommand, MakesASheetOfTheSizeAskedInEveryLayout) {
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(60, 61));
  for (const char* layout : {"straight", "half-drop", "half-brick", "mirror", "centre"}) {
    const auto made = test::toile({"repeat", folder / "tile.png", "--layout", layout, "--size", "30x20cm", "--tile",
                                   "4cm", "--dpi", "50.8", "-o", folder / "sheet.tif"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const Image sheet = image::read(folder / "sheet.tif");
    EXPECT_EQ(sheet.width, 600);
    EXPECT_EQ(sheet.height, 400);
    // whatever the layout, two tiles of 80 pixels further it begins again
    for (int x = 0; x < 440; ++x) EXPECT_TRUE(std::equal(sheet.at(x, 9), sheet.at(x, 9) + 3, sheet.at(x + 160, 9)));
  }
}

TEST(RepeatCommand, TakesTheUnitsThatPeopleMeasureIn) {
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(60, 60));
  for (const auto& [size, tile] : std::vector<std::pair<std::string, std::string>>{{"10.16x5.08cm", "2.54"},
                                                                                   {"101.6x50.8mm", "1in"},
                                                                                   {"4x2in", "25.4mm"},
                                                                                   {"4inx5.08cm", "1 IN"},
                                                                                   {"0.1016x0.0508m", "1\""}}) {
    const auto made = test::toile({"repeat", folder / "tile.png", "--layout", "half-drop", "--size", size, "--tile",
                                   tile, "--dpi", "75", "-o", folder / "sheet.jpg"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const Image sheet = image::read(folder / "sheet.jpg");
    EXPECT_EQ(sheet.width, 300) << size;
    EXPECT_EQ(sheet.height, 152) << "two tiles of 76 pixels: a half-drop has an even number";
    EXPECT_EQ(sheet.dpi, 75);
  }
}

TEST(RepeatCommand, NamesWhatIsWrong) {
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(60, 60));
  const auto refused = [&](const std::string& option, const std::string& value) {
    const auto outcome = test::toile({"repeat", folder / "tile.png", option, value, "-o", folder / "sheet.tif"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "sheet.tif"));
    return outcome.err;
  };
  EXPECT_THAT(refused("--size", "140"), HasSubstr("such as 140x100cm"));
  EXPECT_THAT(refused("--size", "140x100ft"), HasSubstr("such as 140x100cm"));
  EXPECT_THAT(refused("--size", "140x100x3cm"), HasSubstr("such as 140x100cm"));
  EXPECT_THAT(refused("--tile", "wide"), HasSubstr("such as 20cm"));
  EXPECT_THAT(refused("--layout", "spiral"), HasSubstr("half-drop"));
  EXPECT_THAT(refused("--dpi", "1e6"), HasSubstr("from 10 to 1200"));
}

TEST(RecolourCommand, ListsTheColoursOfATileAndChangesThem) {
  const Folder folder;
  Image tile = Image::filled(40, 40, {200, 30, 40});
  for (int x = 0; x < 40; ++x) std::fill_n(tile.at(x, 0), 3, std::uint8_t{20});
  image::write(folder / "tile.png", tile);
  const auto listed = test::toile({"recolour", folder / "tile.png", "--json"});
  const Json colours = Json::parse(listed.out).at("colours");
  ASSERT_EQ(colours.array().size(), 2U);
  EXPECT_EQ(colours.array()[0].at("hex").string(), "#c81e28");

  const auto changed = [&](const std::vector<std::string>& options) {
    std::vector<std::string> words = {"recolour", folder / "tile.png", "-o", folder / "out.png"};
    words.insert(words.end(), options.begin(), options.end());
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return pattern::hex_of(pattern::palette(image::read(folder / "out.png"))[0].colour);
  };
  EXPECT_EQ(changed({"--palette", "#00ff00,#101010,#ffffff"}), "#00ff00") << "more colours than the tile has";
  write_file(folder / "palette.txt", "#0000ff\n#000000\n");
  EXPECT_EQ(changed({"--palette", folder / "palette.txt"}), "#0000ff");
  EXPECT_EQ(changed({"--from", "#c81e28,#141414", "--palette", "#808000,#141414"}), "#808000");
  Image picture = Image::filled(40, 40, {250, 240, 200});
  for (int x = 0; x < 40; ++x) std::fill_n(picture.at(x, 0), 3, std::uint8_t{0});
  image::write(folder / "picture.png", picture);
  EXPECT_EQ(changed({"--palette", folder / "picture.png"}), "#faf0c8");
}

TEST(RecolourCommand, NamesWhatIsWrong) {
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(40, 40));
  const auto refused = [&](const std::vector<std::string>& options) {
    std::vector<std::string> words = {"recolour", folder / "tile.png"};
    words.insert(words.end(), options.begin(), options.end());
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  const std::string out = folder / "out.png";
  EXPECT_THAT(refused({"--palette", "#00ff00"}), HasSubstr("both --palette and -o"));
  EXPECT_THAT(refused({"--palette", "#00ff0", "-o", out}), HasSubstr("#c0ffee"));
  EXPECT_THAT(refused({"--palette", "nowhere.txt", "-o", out}), HasSubstr("can't open nowhere.txt"));
  EXPECT_THAT(refused({"--palette", "#00ff00", "--from", "#000000,#ffffff", "-o", out}), HasSubstr("as many of each"));
}

}  // namespace
}  // namespace toile
