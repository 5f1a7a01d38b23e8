#include "toile/data/prepare_swatches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/held_out.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;
using test::blobs;
using test::sentence;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr PrepareOptions kSmall{.size = 32};

class Prepare : public testing::Test {
 protected:
  fs::path in(const std::string& name) const {
    const fs::path path = folder_ / ("in/" + name);
    fs::create_directories(path.parent_path());
    return path;
  }
  fs::path input() const { return folder_ / "in"; }
  fs::path pack() const { return folder_ / "out/swatches.pack"; }
  void put(const std::string& name, const Image& image) const { image::write(in(name), image); }
  PrepareSummary prepare(const PrepareOptions& options = kSmall) const {
    return prepare_swatches(input(), pack(), options);
  }
  std::vector<std::string> sources() const {
    std::vector<std::string> names;
    const Pack packed(pack(), "swatches");
    for (const PackItem& item : packed.items()) names.push_back(item.source);
    return names;
  }
  /// What is beside or instead of the pack.
  std::vector<std::string> outputs() const {
    std::vector<std::string> names;
    if (!fs::exists(pack().parent_path())) return names;
    for (const auto& entry : fs::directory_iterator(pack().parent_path())) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  const test::Folder folder_;
};

TEST_F(Prepare, PacksInksAndPalettes) {
  put("dots/a.png", blobs(32, 32, 1));
  put("dots/b.png", blobs(32, 32, 2));
  PrepareOptions options = kSmall;
  options.inks = 4;
  EXPECT_EQ(prepare(options).swatches(), 2U);
  const Pack packed(pack(), "inks");
  EXPECT_EQ(packed.layout().channels, 1);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& palette = packed.items()[i].palette;
    ASSERT_GE(palette.size(), 1U);
    EXPECT_LE(palette.size(), 4U);
    for (const std::uint8_t ink : packed.planes(i)) ASSERT_LT(ink, palette.size());
  }
  EXPECT_THROW(Pack(pack(), "swatches"), Error);
  for (const int wrong : {1, 9, -1}) {
    options.inks = wrong;
    EXPECT_THROW(prepare(options), Error);
  }
}

TEST_F(Prepare, PacksEveryCategoryInTheOrderOfItsNames) {
  put("stripes/b.png", blobs(32, 32, 1));
  put("stripes/a.jpg", blobs(40, 32, 2));
  put("dots/c.webp", blobs(32, 60, 3));
  const PrepareSummary summary = prepare();
  EXPECT_EQ(summary.swatches(), 3U);
  const Pack packed(pack(), "swatches");
  EXPECT_THAT(packed.layout().groups, ElementsAre("dots", "stripes"));
  EXPECT_EQ(packed.layout().channels, 3);
  EXPECT_EQ(packed.layout().width, 32);
  EXPECT_EQ(packed.layout().height, 32);
  EXPECT_THAT(sources(), ElementsAre("dots/c.webp", "stripes/a.jpg", "stripes/b.png"));
  EXPECT_THAT(packed.items_of("stripes"), ElementsAre(1U, 2U));
}

TEST_F(Prepare, StoresPlanesOfRedGreenAndBlue) {
  const Image image = blobs(32, 32);
  put("a/a.png", image);
  prepare();
  const Pack packed(pack(), "swatches");
  const auto planes = packed.planes(0);
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) ASSERT_EQ(planes[c * image.pixels() + i], image.rgb[3 * i + c]);
  }
}

TEST_F(Prepare, TakesTheMiddleSquareAndEnlargesASmallOne) {
  Image image = Image::filled(20, 40, {255, 0, 0});
  for (int y = 10; y < 30; ++y) {
    for (int x = 0; x < 20; ++x) image.at(x, y)[1] = static_cast<std::uint8_t>(12 * x);
  }
  put("a/a.png", image::crop(image, 0, 5, 20, 30));
  prepare();
  const Pack packed(pack(), "swatches");
  const Image square = image::resize(image::crop(image, 0, 10, 20, 20), 32, 32);
  EXPECT_EQ(packed.planes(0)[32 * 32 + 31], square.at(31, 0)[1]);
  EXPECT_EQ(packed.planes(0)[2 * 32 * 32 - 1], square.at(31, 31)[1]);
}

