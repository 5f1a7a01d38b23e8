#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using testing::HasSubstr;

TEST(ComposeCommand, PrintsADocumentAnewAtAnotherSize) {
  const Folder folder;
  const auto made = test::toile({"compose", "-c", "paisley", "--layout", "half-drop", "--size", "96", "--document",
                                 folder / "layout.json", "-o", folder / "small.png"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(Json::parse(read_file(folder / "layout.json")).at("layout").string(), "half-drop");
  for (const char* from : {"layout.json", "small.png"}) {
    const auto large = test::toile({"compose", folder / from, "--size", "300", "-o", folder / "large.png"});
    ASSERT_EQ(large.exit_code, 0) << large.err;
    EXPECT_EQ(image::read(folder / "large.png").width, 300);
  }
  EXPECT_EQ(test::toile({"vary", folder / "small.png", "-o", folder.path()}).exit_code, 0);
}

TEST(ComposeCommand, LaysOutOnesOwnMotifs) {
  const Folder folder;
  std::filesystem::create_directory(folder / "mine");
  Image paper = Image::filled(120, 80, {250, 248, 240});
  for (int y = 20; y < 60; ++y) {
    for (int x = 20; x < 100; ++x) {
      paper.at(x, y)[0] = 180;
      paper.at(x, y)[1] = static_cast<std::uint8_t>(x < 60 ? 30 : 120);
    }
  }
  image::write(folder / "mine/drawing.png", paper);
  const auto made = test::toile(
      {"compose", "--motifs", folder / "mine", "--size", "128", "--layout", "tossed", "-o", folder / "own.png"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(image::read_metadata(folder / "own.png").at("toile:layout"), HasSubstr("own:"));
}

TEST(ComposeCommand, SaysInASentenceWhatItCanNotDo) {
  const Folder folder;
  write_file(folder / "broken.json", "{\"format\": \"toile-layout\"");
  write_file(folder / "newer.json", "{\"format\": \"toile-layout\", \"version\": 9}");
  std::filesystem::create_directory(folder / "empty");
  const auto complaint = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "compose");
    words.insert(words.end(), {"-o", folder / "none.png"});
    const auto outcome = test::toile(words);
    EXPECT_NE(outcome.exit_code, 0);
    return outcome.err;
  };
  EXPECT_THAT(complaint({folder / "broken.json"}), HasSubstr("not JSON"));
  EXPECT_THAT(complaint({folder / "newer.json"}), HasSubstr("newer Toile"));
  EXPECT_THAT(complaint({"--motifs", folder / "empty"}), HasSubstr("there are no pictures in"));
  EXPECT_THAT(complaint({"--motifs", folder / "lost"}), HasSubstr("there is no folder"));
  EXPECT_THAT(complaint({"--repeat", "5"}), HasSubstr("the repeat is 5 cm wide; for its motifs it must be at least"));
  EXPECT_THAT(complaint({"-n", "2"}), HasSubstr("several prints need a folder"));
  EXPECT_THAT(complaint({"--family", "loud"}), HasSubstr("it must be learnt, light, dark or tonal"));
  EXPECT_FALSE(std::filesystem::exists(folder / "none.png"));
}

}  // namespace
}  // namespace toile
