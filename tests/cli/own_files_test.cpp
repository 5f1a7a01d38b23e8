// What no command of ours wrote stays; what one wrote is written anew; one bad item is one line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;

void expect_refused(const test::Outcome& outcome) {
  EXPECT_EQ(outcome.exit_code, 1) << outcome.out;
  EXPECT_THAT(outcome.err, HasSubstr(" is there and "));
  EXPECT_THAT(outcome.err, HasSubstr("move it away"));
}

std::ptrdiff_t lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

TEST(OwnFiles, SeparateReplacesItsOwnFilesAlone) {
  const Folder folder;
  image::write(folder / "t.png", test::blobs(64, 64));
  const std::vector<std::string> words = {"separate", folder / "t.png", "--inks", "3",
                                          "--files",  "svg,gpl",        "-o",     folder / "out"};
  fs::create_directory(folder / "out");
  write_file(folder / "out/t.gpl", "my own palette");
  expect_refused(test::toile(words));
  EXPECT_EQ(read_file(folder / "out/t.gpl"), "my own palette");
  EXPECT_FALSE(fs::exists(folder / "out/t.svg")) << "nothing is written when something is in the way";

  fs::remove(folder / "out/t.gpl");
  ASSERT_EQ(test::toile(words).exit_code, 0);
  image::write(folder / "t.png", test::blobs(64, 64, 2));
  const std::string before = read_file(folder / "out/t.svg");
  ASSERT_EQ(test::toile(words).exit_code, 0) << "its own files are written anew";
  EXPECT_NE(read_file(folder / "out/t.svg"), before);

  write_file(folder / "out/t.svg", before + "<!-- my hours of work -->");
  expect_refused(test::toile(words));
  EXPECT_THAT(read_file(folder / "out/t.svg"), HasSubstr("my hours of work"));
}

TEST(OwnFiles, DraftsAndDrawingsOfOtherProgramsStay) {
  const Folder folder;
  ASSERT_EQ(test::toile({"generate", "-c", "houndstooth", "--size", "64", "-o", folder.path()}).exit_code, 0);
  const std::string tile = folder / "houndstooth_1_0.png", wif = folder / "mine.wif", svg = folder / "mine.svg";
  write_file(wif, "[WIF]\nSource Program=Another\n");
  write_file(svg, "<svg/>");
  expect_refused(test::toile({"draft", tile, "-o", wif}));
  expect_refused(test::toile({"motifs", "drawn:rose:7:folk", "-o", svg}));
  EXPECT_EQ(read_file(wif), "[WIF]\nSource Program=Another\n");
  EXPECT_EQ(read_file(svg), "<svg/>");
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(test::toile({"draft", tile, "-o", folder / "own.wif"}).exit_code, 0);
    EXPECT_EQ(test::toile({"motifs", "drawn:rose:7:folk", "-o", folder / "own.svg"}).exit_code, 0);
  }
  fs::create_symlink(folder / "own.wif", folder / "link.png");
  EXPECT_EQ(test::toile({"draft", folder / "own.wif", "-o", folder / "link.png"}).exit_code, 2) << "it is read too";
}

TEST(OwnFiles, ComposeWritesAroundWhatIsSomebodysOwn) {
  const Folder folder;
  const std::vector<std::string> words = {"compose",         "-c", "leaves",      "--layout", "tossed",
                                          "--size",          "64", "-n",          "2",        "--document",
                                          folder / "l.json", "-o", folder / "out"};
  const auto first = test::toile(words);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  ASSERT_EQ(test::toile(words).exit_code, 0) << "its own prints are written anew";
  const fs::path one = folder / "out/leaves_tossed_1_0.png";
  ASSERT_TRUE(fs::exists(one)) << first.out;
  image::write(one, test::blobs(64, 64));
  const std::string mine = read_file(one);
  const auto second = test::toile(words);
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.out, HasSubstr("failed " + one.string() + " is there and no tile of Toile's"));
  EXPECT_THAT(second.out, HasSubstr("leaves_tossed_1_1.png\n")) << "the others go on";
  EXPECT_EQ(read_file(one), mine);
  write_file(folder / "l.json", "{\"my\": \"notes\"}");
  expect_refused(test::toile(words));
  EXPECT_EQ(read_file(folder / "l.json"), "{\"my\": \"notes\"}");
}

TEST(OwnFiles, ComposeNeverWritesWhatItReads) {
  const Folder folder;
  fs::create_directory(folder / "mine");
  image::write(folder / "mine/a.png", test::blobs(64, 64));
  const std::string before = read_file(folder / "mine/a.png");
  EXPECT_EQ(test::toile({"compose", "--motifs", folder / "mine", "-o", folder / "mine/a.png"}).exit_code, 2);
  EXPECT_EQ(read_file(folder / "mine/a.png"), before);
}

