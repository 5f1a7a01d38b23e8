// Exact prints from the command line.

#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

std::string refusal(const std::vector<std::string>& words) {
  const Folder folder;
  std::vector<std::string> all = words;
  all.insert(all.end(), {"--quiet", "-o", folder / "out"});
  const auto outcome = test::toile(all);
  EXPECT_NE(outcome.exit_code, 0);
  EXPECT_FALSE(fs::exists(folder / "out") && !fs::is_empty(folder / "out"));
  return outcome.err;
}

TEST(ExactPrints, RepeatToTheByte) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "houndstooth", "-n", "3", "--size", "256", "-o", folder.path()}).exit_code,
            0);
  for (const char* name : {"houndstooth_1_0.png", "houndstooth_1_1.png", "houndstooth_1_2.png"}) {
    const Json design = Json::parse(image::read_metadata(folder / name).at("toile:design"));
    const int step = 256 / static_cast<int>(design.at("across").integer());
    const Image tile = image::read(folder / name);
    EXPECT_EQ(image::roll(tile, step, 0), tile) << name;
    EXPECT_EQ(image::roll(tile, 0, step), tile) << name;
  }
}

TEST(ExactPrints, AreKnownByTheirKinds) {
  const Folder folder;
  for (const char* kind : {"gingham", "glen-check", "polka-dots", "greek-key"}) {
    EXPECT_EQ(test::toile({"generate", "-c", kind, "--size", "96", "-o", folder.path()}).exit_code, 0) << kind;
    EXPECT_EQ(
        Json::parse(image::read_metadata(folder / (std::string(kind) + "_1_0.png")).at("toile:design")).at("kind"),
        Json(kind));
  }
}

TEST(ExactPrints, LeaveANetsOwnTilesToTheNet) {
  const Folder folder;
  const auto made = [&](const char* making) {
    EXPECT_EQ(
        test::toile({"generate", "-c", "dotted", "--making", making, "--size", "64", "-o", folder / making}).exit_code,
        0);
    return image::read_metadata(folder / making / "dotted_1_0.png").at("toile:model");
  };
  EXPECT_EQ(made("best"), "weave");
  EXPECT_EQ(made("exact"), "weave");
  EXPECT_EQ(made("learnt"), "tile.safetensors");
}

TEST(ExactPrints, AreWovenByOnesOwnSett) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "tartan", "--sett", "/K4 R24 K24 Y4/", "-o", folder.path()}).exit_code, 0);
  const auto listed = test::toile({"recolour", folder / "tartan_1_0.png", "--json"});
  EXPECT_EQ(Json::parse(listed.out).at("colours").array().size(), 3U);
}

/// Of every way that prints are made in.
TEST(PrintsInInks, AreRecolouredByTheirInksAndStayWhatTheyAre) {
  const std::vector<std::pair<std::string, std::string>> ways = {
      {"argyle", "exact"}, {"zebra", "learnt"}, {"floral", "composed"}, {"floral", "learnt"}};
  for (const auto& [category, making] : ways) {
    SCOPED_TRACE(category + " " + making);
    const Folder folder;
    ASSERT_EQ(
        test::toile({"generate", "-c", category, "--making", making, "--size", "128", "-o", folder.path()}).exit_code,
        0);
    const std::string tile = folder / (category + "_1_0.png"), other = folder / "other.png", back = folder / "back.png";
    ASSERT_EQ(test::toile({"recolour", tile, "--palette", "#102030", "-o", other}).exit_code, 0);
    const Json first = Json::parse(test::toile({"recolour", tile, "--json"}).out).at("colours").array()[0];
    EXPECT_EQ(Json::parse(test::toile({"recolour", other, "--json"}).out).at("colours").array()[0].at("hex"),
              Json("#102030"));
    ASSERT_EQ(test::toile({"recolour", other, "--from", "#102030", "--palette", first.at("hex").string(), "-o", back})
                  .exit_code,
              0);
    EXPECT_EQ(image::read(back), image::read(tile));
    EXPECT_EQ(test::toile({"vary", other, "-o", folder.path()}).exit_code, 0);
  }
}

