#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"
#include "toile/pattern/palette.hpp"

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

/// Three inks on ground: two large squares and a small one.
Image squares() {
  Image tile = Image::filled(128, 128, {245, 240, 225});
  const auto square = [&](int from, int until, const pattern::Rgb& colour) {
    for (int y = from; y < until; ++y) {
      for (int x = from; x < until; ++x) std::copy(colour.begin(), colour.end(), tile.at(x, y));
    }
  };
  square(10, 60, {20, 60, 120}), square(70, 110, {200, 40, 40}), square(112, 124, {230, 170, 40});
  return tile;
}

TEST(SeparateCommand, MergesOrdersAndRenamesInks) {
  const Folder folder;
  image::write(folder / "t.png", squares());
  const auto outcome =
      test::toile({"separate", folder / "t.png", "--merge", "4:3", "--order", "2,1,3", "--rename", "3=Madder, red",
                   "--files", "gpl,pdfx,proof,ps-pat", "--json", "-o", folder / "out"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json inks = Json::parse(outcome.out).at("inks");
  ASSERT_EQ(inks.array().size(), 3U);
  EXPECT_EQ(inks.array()[0].at("hex").string(), "#143c78");
  EXPECT_EQ(inks.array()[2].at("name").string(), "Madder, red");
  EXPECT_NEAR(inks.array()[2].at("share").number(), (1600 + 144) / 16384.0, 1e-6);
  EXPECT_NE(read_file(folder / "out/t.gpl").find("Madder, red"), std::string::npos);
  EXPECT_EQ(image::read(folder / "out/t_proof.png").width, 128);
}

TEST(SeparateCommand, PutsWhiteUnderAndTrapsWhatIsLighter) {
  const Folder folder;
  image::write(folder / "t.png", squares());
  const auto outcome = test::toile({"separate", folder / "t.png", "--ground", "paper", "--underbase", "0.2mm", "--trap",
                                    "0.3mm", "--width", "12.8cm", "--files", "plates", "--json", "-o", folder / "out"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(Json::parse(outcome.out).at("files").array().size(), 4U);
  const Mask white = image::read_mask(folder / "out/t_01_Underbase_white.png");
  EXPECT_EQ(white.at(35, 35), 255);
  EXPECT_EQ(white.at(65, 65), 0);
}

TEST(ColourwaysCommand, ShowsDesignsByColourwaysOnAPage) {
  const Folder folder;
  image::write(folder / "a.png", squares());
  image::write(folder / "b.png", squares());
  write_file(folder / "night.gpl", "GIMP Palette\nName: Night\n#\n 10 10 40\tDark\n200 200 255\tLight\n");
  const auto made = test::toile({"colourways", folder / "a.png", folder / "b.png", "--palette", folder / "night.gpl",
                                 "--palette", "#102030,#c0ffee,#ff8800", "-o", folder / "page.pdf"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_TRUE(read_file(folder / "page.pdf").starts_with("%PDF"));
  const auto refused = test::toile({"colourways", folder / "a.png", "--palette", "#102030", "-o", folder / "a.png"});
  EXPECT_EQ(refused.exit_code, 2);
}

TEST(DressCommand, ShowsTheClothAsItIsPrinted) {
  const Folder folder;
  image::write(folder / "t.png", Image::filled(64, 64, {0, 0, 255}));
  const std::string profile = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
  const auto dressed = [&](const std::vector<std::string>& more, const char* name) {
    std::vector<std::string> words = {"dress", "wardrobe:tote", "--pattern", folder / "t.png", "-o", folder / name};
    words.insert(words.end(), more.begin(), more.end());
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return image::read(folder / name);
  };
  const Image plain = dressed({}, "a.png"), proof = dressed({"--proof", profile}, "b.png"),
              marked = dressed({"--proof", profile, "--mark"}, "c.png");
  const auto mean = [](const Image& image, std::size_t channel) {
    double sum = 0;
    for (std::size_t i = channel; i < image.rgb.size(); i += 3) sum += image.rgb[i];
    return sum / static_cast<double>(image.pixels());
  };
  EXPECT_LT(mean(proof, 2), mean(plain, 2) - 3) << "no ink is as blue as a screen";
  EXPECT_GT(mean(marked, 0), mean(plain, 0) + 10) << "magenta";
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
  EXPECT_NE(refused({"--merge", "1"}).find("such as 5:3"), std::string::npos);
  EXPECT_NE(refused({"--merge", "9:1"}).find("no ink 9"), std::string::npos);
  EXPECT_NE(refused({"--split", "2:x"}).find("must be a number"), std::string::npos);
  EXPECT_NE(refused({"--order", "1,1"}).find("once"), std::string::npos);
  EXPECT_NE(refused({"--ground", "sand"}).find("ink or paper"), std::string::npos);
  EXPECT_NE(refused({"--files", "cmyk", "--profile", folder / "t.png"}).find("no ICC profile"), std::string::npos);
}

}  // namespace
}  // namespace toile