TEST(OwnFiles, PacksAndFoldersOfMotifsReplaceNothingElse) {
  const Folder folder;
  fs::create_directories(folder / "cuts/leaf");
  image::write(folder / "cuts/leaf/1_a.png", test::blobs(64, 64));
  write_file(folder / "notes.pack", "my notes");
  expect_refused(test::toile({"prepare-motifs", folder / "cuts", "-o", folder / "notes.pack"}));
  write_file(folder / "net.safetensors", "no net");
  write_file(folder / "eyes.safetensors", "something of mine");
  expect_refused(test::toile({"prepare-eyes", folder / "net.safetensors", "-o", folder / "eyes.safetensors"}));
  expect_refused(test::toile({"make-motifs", "--model", folder / "net.safetensors", "-o", folder / "cuts"}));
  EXPECT_EQ(read_file(folder / "notes.pack"), "my notes");
}

TEST(OwnFiles, ADamagedGarmentIsOneLineOfTheWardrobe) {
  const Folder folder;
  fs::copy("wardrobe/tote", folder / "tote", fs::copy_options::recursive);
  for (const char* name : {"text", "narrow", "bare"}) fs::create_directory(folder / name);
  const std::string card = read_file(folder / "tote/garment.json");
  write_file(folder / "text/garment.json", "{");
  write_file(folder / "bare/garment.json", card);
  fs::copy(folder / "tote", folder / "narrow", fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  write_file(folder / "narrow/garment.json", R"({"title": "Narrow", "group": "upper", "width_cm": 0})");
  const std::string setup = "TOILE_WARDROBE='" + folder.path().string() + "'";
  const auto listed = test::toile({"wardrobe"}, setup);
  EXPECT_EQ(listed.exit_code, 1);
  EXPECT_THAT(listed.out, HasSubstr("wardrobe:tote"));
  for (const char* line : {"failed text: ", "failed narrow: its width_cm is 0", "failed bare: its folder "}) {
    EXPECT_THAT(listed.out, HasSubstr(line));
  }
  image::write(folder / "t.png", test::blobs(32, 32));
  const auto dress = [&](const std::string& garment) {
    return test::toile({"dress", garment, "--pattern", folder / "t.png", "-o", folder / "o.png"}, setup);
  };
  EXPECT_EQ(dress("wardrobe:tote").exit_code, 0);
  EXPECT_THAT(dress("wardrobe:text").err, HasSubstr("the wardrobe garment text is damaged"));
}

TEST(OwnFiles, ADamagedDrapeCaseIsOneLine) {
  const Folder folder;
  const fs::path cases = fs::absolute("tests/drape");
  fs::create_symlink(cases / "tote", folder / "tote");
  fs::create_directory(folder / "bad");
  write_file(folder / "bad/case.json", "{");
  fs::create_directory(folder / "other");
  for (const auto& entry : fs::directory_iterator(cases / "tote")) {
    fs::create_symlink(entry.path(), folder / "other" / entry.path().filename());
  }
  fs::remove(folder / "other/mask.png");
  image::write_mask(folder / "other/mask.png", Mask::filled(9, 9, 255));
  const auto outcome =
      test::toile({"evaluate", "drape", folder.path(), "--fabrics", cases / "fabrics", "--start", "grey"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("failed " + (folder / "bad").string() + ": "));
  EXPECT_THAT(outcome.out, HasSubstr("failed other: "));
  EXPECT_THAT(outcome.out, HasSubstr("tote, from grey to"));
}

TEST(OwnFiles, ALineBreakInANameMakesNoLine) {
  const Folder folder;
  const std::string name = "a\nb\x1b[31m.png";
  image::write(folder / name, test::blobs(32, 32));
  const auto made = test::toile({"recolour", folder / name, "--palette", "#102030", "-o", folder / ("o" + name)});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(lines_in(made.out), 1);
  EXPECT_THAT(made.out, HasSubstr("oa?b?[31m.png"));
  const auto failed = test::toile({"recolour", folder / ("none" + name)});
  EXPECT_EQ(lines_in(failed.err), 1) << failed.err;
  const auto batch = test::toile({"dress", folder / ("none" + name), folder / name, "--mask", folder / "none.png",
                                  "--pattern", folder / name, "-o", folder / "out"});
  EXPECT_EQ(lines_in(batch.out), 2) << batch.out;
}

}  // namespace
}  // namespace toile
