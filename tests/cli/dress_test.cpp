#include <gtest/gtest.h>

#include <algorithm>

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

/// A red and white checker, 64 pixels.
void write_tile(const fs::path& path) {
  Image tile = Image::filled(64, 64, {200, 30, 40});
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      if ((x / 16 + y / 16) % 2) std::fill_n(tile.at(x, y), 3, std::uint8_t{240});
    }
  }
  image::write(path, tile);
}

void expect_complaint(const std::vector<std::string>& words, int code, const std::string& part) {
  const auto outcome = test::toile(words);
  EXPECT_EQ(outcome.exit_code, code) << outcome.err;
  EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
  EXPECT_TRUE(outcome.err.starts_with("toile: ")) << outcome.err;
  EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
}

const std::string kWorn = "tshirt";  ///< of the wardrobe; the garment net knows what people wear, not curtains

TEST(DressCommand, ChangesTheGarmentAndNothingElse) {
  const Folder folder;
  write_tile(folder / "tile.png");
  const auto dressed =
      test::toile({"dress", "wardrobe:" + kWorn, "--pattern", folder / "tile.png", "-o", folder / "out.png"});
  ASSERT_EQ(dressed.exit_code, 0) << dressed.err;
  const Image before = image::read("wardrobe/" + kWorn + "/photo.jpg"), after = image::read(folder / "out.png");
  const Mask mask = image::read_mask("wardrobe/" + kWorn + "/mask.png");
  std::size_t changed = 0, covered = 0;
  for (std::size_t i = 0; i < mask.pixels(); ++i) {
    const bool same = std::equal(&before.rgb[3 * i], &before.rgb[3 * i] + 3, &after.rgb[3 * i]);
    ASSERT_TRUE(same || mask.cover[i] > 0);
    changed += !same;
    covered += mask.cover[i] > 128;
  }
  EXPECT_GT(static_cast<double>(changed), 0.9 * static_cast<double>(covered));
}

TEST(DressCommand, GuessesHowWideAGarmentIsAndSaysSo) {
  const Folder folder;
  write_tile(folder / "tile.png");
  const std::string photo = "wardrobe/" + kWorn + "/photo.jpg";
  const auto dress = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"dress", photo, "--pattern", folder / "tile.png", "-o", folder / "out.png"};
    words.insert(words.end(), more.begin(), more.end());
    const auto outcome = test::toile(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  };
  const std::string note = "cm wide, a guess from its outline";
  EXPECT_NE(dress({"--tile-cm", "8"}).find(note), std::string::npos);
  const Image guessed = image::read(folder / "out.png");
  EXPECT_EQ(dress({"--tile-cm", "8", "--garment-cm", "40"}).find(note), std::string::npos);
  EXPECT_NE(image::read(folder / "out.png"), guessed);
  EXPECT_EQ(dress({}).find(note), std::string::npos) << "three tiles across need no width";

  const auto found = test::toile({"segment", photo, "--json", "-o", folder / "mask.png"});
  const double width = Json::parse(found.out).at("garments").array().at(0).at("width_cm").number();
  EXPECT_GT(width, 55) << "a top whose sleeves stand off";
  EXPECT_LT(width, 90);
  // a mask says nothing of what it covers
  expect_complaint({"dress", photo, "--mask", folder / "mask.png", "--pattern", folder / "tile.png", "--tile-cm", "8",
                    "-o", folder / "out.png"},
                   2, "real width isn't known");
}

TEST(DressCommand, MakesANewPatternOfACategoryAndFindsTheGarmentItself) {
  const Folder folder;
  const std::string photo = "wardrobe/" + kWorn + "/photo.jpg";
  const auto dressed = test::toile({"dress", photo, "-c", "floral", "--seed", "3", "--json", "-o", folder / "out.jpg"});
  ASSERT_EQ(dressed.exit_code, 0) << dressed.err;
  EXPECT_EQ(Json::parse(dressed.out).at("width").integer(), image::read(photo).width);
}

TEST(DressCommand, GivesTheSameBytesWhateverTheThreads) {
  const Folder folder;
  const std::string photo = "wardrobe/" + kWorn + "/photo.jpg";
  for (const char* threads : {"1", "2", "3"}) {
    const auto done = test::toile(
        {"dress", photo, "-c", "dotted", "--threads", threads, "-o", folder / (std::string(threads) + ".png")});
    ASSERT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(read_file(folder / (std::string(threads) + ".png")), read_file(folder / "1.png")) << threads;
  }
}