TEST_F(Prepare, CutsALargePictureIntoSeveralThatShareItsName) {
  put("a/large.png", blobs(70, 66));
  put("a/long.png", blobs(100, 33, 2));
  const PrepareSummary summary = prepare();
  EXPECT_EQ(summary.categories[0].kept, 2U);
  EXPECT_EQ(summary.categories[0].swatches, 7U);
  EXPECT_THAT(sources(), ElementsAre("a/large.png", "a/large.png", "a/large.png", "a/large.png", "a/long.png",
                                     "a/long.png", "a/long.png"));
  fs::remove_all(pack().parent_path());
  EXPECT_EQ(prepare({.size = 32, .most_squares = 1}).swatches(), 2U);
}

TEST_F(Prepare, LaysAlphaOnWhite) {
  Image image = blobs(32, 32);
  image.alpha.assign(image.pixels(), 255);
  std::fill_n(image.alpha.begin(), 32, std::uint8_t{0});
  put("a/a.png", image);
  prepare();
  const Pack packed(pack(), "swatches");
  EXPECT_EQ(packed.planes(0)[5], 255);
  EXPECT_EQ(packed.planes(0)[32 * 32 + 5], 255);
}

TEST_F(Prepare, LeavesOutWhatItCannotUseAndSaysWhy) {
  put("a/good.png", blobs(32, 32));
  put("a/tiny.png", blobs(12, 50));
  put("a/plain.png", Image::filled(40, 40, {200, 180, 160}));
  write_file(in("a/text.jpg"), "text");
  write_file(in("a/empty.jpg"), "");
  image::write(in("a/cut.jpg"), blobs(64, 64, 5));
  write_file(in("a/cut.jpg"), read_file(in("a/cut.jpg")).substr(0, 500));
  const PrepareSummary summary = prepare();
  ASSERT_EQ(summary.categories.size(), 1U);
  const PreparedCategory& a = summary.categories[0];
  EXPECT_EQ(a.pictures, 6U);
  EXPECT_EQ(a.kept, 1U);
  std::vector<std::string> said;
  for (const Dropped& d : a.dropped) said.push_back(d.file + ": " + d.sentence);
  EXPECT_THAT(said, ElementsAre(AllOf(StartsWith("a/cut.jpg: "), HasSubstr("cut short")),
                                AllOf(StartsWith("a/empty.jpg: "), HasSubstr("is empty")),
                                "a/plain.png: it is one plain colour, without a pattern",
                                AllOf(StartsWith("a/text.jpg: "), HasSubstr("is not a JPEG")),
                                "a/tiny.png: it has 12 x 50 pixels; at least 13 a side are needed"));
  EXPECT_EQ(a.dropped[0].why, Why::unreadable);
  EXPECT_EQ(a.dropped[2].why, Why::flat);
  EXPECT_EQ(a.dropped[4].why, Why::tiny);
}

TEST_F(Prepare, LeavesOutPlainPartsOfALargePicture) {
  Image image = blobs(64, 64);
  for (int y = 0; y < 32; ++y) std::fill_n(image.at(0, y), 3 * 32, std::uint8_t{250});
  put("a/a.png", image);
  EXPECT_EQ(prepare().swatches(), 3U);
}

TEST_F(Prepare, KeepsTheLargestOfNearDuplicates) {
  put("a/1.jpg", blobs(40, 40));
  put("a/2.png", blobs(60, 60));
  put("a/3.webp", blobs(50, 50));
  put("a/4.png", blobs(60, 60, 2));
  put("b/5.png", blobs(60, 60));  // another category is another matter
  const PrepareSummary summary = prepare();
  EXPECT_THAT(sources(), ElementsAre("a/2.png", "a/4.png", "b/5.png"));
  ASSERT_EQ(summary.categories[0].dropped.size(), 2U);
  EXPECT_EQ(summary.categories[0].dropped[0].why, Why::duplicate);
  EXPECT_EQ(summary.categories[0].dropped[0].sentence, "it is a near-duplicate of a/2.png");
  EXPECT_EQ(summary.categories[0].dropped[1].file, "a/3.webp");
}

TEST_F(Prepare, KeepsTheFirstOfIdenticalFiles) {
  put("a/2.png", blobs(40, 40));
  fs::copy_file(in("a/2.png"), in("a/1.png"));
  prepare();
  EXPECT_THAT(sources(), ElementsAre("a/1.png"));
}

