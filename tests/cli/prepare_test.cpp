#include <gtest/gtest.h>

#include <csignal>
#include <set>

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
  ASSERT_EQ(done.exit_code, 1) << done.err << " two could not be read";
  const Pack pack(folder / "out.pack", "swatches");
  EXPECT_EQ(pack.layout().groups, (std::vector<std::string>{"dots", "stripes"}));
  EXPECT_EQ(pack.items().size(), 4U);
  EXPECT_NE(done.out.find("text.jpg"), std::string::npos);
  EXPECT_NE(done.out.find("tiny"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder / "out.contact/dots.png"));
  EXPECT_TRUE(fs::exists(folder / "out.summary.json"));
}

TEST(PrepareCommand, LeavesOutWhatItWroteItselfAndHoldsNothingStale) {
  const Folder folder;
  for (const char* name : {"in/dots/0.png", "in/dots/1.png", "in/stripes/0.png"}) {
    write_swatch(folder / name, 240, static_cast<unsigned>(std::string(name)[3]) * 7 + name[8]);
  }
  const std::vector<std::string> words = {"prepare", folder / "in", "-o", folder / "in/p.pack"};
  for (int time = 0; time < 2; ++time) {
    const auto done = test::toile(words);
    ASSERT_EQ(done.exit_code, 0) << done.err << done.out;
    EXPECT_EQ(Pack(folder / "in/p.pack", "swatches").layout().groups, (std::vector<std::string>{"dots", "stripes"}));
  }
  const auto other = test::toile({"prepare", folder / "in", "-o", folder / "in/q.pack"});
  EXPECT_EQ(Pack(folder / "in/q.pack", "swatches").layout().groups, (std::vector<std::string>{"dots", "stripes"}));
  fs::create_directories(folder / "in/sheets of last year");
  fs::copy_file(folder / "in/p.contact/dots.png", folder / "in/sheets of last year/dots.png");
  EXPECT_NE(test::toile(words).out.find("a sheet that Toile drew"), std::string::npos);
  fs::remove_all(folder / "in/stripes");
  write_file(folder / "in/p.contact/my notes.txt", "a person's own");
  ASSERT_EQ(test::toile(words).exit_code, 0);
  EXPECT_FALSE(fs::exists(folder / "in/p.contact/stripes.png")) << "stale";
  EXPECT_TRUE(fs::exists(folder / "in/p.contact/my notes.txt"));
}

TEST(PrepareCommand, ReplacesNothingButItsOwn) {
  const Folder folder;
  for (unsigned i = 0; i < 2; ++i) write_swatch(folder / ("in/dots/" + std::to_string(i) + ".png"), 240, i);
  write_file(folder / "notes", "a person's notes");
  write_file(folder / "a.summary.json", "{\"summary\": \"of the year\"}");
  fs::create_directories(folder / "b.contact");
  write_swatch(folder / "b.contact/dots.png", 30, 5);
  const std::string dots = read_file(folder / "b.contact/dots.png"), input = read_file(folder / "in/dots/0.png");
  for (const char* pack : {"notes", "a.pack", "b.pack", "in/dots/0.png"}) {
    const auto refused = test::toile({"prepare", folder / "in", "-o", folder / pack});
    EXPECT_NE(refused.exit_code, 0) << pack;
  }
  EXPECT_EQ(read_file(folder / "notes"), "a person's notes");
  EXPECT_EQ(read_file(folder / "a.summary.json"), "{\"summary\": \"of the year\"}");
  EXPECT_EQ(read_file(folder / "b.contact/dots.png"), dots);
  EXPECT_EQ(read_file(folder / "in/dots/0.png"), input);
}

TEST(PrepareCommand, SaysWhatItDoesNotRead) {
  const Folder folder;
  for (unsigned i = 0; i < 2; ++i) write_swatch(folder / ("in/dots/" + std::to_string(i) + ".png"), 240, i);
  write_swatch(folder / "in/season/floral/0.png", 240, 7);
  write_swatch(folder / "in/dots/deeper/still/0.png", 240, 8);
  write_file(folder / "in/dots/phone.psd", "a picture of another format");
  fs::create_symlink("nowhere.png", folder / "in/dots/link.png");
  const auto done = test::toile({"prepare", folder / "in", "-o", folder / "p.pack"});
  EXPECT_EQ(done.exit_code, 1) << "the link leads nowhere";
  for (const char* said : {"left out season: 1 pictures lie in folders below it", "left out dots: 1 pictures lie",
                           "left out dots/phone.psd", "left out dots/link.png", "1 could not be read"}) {
    EXPECT_NE(done.out.find(said), std::string::npos) << said << "\n" << done.out;
  }
  fs::remove_all(folder / "in/dots");
  const auto none = test::toile({"prepare", folder / "in", "-o", folder / "q.pack"});
  EXPECT_NE(none.err.find("season: 1 pictures lie in folders below it"), std::string::npos) << none.err;
}

TEST(PrepareCommand, CutsTheOtherPhotosWhenOneCanNotBeRead) {
  const Folder folder;
  fs::create_directories(folder / "photos/tops");
  ASSERT_EQ(test::toile({"dress", "wardrobe:tshirt", "--pattern", "tests/drape/fabrics/floral.png", "--scale", "0.3",
                         "-o", folder / "photos/tops/a.jpg"})
                .exit_code,
            0);
  fs::copy_file(folder / "photos/tops/a.jpg", folder / "photos/tops/a.jpeg");
  fs::create_symlink("nowhere.jpg", folder / "photos/tops/b.jpg");
  write_file(folder / "photos/tops/c.jpg", read_file(folder / "photos/tops/a.jpg").substr(0, 3000));
  write_file(folder / "photos/tops/d.jpg", "");
  const std::vector<std::string> words = {"prepare", folder / "photos", "-o", folder / "p.pack", "--from-photos"};
  const auto done = test::toile(words);
  for (const char* said : {"left out tops/b.jpg: can't open", "left out tops/c.jpg: ", "left out tops/d.jpg: "}) {
    EXPECT_NE(done.out.find(said), std::string::npos) << said << "\n" << done.out << done.err;
  }
  EXPECT_NE(done.out.find("  0 photos without a garment"), std::string::npos) << done.out;
  EXPECT_EQ(done.exit_code, 1);
  std::set<std::string> stems;
  for (const auto& swatch : fs::directory_iterator(folder / "p.swatches/tops")) stems.insert(swatch.path().stem());
  EXPECT_TRUE(stems.contains("a_0") && stems.contains("a~2_0")) << "one name a photo";

  fs::remove(folder / "photos/tops/a.jpeg");
  test::toile(words);
  EXPECT_FALSE(fs::exists(folder / "p.swatches/tops/a~2_0.png")) << "stale";
  write_swatch(folder / "p.swatches/tops/my own.png", 240, 3);
  EXPECT_NE(test::toile(words).err.find("no swatch of ours"), std::string::npos);
  EXPECT_TRUE(fs::exists(folder / "p.swatches/tops/my own.png"));
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