TEST(ExactPrints, VaryFromTheSameToAnother) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "tartan", "--size", "128", "-o", folder.path()}).exit_code, 0);
  const Image tile = image::read(folder / "tartan_1_0.png");
  const auto varied = [&](const char* strength) {
    EXPECT_EQ(
        test::toile({"vary", folder / "tartan_1_0.png", "--strength", strength, "-o", folder / strength}).exit_code, 0);
    return image::read(folder / strength / "tartan_1_0_v1_0.png");
  };
  EXPECT_EQ(varied("0"), tile);
  EXPECT_NE(varied("0.4"), tile);
}

TEST(ExactPrints, CanLieOnCloth) {
  const Folder folder;
  for (const char* grain : {"none", "twill", "jersey:0.9"}) {
    ASSERT_EQ(test::toile({"generate", "-c", "polka-dots", "--size", "256", "--grain", grain, "-o", folder / grain})
                  .exit_code,
              0);
  }
  EXPECT_NE(image::read(folder / "none/polka-dots_1_0.png"), image::read(folder / "twill/polka-dots_1_0.png"));
  ASSERT_EQ(
      test::toile({"vary", folder / "twill/polka-dots_1_0.png", "--strength", "0", "-o", folder.path()}).exit_code, 0);
  EXPECT_EQ(image::read(folder / "polka-dots_1_0_v1_0.png"), image::read(folder / "twill/polka-dots_1_0.png"));
}

TEST(DraftCommand, WritesWhatALoomReadsAndReadsItBack) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "houndstooth", "--size", "64", "-o", folder.path()}).exit_code, 0);
  const std::string wif = folder / "tooth.wif";
  ASSERT_EQ(test::toile({"draft", folder / "houndstooth_1_0.png", "-o", wif}).exit_code, 0);
  EXPECT_NE(read_file(wif).find("[THREADING]"), std::string::npos);
  const auto drawn = test::toile({"draft", wif, "--size", "128", "-o", folder / "back.png", "--json"});
  ASSERT_EQ(drawn.exit_code, 0) << drawn.err;
  EXPECT_EQ(image::read(folder / "back.png").width, 128);
}

TEST(DraftCommand, RefusesWhatHasNoThreads) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "polka-dots", "--size", "64", "-o", folder.path()}).exit_code, 0);
  EXPECT_NE(refusal({"draft", folder / "polka-dots_1_0.png"}).find("must be a draft, called .wif"), std::string::npos);
  const auto dots = test::toile({"draft", folder / "polka-dots_1_0.png", "-o", folder / "dots.wif"});
  EXPECT_NE(dots.err.find("is geometry, no weave"), std::string::npos) << dots.err;
  write_file(folder / "bad.wif", "hello");
  const auto bad = test::toile({"draft", folder / "bad.wif", "-o", folder / "bad.png"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_NE(bad.err.find("can't be read as a WIF: line 1"), std::string::npos) << bad.err;
  EXPECT_FALSE(fs::exists(folder / "bad.png"));
}

TEST(ExactPrints, SayWhatTheyCanNotDo) {
  EXPECT_NE(refusal({"generate", "-c", "tartan", "--sett", "K4 Q24"}).find("can't be read at letter 4"),
            std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "tartan", "--size", "64", "--sett", "K1 R1 K999 R999 G999"})
                .find("it must have at least"),
            std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "dotted", "--sett", "K4"}).find("dotted has no sett"), std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "floral", "--sett", "K4"}).find("can't follow one"), std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "floral", "--making", "exact"}).find("floral can't be made exactly"),
            std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "suiting", "--making", "learnt"}).find("no net knows suiting"),
            std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "tartan", "--making", "woven"}).find("exact or learnt"), std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "tartan", "--grain", "silk"}).find("none, yarn, twill"), std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "tartan", "--grain", "twill:2"}).find("from 0 to 1"), std::string::npos);
  EXPECT_NE(refusal({"generate", "-c", "suiting", "--mix", "floral:0.3"}).find("no net knows suiting"),
            std::string::npos);
}

}  // namespace
}  // namespace toile
