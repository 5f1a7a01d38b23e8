// Cloth of many metres: written in strips, stopped, on a full disk; around rollers; with borders.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/sanitized.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using testing::HasSubstr;

TEST(RepeatCommand, WritesSheetsThatNoMemoryHolds) {
  if (test::kSanitized) GTEST_SKIP() << "a sanitizer's address space knows no limit";
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(64, 64));
  // 432 million pixels, 1.3 GB as they are, in an address space of 1.2 GB
  const auto made = test::toile({"repeat", folder / "tile.png", "--layout", "drop-1/3", "--size", "100x310cm", "--tile",
                                 "5cm", "--dpi", "300", "--json", "-o", folder / "sheet.tif"},
                                "ulimit -v 1200000;");
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const image::Size size = image::read_size(folder / "sheet.tif");
  EXPECT_EQ(size.width, Json::parse(made.out).at("width").integer());
  EXPECT_EQ(size.height, 62 * 591) << "whole tiles";
  EXPECT_LT(std::filesystem::file_size(folder / "sheet.tif"), 200'000'000U);
}

TEST(RepeatCommand, OnAFullDiskSaysSoAndLeavesNothing) {
  const Folder folder;
  image::write(folder / "tile.png", test::noise(64, 64));
  write_file(folder / "sheet.tif", "what was there");
  const auto failed = test::toile({"repeat", folder / "tile.png", "--size", "50x300cm", "--tile", "5cm", "--dpi", "150",
                                   "-o", folder / "sheet.tif"},
                                  "ulimit -f 20000;");
  EXPECT_EQ(failed.exit_code, 1);
  EXPECT_THAT(failed.err, HasSubstr("can't write"));
  EXPECT_EQ(read_file(folder / "sheet.tif"), "what was there");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(RepeatCommand, StopsInTheMiddleWithoutATrace) {
  const Folder folder;
  image::write(folder / "tile.png", test::noise(512, 512));
  const auto stopped = test::toile_interrupted({"repeat", folder / "tile.png", "--size", "150x1000cm", "--tile", "20cm",
                                                "--dpi", "300", "-o", folder / "sheet.tif"},
                                               SIGINT, 1.5);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;
  EXPECT_THAT(stopped.err, HasSubstr("stopped"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(RepeatCommand, FitsWholeRepeatsAroundARoller) {
  const Folder folder;
  image::write(folder / "tile.png", test::blobs(60, 80));
  const auto made = test::toile({"repeat", folder / "tile.png", "--tile", "16cm", "--around", "64cm,25.25in",
                                 "--repeats", "1x3", "--dpi", "50.8", "--json", "-o", folder / "sheet.png"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const Json report = Json::parse(made.out);
  EXPECT_EQ(report.at("repeats_around").integer(), 3);
  EXPECT_EQ(report.at("circumference_cm").number(), 64);
  EXPECT_NEAR(report.at("tile_cm").number(), 16, 1e-9);
  EXPECT_EQ(report.at("height").integer(), 3 * 427) << "a third of 64 cm at 20 pixels a centimetre";
  const auto mill = test::toile({"repeat", folder / "tile.png", "--tile", "17cm", "--around", "rotary", "--repeats",
                                 "1x1", "--dpi", "50.8", "-o", folder / "sheet.png"});
  EXPECT_THAT(mill.out, HasSubstr("3 repeats go round"));
  const auto refused = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"repeat", folder / "tile.png", "-o", folder / "other.png"};
    words.insert(words.end(), more.begin(), more.end());
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  EXPECT_THAT(refused({"--around", "spoonflower"}), HasSubstr("prints any length"));
  EXPECT_THAT(refused({"--repeats", "2by3"}), HasSubstr("such as 2x3"));
  EXPECT_THAT(refused({"--size", "1000x10000cm", "--dpi", "300"}), HasSubstr("at most 2500 million"));
  EXPECT_THAT(refused({"--layout", "drop-1/40"}), HasSubstr("of 12 at most"));
}

TEST(RepeatCommand, LaysABorderAlongTheSelvedges) {
  const Folder folder;
  image::write(folder / "tile.png", Image::filled(40, 40, {200, 200, 200}));
  image::write(folder / "border.png", Image::filled(20, 20, {10, 20, 30}));
  const auto made = test::toile({"repeat", folder / "tile.png", "--border", folder / "border.png", "--border-width",
                                 "2cm", "--size", "10x10cm", "--tile", "4cm", "--dpi", "25.4", "-o", folder / "a.jpg"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const Image sheet = image::read(folder / "a.jpg");
  EXPECT_LT(sheet.at(5, 50)[0], 30);
  EXPECT_LT(sheet.at(95, 50)[0], 30);
  EXPECT_GT(sheet.at(50, 50)[0], 180);
}

}  // namespace
}  // namespace toile