TEST_F(Prepare, PassesOverOtherFilesAndFollowsLinks) {
  put("a/a.png", blobs(32, 32, 1));
  put("a/deeper/b.png", blobs(32, 32, 2));
  put("a/.hidden.png", blobs(32, 32, 3));
  put(".thumbs/c.png", blobs(32, 32, 4));
  put("loose.png", blobs(32, 32, 5));
  write_file(in("a/SOURCES.tsv"), "file\tsource\n");
  image::write(folder_ / "elsewhere.png", blobs(32, 32, 6));
  fs::create_symlink(folder_ / "elsewhere.png", in("a/link.png"));
  fs::create_symlink("nowhere.png", in("a/lost.png"));
  ASSERT_EQ(mkfifo(in("a/pipe.png").c_str(), 0600), 0);
  const PrepareSummary summary = prepare();
  EXPECT_THAT(sources(), ElementsAre("a/a.png", "a/link.png"));
  ASSERT_EQ(summary.categories[0].dropped.size(), 1U);
  EXPECT_EQ(summary.categories[0].dropped[0].file, "a/lost.png");
  EXPECT_EQ(summary.loose, 1U);
}

TEST_F(Prepare, TakesAFolderOfPicturesAsOneCategory) {
  put("a.png", blobs(32, 32));
  for (const fs::path& name : {input(), input() / ""}) {
    prepare_swatches(name, pack(), kSmall);
    EXPECT_THAT(Pack(pack(), "swatches").layout().groups, ElementsAre("in"));
    EXPECT_THAT(sources(), ElementsAre("a.png"));
  }
}

TEST_F(Prepare, WritesAContactSheetACategoryAndASummary) {
  for (unsigned i = 0; i < 5; ++i) put("a/" + std::to_string(i) + ".png", blobs(32, 32, i));
  put("b/plain.png", Image::filled(40, 40, {200, 180, 160}));
  const PrepareSummary summary = prepare();
  EXPECT_THAT(outputs(), ElementsAre("swatches.contact", "swatches.pack", "swatches.summary.json"));
  const Image sheet = image::read(summary.contact_folder / "a.png");
  EXPECT_EQ(sheet.width, 5 * 96 + 6 * 4);
  EXPECT_FALSE(fs::exists(summary.contact_folder / "b.png"));
  EXPECT_THAT(Pack(pack(), "swatches").layout().groups, ElementsAre("a"));
  const Json json = Json::parse(read_file(summary.summary_file));
  EXPECT_EQ(json, to_json(summary));
  EXPECT_EQ(json.at("swatches").integer(), 5);
  const Json& b = json.at("categories").array().at(1);
  EXPECT_EQ(b.at("dropped").array().at(0).at("why").string(), "flat");
}

TEST_F(Prepare, GivesTheSameBytesWithAnyNumberOfThreads) {
  for (unsigned i = 0; i < 20; ++i) put("a/" + std::to_string(i) + ".jpg", blobs(40 + 3 * i, 90, i % 15));
  prepare({.size = 32, .threads = 1});
  const std::string first = read_file(pack());
  for (const int threads : {1, 4}) {
    prepare({.size = 32, .threads = threads});
    EXPECT_EQ(read_file(pack()), first) << threads;
  }
}

TEST_F(Prepare, TellsAFolderWithNoImages) {
  fs::create_directories(input() / "a");
  write_file(in("a/notes.txt"), "text");
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { prepare(); }),
              AllOf(HasSubstr(input().string()), HasSubstr("a folder with no images")));
  EXPECT_TRUE(outputs().empty());
}

TEST_F(Prepare, TellsAFolderThatIsNotThereOrIsNone) {
  EXPECT_THAT(sentence(ErrorKind::not_found, [&] { prepare(); }), HasSubstr(input().string()));
  write_file(folder_ / "in", "text");
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { prepare(); }), HasSubstr("is not a folder"));
}

TEST_F(Prepare, TellsAFolderWhosePicturesAreAllUseless) {
  write_file(in("a/a.jpg"), "text");
  write_file(in("a/b.jpg"), "text");
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { prepare(); }),
              AllOf(HasSubstr("none of the 2 pictures"), HasSubstr("a/a.jpg"), HasSubstr("is not a JPEG")));
  EXPECT_TRUE(outputs().empty());
}

