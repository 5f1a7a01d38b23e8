#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/sanitized.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

TEST(GenerateCommand, KnowsThePapersElevenCategoriesAndMore) {
  const Json known = Json::parse(test::toile({"generate", "-c", "list", "--json"}).out).at("categories");
  EXPECT_GE(known.array().size(), 20U);
  for (const char* name : {"argyle", "checkered", "cheetah", "dotted", "floral", "herringbone", "houndstooth", "leaves",
                           "paisley", "striped", "tartan", "zebra", "zigzag", "damask", "tropical"}) {
    EXPECT_THAT(known.array(), testing::Contains(Json(name)));
  }
}

TEST(GenerateCommand, MakesSeamlessTilesThatSayHowTheyWereMade) {
  const Folder folder;
  const auto made =
      test::toile({"generate", "-c", "floral", "-n", "2", "--seed", "5", "--json", "-o", folder / "tiles"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const Json report = Json::parse(made.out);
  ASSERT_EQ(report.at("tiles").array().size(), 2U);
  for (const Json& tile : report.at("tiles").array()) EXPECT_NEAR(tile.at("seam").number(), 1, 0.1);
  const fs::path first = report.at("tiles").array()[0].at("file").string();
  EXPECT_EQ(image::read(first).width, 512);
  EXPECT_EQ(image::read_metadata(first).at("toile:category"), "floral");
  EXPECT_EQ(image::read_metadata(first).at("toile:seed"), "5");
  EXPECT_NE(read_file(first), read_file(report.at("tiles").array()[1].at("file").string()));
}

TEST(GenerateCommand, GivesTheSameBytesForASeedWhateverTheThreadsAndTheCount) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "dotted", "-n", "3", "--threads", "1", "-o", folder / "a"}).exit_code, 0);
  ASSERT_EQ(test::toile({"generate", "-c", "dotted", "-n", "1", "--threads", "2", "-o", folder / "b"}).exit_code, 0);
  ASSERT_EQ(test::toile({"generate", "-c", "dotted", "-n", "1", "--threads", "3", "-o", folder / "c"}).exit_code, 0);
  EXPECT_EQ(read_file(folder / "a/dotted_1_0.png"), read_file(folder / "b/dotted_1_0.png"));
  EXPECT_EQ(read_file(folder / "a/dotted_1_0.png"), read_file(folder / "c/dotted_1_0.png"));
}