TEST(SegmentCommand, FindsTheWardrobesGarmentByItself) {
  const Folder folder;
  const auto found = test::toile({"segment", "wardrobe/" + kWorn + "/photo.jpg", "--json", "-o", folder / "mask.png"});
  ASSERT_EQ(found.exit_code, 0) << found.err;
  EXPECT_GE(Json::parse(found.out).at("garments").array().size(), 1U);
  const Mask ours = image::read_mask(folder / "mask.png"), truth = image::read_mask("wardrobe/" + kWorn + "/mask.png");
  ASSERT_EQ(ours.pixels(), truth.pixels());
  double both = 0, either = 0;
  for (std::size_t i = 0; i < truth.pixels(); ++i) {
    both += ours.cover[i] > 127 && truth.cover[i] > 127;
    either += ours.cover[i] > 127 || truth.cover[i] > 127;
  }
  EXPECT_GT(both / either, 0.9);
}

/// Two garments of the wardrobe side by side in one photo.
Image two_garments() {
  const Image left = image::resize(image::read("wardrobe/tshirt/photo.jpg"), 360, 480),
              right = image::resize(image::read("wardrobe/skirt/photo.jpg"), 360, 480);
  Image both = Image::filled(720, 480, {200, 200, 200});
  for (int y = 0; y < 480; ++y) {
    std::copy_n(left.at(0, y), 3 * 360, both.at(0, y));
    std::copy_n(right.at(0, y), 3 * 360, both.at(360, y));
  }
  return both;
}

/// How far apart two pictures are on average in one half.
double difference(const Image& a, const Image& b, int from, int to) {
  double sum = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 3 * from; x < 3 * to; ++x) sum += std::abs(a.at(0, y)[x] - b.at(0, y)[x]);
  }
  return sum / (3.0 * a.height * (to - from));
}

TEST(DressCommand, DressesEachOfTwoGarmentsInItsOwnPrint) {
  const Folder folder;
  const Image photo = two_garments();
  image::write(folder / "two.png", photo);
  image::write(folder / "red.png", Image::filled(32, 32, {220, 20, 20}));
  image::write(folder / "blue.png", Image::filled(32, 32, {20, 20, 220}));
  const auto found = test::toile({"segment", folder / "two.png", "--garment", "all", "--json", "-o", folder / "m.png"});
  ASSERT_EQ(found.exit_code, 0) << found.err;
  std::string left, right;
  const Json said = Json::parse(found.out);
  for (const Json& one : said.at("garments").array()) {
    (one.at("box").at("x").integer() < 300 ? left : right) = one.at("garment").string();
  }
  ASSERT_TRUE(left.ends_with(":1") || left.ends_with(":2")) << found.out;
  ASSERT_FALSE(right.empty() || right == left) << found.out;

  const auto dress = [&](const std::string& name, const std::vector<std::string>& on) {
    std::vector<std::string> words = {"dress", folder / "two.png", "-o", folder / name};
    for (const std::string& one : on) words.insert(words.end(), {"--on", one});
    const auto done = test::toile(words);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return image::read(folder / name);
  };
  const std::string red = left + "=" + (folder / "red.png").string(),
                    blue = right + "=" + (folder / "blue.png").string();
  const Image one = dress("one.png", {red}), other = dress("other.png", {blue}), both = dress("both.png", {red, blue});
  EXPECT_GT(difference(photo, one, 0, 360), 10);
  EXPECT_LT(difference(photo, one, 400, 720), 1);
  EXPECT_GT(difference(photo, both, 400, 720), 5);
  EXPECT_LT(difference(one, both, 0, 320), 0.5);
  EXPECT_LT(difference(other, both, 400, 720), 0.5);
  EXPECT_EQ(both.rgb, dress("again.png", {blue, red}).rgb) << "in any order";

  write_file(folder / "list", R"({"photo": "two.png", "output": "listed.png", "worn": [{"garment": ")" + left +
                                  R"(", "pattern": "red.png"}, {"garment": ")" + right +
                                  R"(", "pattern": "blue.png"}]})");
  const auto listed = test::toile({"dress", "--manifest", folder / "list"});
  EXPECT_EQ(listed.exit_code, 0) << listed.err << listed.out;
  EXPECT_EQ(image::read(folder / "listed.png").rgb, both.rgb);
  EXPECT_NE(test::toile({"dress", "--manifest", folder / "list"}).out.find("kept"), std::string::npos);

  expect_complaint({"dress", folder / "two.png", "--on", red, "--on", red, "-o", folder / "x.png"}, 2,
                   "two prints for one garment");
  expect_complaint(
      {"dress", folder / "two.png", "--on", "outer:7=" + (folder / "red.png").string(), "-o", folder / "x.png"}, 1,
      "there is no garment outer:7 in the photo; there is ");
  expect_complaint({"dress", folder / "two.png", "--on", "upper", "-o", folder / "x.png"}, 2,
                   "a garment and its print");
  expect_complaint({"dress", folder / "two.png", "--on", red, "-c", "floral", "-o", folder / "x.png"}, 2, "leave out");
  expect_complaint({"dress", folder / "two.png", "--on", red + ",seed=-1", "-o", folder / "x.png"}, 2, "seed is -1");
  expect_complaint({"dress", folder / "two.png", "--on", red, "--garment-cm", "2000", "-o", folder / "x.png"}, 2,
                   "it must be from 1 to 1000");
  expect_complaint({"dress", "wardrobe:tshirt", "--on", red, "-o", folder / "x.png"}, 2, "is one garment");
  expect_complaint({"segment", folder / "two.png", "--garment", "auto:7", "-o", folder / "x.png"}, 1,
                   "there is no garment auto:7 in the photo; there is ");
  expect_complaint({"segment", folder / "two.png", "--garment", "upper:99", "-o", folder / "x.png"}, 2,
                   "a number from 1 to 20");
}