TEST_F(Prepare, RefusesAnOutputThatCannotBeWrittenBeforeItStarts) {
  put("a/a.png", blobs(32, 32));
  write_file(folder_ / "file", "");
  const OnProgress never = [](const Progress&) {
    ADD_FAILURE() << "it has started";
    return true;
  };
  EXPECT_THAT(
      sentence(ErrorKind::cannot_write, [&] { prepare_swatches(input(), folder_ / "file/a.pack", kSmall, never); }),
      HasSubstr((folder_ / "file").string()));
  EXPECT_THAT(sentence(ErrorKind::cannot_write, [&] { prepare_swatches(input(), input(), kSmall, never); }),
              HasSubstr("is a folder"));
}

TEST_F(Prepare, LeavesNothingWhenStoppedAtAnyMoment) {
  for (unsigned i = 0; i < 4; ++i) put("a/" + std::to_string(i) + ".png", blobs(32, 32, i));
  for (const int threads : {1, 2}) {
    for (int moment = 1; moment <= 8; ++moment) {  // each file is seen two times
      const OnProgress progress = [&](const Progress& p) { return p.done + (p.what == "packing" ? 4 : 0) < moment; };
      EXPECT_EQ(sentence(ErrorKind::cancelled,
                         [&] { prepare_swatches(input(), pack(), {.size = 32, .threads = threads}, progress); }),
                "stopped; no pack was written");
      EXPECT_TRUE(outputs().empty());
    }
  }
}

TEST_F(Prepare, LeavesAnOlderPackAloneWhenStoppedWhilePacking) {
  put("a/a.png", blobs(32, 32));
  prepare();
  const std::string older = read_file(pack());
  put("a/b.png", blobs(32, 32, 2));
  const OnProgress progress = [](const Progress& p) { return p.what != "packing"; };
  EXPECT_THROW(prepare_swatches(input(), pack(), kSmall, progress), Error);
  EXPECT_EQ(read_file(pack()), older);
  EXPECT_EQ(outputs().size(), 3U);
}

TEST_F(Prepare, NamesTheSizesThatAreAllowed) {
  put("a/a.png", blobs(32, 32));
  EXPECT_THAT(sentence(ErrorKind::usage, [&] { prepare({.size = 8}); }),
              AllOf(HasSubstr("8 pixels"), HasSubstr("16 to 1024")));
  EXPECT_THAT(sentence(ErrorKind::usage, [&] { prepare({.size = 32, .most_squares = 0}); }), HasSubstr("at least 1"));
}

TEST_F(Prepare, KeepsHeldOutPhotosOutOfThePack) {
  for (int i = 0; i < 40; ++i) put("dots/photo" + std::to_string(i) + ".png", blobs(32, 32, i + 1));
  PrepareOptions options = kSmall;
  options.held_out = 0.3;
  const PrepareSummary summary = prepare(options);
  std::size_t held = 0;
  for (const Dropped& dropped : summary.categories[0].dropped) {
    EXPECT_EQ(dropped.why, Why::held_out);
    EXPECT_TRUE(is_held_out(dropped.file, 0.3));
    ++held;
  }
  EXPECT_GT(held, 5U);
  EXPECT_LT(held, 20U);
  for (const std::string& name : sources()) EXPECT_FALSE(is_held_out(name, 0.3)) << name;
}

TEST(HeldOut, GoesByPhotoNotByFile) {
  EXPECT_EQ(photo_of("floral/ms_floral_156t_2.jpg"), "ms_floral_156");
  EXPECT_EQ(photo_of("ms_floral_156_1.png"), "ms_floral_156");
  EXPECT_EQ(photo_of("fc_checkered_00001.jpg"), "fc_checkered_00001");
  EXPECT_EQ(photo_of("dots.jpg"), "dots");
  int held = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string photo = "photo" + std::to_string(i);
    EXPECT_EQ(is_held_out(photo + "_1.jpg", 0.2), is_held_out("other/" + photo + "_7.png", 0.2));
    held += is_held_out(photo, 0.2);
  }
  EXPECT_NEAR(held, 200, 40);
}

}  // namespace
}  // namespace toile::data
