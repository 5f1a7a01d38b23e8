#include <gtest/gtest.h>

#include <csignal>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/pack.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

/// Noise that is different for every `number`.
void write_swatch(const fs::path& path, int side, unsigned number) {
  fs::create_directories(path.parent_path());
  Image picture = Image::filled(side, side, {0, 0, 0});
  unsigned state = number * 7919 + 1;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (x % 8 == 0) state = state * 1664525U + 1013904223U;
      std::fill_n(picture.at(x, y), 3, static_cast<std::uint8_t>(state >> 24));
    }
  }
  image::write(path, picture);
}

TEST(PrepareCommand, PacksWhatIsGoodAndGivesAReasonForTheRest) {
  const Folder folder;
  for (unsigned i = 0; i < 3; ++i) write_swatch(folder / ("in/dots/" + std::to_string(i) + ".png"), 240, i);
  write_swatch(folder / "in/stripes/0.png", 240, 9);
  write_swatch(folder / "in/stripes/tiny.png", 40, 10);
  write_file(folder / "in/stripes/text.jpg", "not a picture");
  write_file(folder / "in/stripes/empty.jpg", "");
  write_file(folder / "in/notes.txt", "not a picture either");
  const auto done = test::toile({"prepare", folder / "in", "-o", folder / "out.pack", "--json"});
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const Pack pack(folder / "out.pack", "swatches");
  EXPECT_EQ(pack.layout().groups, (std::vector<std::string>{"dots", "stripes"}));
  EXPECT_EQ(pack.items().size(), 4U);
  EXPECT_NE(done.out.find("text.jpg"), std::string::npos);
  EXPECT_NE(done.out.find("tiny"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder / "out.contact/dots.png"));
  EXPECT_TRUE(fs::exists(folder / "out.summary.json"));
}

TEST(PrepareCommand, SaysThatAFolderHasNoPictures) {
  const Folder folder;
  fs::create_directories(folder / "in/dots");
  for (const fs::path& where : {folder / "in", folder / "none"}) {
    const auto outcome = test::toile({"prepare", where, "-o", folder / "out.pack"});
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_NE(outcome.err.find(where.string()), std::string::npos) << outcome.err;
  }
  EXPECT_FALSE(fs::exists(folder / "out.pack"));
}

TEST(PrepareCommand, StopsAtCtrlCAndLeavesNoPack) {
  const Folder folder;
  for (unsigned i = 0; i < 60; ++i) write_swatch(folder / ("in/dots/" + std::to_string(i) + ".png"), 1200, i);
  const auto stopped =
      test::toile_interrupted({"prepare", folder / "in", "-o", folder / "out.pack", "--threads", "1"}, SIGINT, 0.4);
  EXPECT_EQ(stopped.exit_code, 130) << stopped.err;
  EXPECT_FALSE(fs::exists(folder / "out.pack"));
}

}  // namespace
}  // namespace toile