TEST(GenerateCommand, MakesTilesOfAnySizeAsked) {
  const Folder folder;
  for (const int size : {64, 100, 1111}) {
    const auto made = test::toile({"generate", "-c", "leaves", "--size", std::to_string(size), "-o", folder.path()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_EQ(image::read(folder / "leaves_1_0.png").height, size);
  }
}

TEST(GenerateCommand, ReplacesNoPictureThatItDidNotMake) {
  const Folder folder;
  image::write(folder / "leaves_1_1.png", Image::filled(8, 8, {1, 2, 3}));
  const std::string own = read_file(folder / "leaves_1_1.png");
  const std::vector<std::string> words = {"generate", "-c", "leaves", "-n", "3", "--size", "64", "-o", folder.path()};
  const auto made = test::toile(words);
  EXPECT_EQ(made.exit_code, 1);
  EXPECT_NE(made.out.find("failed "), std::string::npos) << made.out;
  EXPECT_EQ(read_file(folder / "leaves_1_1.png"), own);
  EXPECT_TRUE(fs::exists(folder / "leaves_1_2.png")) << "the others go on";

  fs::remove(folder / "leaves_1_1.png");
  EXPECT_EQ(test::toile(words).exit_code, 0) << "tiles of the same request";
  Image painted = image::read(folder / "leaves_1_0.png");
  for (int x = 0; x < 20; ++x) painted.at(x, 9)[0] ^= 0x80;
  image::write(folder / "leaves_1_0.png", painted, image::read_metadata(folder / "leaves_1_0.png"));
  const std::string changed = read_file(folder / "leaves_1_0.png");
  EXPECT_NE(test::toile(words).out.find("was changed since"), std::string::npos);
  EXPECT_EQ(read_file(folder / "leaves_1_0.png"), changed);
}

TEST(GenerateCommand, MakesTilesExactOrByHand) {
  const Folder folder;
  const auto made = [&](const std::string& regularity) {
    const auto outcome = test::toile({"generate", "-c", "dotted", "--making", "learnt", "--regularity", regularity,
                                      "--size", "128", "-o", folder / regularity});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return read_file(folder / (regularity + "/dotted_1_0.png"));
  };
  EXPECT_NE(made("0"), made("1"));
  const auto wrong = test::toile({"generate", "-c", "dotted", "--making", "learnt", "--regularity", "1.5"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_EQ(wrong.err, "toile: regularity is 1.5; it must be from 0 to 1\n");
}

TEST(GenerateCommand, ListsTheKnownCategoriesForAnUnknownOne) {
  const auto outcome = test::toile({"generate", "-c", "tweed"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              testing::StartsWith("toile: there is no category tweed; there are animal, argyle, camouflage, "));
}

TEST(GenerateCommand, RefusesWeightsOfAnotherKindAndOnesThatAreCutShort) {
  const Folder folder;
  const std::string whole = read_file("models/patterns/tile.safetensors");
  write_file(folder / "cut.safetensors", whole.substr(0, whole.size() / 2));
  const auto cut =
      test::toile({"generate", "-c", "zebra", "--model", folder / "cut.safetensors", "-o", folder / "out"});
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_NE(cut.err.find("cut short"), std::string::npos) << cut.err;
  const auto other =
      test::toile({"generate", "-c", "zebra", "--model", "models/garment/garment.safetensors", "-o", folder / "out"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_NE(other.err.find("patterns come from a tile-generator or a dcgan-generator"), std::string::npos) << other.err;
  std::string renamed = whole;
  renamed.replace(renamed.find("generator.input_weight"), 22, "generator.input_wieght");
  write_file(folder / "renamed.safetensors", renamed);
  const auto missing =
      test::toile({"generate", "-c", "zebra", "--model", folder / "renamed.safetensors", "-o", folder / "out"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.err.find("lacks the tensor input_weight"), std::string::npos) << missing.err;
  EXPECT_FALSE(fs::exists(folder / "out"));
}

TEST(GenerateCommand, LeavesNothingHalfWrittenWhenTheDiskIsFull) {
  const Folder folder;
  const auto full = test::toile({"generate", "-c", "floral", "--size", "1024", "-o", folder / "out"}, "ulimit -f 64;");
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_NE(full.err.find("can't write"), std::string::npos) << full.err;
  EXPECT_TRUE(fs::is_empty(folder / "out"));
}

// Libraries would crash then, or wait for ever.
TEST(GenerateCommand, SaysThatALimitLeavesTooLittleMemory) {
  if (test::kSanitized) GTEST_SKIP() << "a sanitizer's address space knows no limit";
  const Folder folder;
  for (const auto& [making, limit, what] : {std::tuple{"exact", "ulimit -v 240000;", "pictures"},
                                            std::tuple{"learnt", "ulimit -v 700000;", "the networks"}}) {
    const auto outcome = test::toile({"generate", "-c", "houndstooth", "--making", making, "--size", "128", "--threads",
                                      "1", "--quiet", "-o", folder / "out"},
                                     limit);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err, testing::StartsWith("toile: too little memory for " + std::string(what)));
  }
  EXPECT_TRUE(!fs::exists(folder / "out") || fs::is_empty(folder / "out"));
}

TEST(GenerateCommand, SaysThatAFolderCanNotBeWritten) {
  const Folder folder;
  write_file(folder / "file", "x");
  const auto outcome = test::toile({"generate", "-c", "floral", "-o", folder / "file"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.err.find("can't write into the folder"), std::string::npos) << outcome.err;
}

TEST(GenerateCommand, StopsAtCtrlCWithWholeFilesOnly) {
  const Folder folder;
  const auto stopped =
      test::toile_interrupted({"generate", "-c", "floral", "-n", "10000", "-o", folder / "out"}, SIGINT, 1.5);
  EXPECT_EQ(stopped.exit_code, 130);
  int tiles = 0;
  for (const auto& entry : fs::directory_iterator(folder / "out")) {
    EXPECT_EQ(image::read(entry.path()).width, 512);
    ++tiles;
  }
  EXPECT_GT(tiles, 0);
}

TEST(GenerateCommand, BlendsTwoCategories) {
  const Folder folder;
  const auto made = [&](const std::vector<std::string>& mix) {
    std::vector<std::string> words = {"generate", "-c",  "zebra", "--making",   "learnt",
                                      "--size",   "128", "-o",    folder.path()};
    words.insert(words.end(), mix.begin(), mix.end());
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return image::read(folder / "zebra_1_0.png");
  };
  const Image alone = made({});
  EXPECT_EQ(made({"--mix", "cheetah:0"}), alone);
  EXPECT_NE(made({"--mix", "cheetah"}), alone);
  for (const auto& [mix, part] : {std::pair{"tweed", "zebra can't be mixed with tweed, only with argyle, checkered"},
                                  {"floral", "zebra can't be mixed with floral"},
                                  {"cheetah:2", "must be from 0 to 1"},
                                  {"cheetah:x", "such as paisley:0.3"}}) {
    const auto outcome =
        test::toile({"generate", "-c", "zebra", "--making", "learnt", "--mix", mix, "-o", folder.path()});
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
  }
}

TEST(GenerateCommand, ComposesPrintsThatKeepTheirLayout) {
  const Folder folder;
  const auto made = test::toile({"generate", "-c", "floral", "--layout", "chintz", "--size", "128", "--palette",
                                 "#fff8ee,#c02030,#305030,#e0a020", "-o", folder.path()});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const Json layout = Json::parse(image::read_metadata(folder / "floral_1_0.png").at("toile:layout"));
  EXPECT_EQ(layout.at("layout").string(), "chintz");
  EXPECT_EQ(layout.at("inks").array()[0].at("colour").string(), "#fff8ee");
  for (const auto& [option, value, part] : {std::tuple{"--layout", "spiral", "it must be one of tossed"},
                                            {"--density", "9", "density is 9; it must be from 0.25 to 3"},
                                            {"--scale", "0", "scale is 0; it must be from 0.25 to 3"},
                                            {"--palette", "#ffffff", "the palette has 1 colours; this needs from 3"},
                                            {"--palette", "#ffffff,#ff0000,#ffffff", "are both #ffffff"}}) {
    const auto outcome = test::toile({"generate", "-c", "floral", option, value, "-o", folder.path()});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
  }
  const auto woven = test::toile({"generate", "-c", "tartan", "--layout", "chintz", "-o", folder.path()});
  EXPECT_NE(woven.err.find("tartan is not composed of motifs"), std::string::npos) << woven.err;
}

TEST(VaryCommand, ChangesOneSideOfAComposedPrintAndKeepsTheOthers) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "leaves", "--size", "128", "-o", folder.path()}).exit_code, 0);
  const auto layout_of = [&](const std::string& what) {
    const auto outcome = test::toile({"vary", folder / "leaves_1_0.png", "--change", what, "-o", folder / what});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return Json::parse(image::read_metadata(folder / what / "leaves_1_0_v1_0.png").at("toile:layout"));
  };
  const Json first = Json::parse(image::read_metadata(folder / "leaves_1_0.png").at("toile:layout"));
  const Json motifs = layout_of("motifs"), palette = layout_of("palette"), arranged = layout_of("layout");
  const auto x_of = [](const Json& layout) { return layout.at("placements").array()[0].at("x_cm"); };
  EXPECT_NE(motifs.at("placements"), first.at("placements"));
  EXPECT_EQ(x_of(motifs), x_of(first));
  EXPECT_NE(palette.at("inks"), first.at("inks"));
  EXPECT_EQ(x_of(palette), x_of(first));
  EXPECT_EQ(arranged.at("inks"), first.at("inks"));
  EXPECT_NE(x_of(arranged), x_of(first));
  const auto outcome = test::toile({"vary", folder / "leaves_1_0.png", "--change", "mood", "-o", folder.path()});
  EXPECT_NE(outcome.err.find("it must be motifs, layout or palette"), std::string::npos) << outcome.err;
}

TEST(VaryCommand, MakesNeighboursThatCanBeVariedAgain) {
  const Folder folder;
  ASSERT_EQ(
      test::toile({"generate", "-c", "cheetah", "--making", "learnt", "--size", "192", "-o", folder.path()}).exit_code,
      0);
  const auto varied =
      test::toile({"vary", folder / "cheetah_1_0.png", "-n", "2", "--strength", "0.4", "-o", folder.path()});
  ASSERT_EQ(varied.exit_code, 0) << varied.err;
  const Image first = image::read(folder / "cheetah_1_0.png"), near = image::read(folder / "cheetah_1_0_v1_0.png");
  EXPECT_EQ(near.width, 192);
  EXPECT_NE(first, near);
  EXPECT_NE(near, image::read(folder / "cheetah_1_0_v1_1.png"));
  const auto again = test::toile({"vary", folder / "cheetah_1_0_v1_0.png", "--strength", "0", "-o", folder.path()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(image::read(folder / "cheetah_1_0_v1_0_v1_0.png"), near) << "strength 0 is the same tile";
}

TEST(VaryCommand, WantsATileOfOurs) {
  const Folder folder;
  image::write(folder / "scan.png", Image::filled(64, 64, {1, 2, 3}));
  const auto foreign = test::toile({"vary", folder / "scan.png", "-o", folder / "out"});
  EXPECT_EQ(foreign.exit_code, 1);
  EXPECT_NE(foreign.err.find("doesn't say how it was made"), std::string::npos) << foreign.err;
  EXPECT_FALSE(fs::exists(folder / "out"));
  const auto missing = test::toile({"vary", folder / "nowhere.png"});
  EXPECT_EQ(missing.exit_code, 1);
}

}  // namespace
}  // namespace toile
