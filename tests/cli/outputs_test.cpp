// No command writes what it reads, nor two results into one file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;

/// A photo with its mask and a tile, which nothing may change.
class OutputsTest : public testing::Test {
 protected:
  OutputsTest() {
    fs::create_directories(folder_ / "sub");
    fs::create_directories(folder_ / "wardrobe");
    image::write(folder_ / "photo.png", test::blobs(96, 120, 3));
    image::write_mask(folder_ / "mask.png", Mask::filled(96, 120, 255));
    image::write(folder_ / "tile.png", test::blobs(32, 32, 4));
    write_file(folder_ / "colours.png", image::encode("it.png", test::blobs(16, 16, 5)));
    fs::create_symlink("photo.png", folder_ / "link.png");
    fs::create_hard_link(folder_ / "tile.png", folder_ / "twin.png");
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.is_regular_file()) before_[entry.path()] = read_file(entry.path());
    }
  }
  ~OutputsTest() override {
    for (const auto& [file, bytes] : before_) EXPECT_EQ(read_file(file) == bytes, true) << file << " was changed";
  }
  std::string operator/(const std::string& name) const { return folder_ / name; }

  void refused(const std::vector<std::string>& words, const char* says = "is read too") const {
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err << outcome.out;
    EXPECT_THAT(outcome.err, HasSubstr(says));
  }

  Folder folder_;
  std::map<fs::path, std::string> before_;
};

TEST_F(OutputsTest, NoCommandWritesWhatItReads) {
  const auto& here = *this;
  const std::string photo = here / "photo.png", mask = here / "mask.png", tile = here / "tile.png";
  refused({"segment", photo, "-o", photo});
  refused({"segment", here / "link.png", "-o", here / "sub/../photo.png"});
  refused({"segment", photo, "--mask", mask, "--add", "3,3", "-o", here / "./mask.png"});
  refused({"segment", photo, "-o", here / "m.png", "--cut-out", here / "./m.png"}, "written twice");
  refused({"dress", photo, "--mask", mask, "--pattern", tile, "-o", here / "twin.png"});
  refused({"dress", photo, "--mask", mask, "--pattern", tile, "-o", mask});
  refused({"recolour", tile, "--palette", "#112233", "-o", tile});
  refused({"recolour", tile, "--palette", here / "colours.png", "-o", here / "colours.png"});
  refused({"repeat", tile, "--size", "10x10cm", "-o", here / "twin.png"});
}

TEST_F(OutputsTest, AWardrobeIsRead) {
  fs::copy("wardrobe/tshirt", folder_ / "wardrobe/tshirt");
  const std::string mask = folder_ / "wardrobe/tshirt/mask.png", bytes = read_file(mask);
  const auto outcome = test::toile({"dress", "wardrobe:tshirt", "--pattern", folder_ / "tile.png", "-o", mask},
                                   "TOILE_WARDROBE='" + (folder_ / "wardrobe").string() + "'");
  EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
  EXPECT_TRUE(read_file(mask) == bytes);
}

TEST_F(OutputsTest, NoLineOfAManifestWritesWhatAnotherReadsOrWrites) {
  write_file(folder_ / "list.jsonl",
             R"({"photo": "photo.png", "mask": "mask.png", "pattern": "tile.png", "output": "./tile.png"}
{"photo": "photo.png", "mask": "mask.png", "pattern": "tile.png", "output": "sub/../link.png"}
{"photo": "photo.png", "mask": "mask.png", "pattern": "tile.png", "output": "one.png"}
{"photo": "photo.png", "mask": "mask.png", "pattern": "tile.png", "angle": 5, "output": "./one.png"}
)");
  const auto done = test::toile({"dress", "--manifest", folder_ / "list.jsonl"});
  EXPECT_EQ(done.exit_code, 1);
  for (const char* line : {"failed line 1: ", "failed line 2: ", "made   ", "failed line 4: "}) {
    EXPECT_THAT(done.out, HasSubstr(line));
  }
}

TEST_F(OutputsTest, ReadsTextsOfAnyEditor) {
  const auto& here = *this;
  write_file(folder_ / "list.jsonl",
             "\xef\xbb\xbf{\"photo\": \"photo.png\", \"mask\": \"mask.png\", \"pattern\": \"tile.png\", \"tile_cm\": "
             "\"80mm\", "
             "\"garment_cm\": \"20in\", \"output\": \"one.png\"}  \r\n\r\n");
  const auto dressed = test::toile({"dress", "--manifest", here / "list.jsonl"});
  EXPECT_EQ(dressed.exit_code, 0) << dressed.out;
  write_file(folder_ / "palette.txt", "\xef\xbb\xbf#c0ffee\r\n #102030 \r\n");
  const auto coloured =
      test::toile({"recolour", here / "tile.png", "--palette", here / "palette.txt", "-o", here / "c.png"});
  EXPECT_EQ(coloured.exit_code, 0) << coloured.err;
  const auto cut = test::toile(
      {"segment", here / "photo.png", "--mask", here / "mask.png", "--remove", " 3, 3 ", "-o", here / "m.png"});
  EXPECT_EQ(cut.exit_code, 0) << cut.err;
  const auto sheet = test::toile(
      {"repeat", here / "tile.png", "--tile", "2in", "--size", "4 x 4in", "--dpi", "16", "-o", here / "s.png"});
  EXPECT_EQ(sheet.exit_code, 0) << sheet.err;
  EXPECT_EQ(image::read(folder_ / "s.png").width, 64);
}

TEST_F(OutputsTest, TakesNamesAsPeopleGiveThem) {
  const auto& here = *this;
  const std::vector<std::string> names = {"d\xc3\xa9\xc3\xa9sse \xe5\xb8\x83.png", "it's \"one\".png",
                                          std::string(251, 'n') + ".png", "line\nbreak.png"};
  for (const std::string& name : names) {
    write_file(folder_ / name, read_file(here / "tile.png"));
    fs::create_directories(folder_ / "out");
    const auto one = test::toile({"recolour", here / name, "--palette", "#102030", "-o", here / ("out/" + name)});
    EXPECT_EQ(one.exit_code, 0) << one.err;
    const auto many = test::toile({"dress", here / "photo.png", here / "link.png", "--mask", here / "mask.png",
                                   "--pattern", here / name, "-o", here / "out"});
    EXPECT_EQ(many.exit_code, 0) << many.out;
  }
  const auto dash = test::toile({"recolour", "--palette", "#102030", "-o", here / "out/d.png", "--", "-tile.png"},
                                "cd " + (here / "") + " && cp tile.png ./-tile.png;");
  EXPECT_EQ(dash.exit_code, 0) << dash.err;
}

}  // namespace
}  // namespace toile
