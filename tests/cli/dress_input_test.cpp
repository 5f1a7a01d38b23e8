#include <gtest/gtest.h>

#include <vips/vips8>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/json.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;

constexpr int kWidth = 80, kHeight = 100;

/// A photo of one colour, a mask over its middle and a tile.
struct Scene {
  Folder folder;
  Scene() {
    Mask mask = Mask::filled(kWidth, kHeight, 0);
    for (int y = 20; y < 80; ++y) std::fill_n(&mask.at(20, y), 40, std::uint8_t{255});
    image::write_mask(folder / "mask.png", mask);
    image::write(folder / "photo.png", Image::filled(kWidth, kHeight, {180, 170, 160}));
    write_tile("tile.png", 32, 32);
  }
  void write_tile(const std::string& name, int width, int height) const {
    Image tile = Image::filled(width, height, {220, 215, 210});
    for (int y = 0; y < height; ++y) std::fill_n(tile.at(0, y), 3 * (width / 2), std::uint8_t{60});
    image::write(folder / name, tile);
  }
  test::Outcome dress(const std::string& photo, const std::vector<std::string>& more = {},
                      const std::string& tile = "tile.png") const {
    std::vector<std::string> words = {"dress",     folder / photo, "--mask", folder / "mask.png",
                                      "--pattern", folder / tile,  "-o",     folder / "out.png",
                                      "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return test::toile(words);
  }
  Image result() const { return image::read(folder / "out.png"); }
};

TEST(DressInput, TakesTilesFrom4To20000Pixels) {
  const Scene scene;
  scene.write_tile("small.png", 4, 4);
  scene.write_tile("wide.png", 20000, 40);
  scene.write_tile("huge.png", 6000, 6000);
  for (const char* tile : {"small.png", "wide.png", "huge.png"}) {
    const auto done = scene.dress("photo.png", {}, tile);
    ASSERT_EQ(done.exit_code, 0) << tile << done.err;
    const Image out = scene.result();
    int dark = 0;
    for (int x = 20; x < 60; ++x) dark += out.at(x, 50)[1] < 120;
    EXPECT_NEAR(dark, 18, 5) << tile;  // half of each tile; four pixels are interpolated in linear light
  }
}

TEST(DressInput, RefusesScalesAndMasksThatMakeNoSense) {
  const Scene scene;
  image::write_mask(scene.folder / "empty.png", Mask::filled(kWidth, kHeight, 0));
  image::write_mask(scene.folder / "other.png", Mask::filled(30, 40, 255));
  const auto complaint = [&](const std::vector<std::string>& more) {
    const auto outcome = scene.dress("photo.png", more);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(scene.folder / "out.png"));
    return outcome.err;
  };
  EXPECT_NE(complaint({"--scale", "0"}).find("scale is 0; it must be from 0.01 to 100"), std::string::npos);
  EXPECT_NE(complaint({"--scale", "-2"}).find("scale is -2"), std::string::npos);
  EXPECT_NE(complaint({"--tile-cm", "-1"}).find("the tile is -1 cm wide"), std::string::npos);
  EXPECT_NE(complaint({"--garment-cm", "-1"}).find("the garment is -1 cm wide"), std::string::npos);
  EXPECT_NE(complaint({"--tile-cm", "5"}).find("real width isn't known"), std::string::npos);
  const auto with_mask = [&](const char* mask) {
    return test::toile({"dress", scene.folder / "photo.png", "--mask", scene.folder / mask, "--pattern",
                        scene.folder / "tile.png", "-o", scene.folder / "out.png"});
  };
  EXPECT_NE(with_mask("empty.png").err.find("the mask is empty"), std::string::npos);
  EXPECT_NE(with_mask("other.png").err.find("the mask is 30x40 pixels and the photo 80x100"), std::string::npos);
}

TEST(DressInput, NotesABlackAndAWhiteGarment) {
  const Scene scene;
  image::write(scene.folder / "black.png", Image::filled(kWidth, kHeight, {0, 0, 0}));
  image::write(scene.folder / "white.png", Image::filled(kWidth, kHeight, {255, 255, 255}));
  const auto notes = [&](const char* photo) {
    const auto done = scene.dress(photo);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return Json::parse(done.out).at("notes").array();
  };
  EXPECT_TRUE(notes("photo.png").empty());
  EXPECT_EQ(notes("black.png").size(), 1U);
  EXPECT_EQ(notes("white.png").size(), 1U);
  EXPECT_NE(scene.result().at(30, 50)[0], 255);
}

TEST(DressInput, Takes16BitCmykAndAlphaPhotos) {
  const Scene scene;
  const auto plain =
      vips::VImage::black(kWidth, kHeight, vips::VImage::option()->set("bands", 3)).linear({0, 0, 0}, {180, 170, 160});
  const auto rgb =
      plain.cast(VIPS_FORMAT_UCHAR).copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  rgb.colourspace(VIPS_INTERPRETATION_RGB16).tiffsave((scene.folder / "deep.tif").c_str());
  rgb.colourspace(VIPS_INTERPRETATION_CMYK).jpegsave((scene.folder / "cmyk.jpg").c_str());
  Image clear = Image::filled(kWidth, kHeight, {180, 170, 160});
  for (std::size_t i = 0; i < clear.pixels(); ++i) clear.alpha.push_back(static_cast<std::uint8_t>(i % 200 + 20));
  image::write(scene.folder / "alpha.png", clear);
  for (const char* photo : {"deep.tif", "cmyk.jpg", "alpha.png"}) {
    const auto done = scene.dress(photo);
    ASSERT_EQ(done.exit_code, 0) << photo << done.err;
    const Image before = image::read(scene.folder / photo), after = scene.result();
    EXPECT_EQ(after.alpha, before.alpha) << photo;
    EXPECT_TRUE(std::equal(before.at(0, 0), before.at(0, 19), after.at(0, 0))) << photo;
    EXPECT_FALSE(std::equal(before.at(20, 50), before.at(60, 50), after.at(20, 50))) << photo;
  }
}

}  // namespace
}  // namespace toile