TEST(DressCommand, SaysWhatIsWrongInOneSentence) {
  const Folder folder;
  const std::string tile = folder / "tile.png", out = folder / "out.png", garment = "wardrobe:" + kWorn;
  write_tile(tile);
  write_file(folder / "text.jpg", "not a picture");
  write_file(folder / "empty.jpg", "");
  const std::string photo = read_file("wardrobe/" + kWorn + "/photo.jpg");
  write_file(folder / "cut.jpg", photo.substr(0, photo.size() / 2));
  image::write_mask(folder / "small.png", Mask::filled(10, 10, 255));
  image::write(folder / "grey.png", Image::filled(300, 300, {128, 128, 128}));

  expect_complaint({"dress", garment, "-o", out}, 2, "a pattern is needed");
  expect_complaint({"dress", garment, "--pattern", tile, "-c", "floral", "-o", out}, 2, "not both");
  expect_complaint({"dress", garment, "--pattern", tile, "--scale", "0", "-o", out}, 2, "scale is");
  expect_complaint({"dress", garment, "--pattern", tile, "--garment", "hat", "-o", out}, 2, "garment is hat");
  expect_complaint({"dress", garment, "--pattern", tile, "--mask", folder / "small.png", "-o", out}, 2,
                   "the mask is 10x10");
  expect_complaint({"dress", garment, "--pattern", tile, "-o", folder / "out.bmp"}, 2, "out.bmp");
  expect_complaint({"dress", garment, "--pattern", tile, "-o", folder / "none/out.png"}, 1, "can't write");
  expect_complaint({"dress", "wardrobe:crinoline", "--pattern", tile, "-o", out}, 1, "there are bedding, ");
  expect_complaint({"dress", folder / "none.jpg", "--pattern", tile, "-o", out}, 1, "none.jpg");
  expect_complaint({"dress", folder / "text.jpg", "--pattern", tile, "-o", out}, 1, "text.jpg");
  expect_complaint({"dress", folder / "empty.jpg", "--pattern", tile, "-o", out}, 1, "empty.jpg");
  expect_complaint({"dress", folder / "cut.jpg", "--pattern", tile, "-o", out}, 1, "cut.jpg");
  expect_complaint({"dress", garment, "-c", "tweed", "-o", out}, 1, "there is no category tweed");
  expect_complaint({"segment", folder / "grey.png", "-o", out}, 1, "garment was found");
  expect_complaint({"segment", garment, "--model", "models/patterns/tile.safetensors", "-o", out}, 1,
                   "a garment-net is needed");
  EXPECT_FALSE(fs::exists(out));
}

TEST(DressCommand, LeavesTheOldFileAloneWhenTheDiskIsFull) {
  const Folder folder;
  write_tile(folder / "tile.png");
  write_file(folder / "out.png", "old");
  const auto full = test::toile(
      {"dress", "wardrobe:" + kWorn, "--pattern", folder / "tile.png", "-o", folder / "out.png"}, "ulimit -f 16;");
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_NE(full.err.find("can't write"), std::string::npos) << full.err;
  EXPECT_EQ(read_file(folder / "out.png"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2);
}

TEST(Program, ExplainsItselfAndRefusesWhatItDoesNotKnow) {
  EXPECT_EQ(test::toile({"--version"}).out, "toile 0.1.0\n");
  const auto help = test::toile({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command :
       {"generate", "segment", "dress", "wardrobe", "prepare", "train", "train-garment", "models"}) {
    EXPECT_NE(help.out.find(command), std::string::npos) << command;
    EXPECT_EQ(test::toile({command, "--help"}).exit_code, 0) << command;
  }
  EXPECT_EQ(test::toile({}).exit_code, 2);
  expect_complaint({"knit"}, 2, "knit");
  expect_complaint({"generate", "-c", "floral", "--size", "big"}, 2, "size");
}

TEST(ModelsCommand, ExplainsEveryWeightsFile) {
  const auto listed = test::toile({"models", "--json"}, "export XDG_DATA_HOME=/nonexistent;");
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  const Json models = Json::parse(listed.out).at("models");
  EXPECT_EQ(models.array().size(), 5U);
  for (const Json& model : models.array()) EXPECT_GT(model.at("weights").number(), 1e5);
}

}  // namespace
}  // namespace toile
