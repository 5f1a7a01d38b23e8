// Files as cameras, scanners and designers make them: turned, deep, grey, in CMYK, with profiles. Made with
// libvips here.

#include <gtest/gtest.h>

#include <vips/vips8>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using vips::VImage;

using Colour = std::array<int, 3>;

class ForeignFile : public testing::Test {
 protected:
  ForeignFile() {
    image::write(folder_ / "start.png", test::noise(2, 2));  // starts libvips as the program does
  }
  std::string path(const char* name) const { return (folder_ / name).string(); }

  /// Written by libvips itself, with everything it knows about the picture.
  Image through(const VImage& picture, const char* name) const {
    picture.write_to_file(path(name).c_str());
    return image::read(path(name));
  }

 private:
  Folder folder_;
};

/// Four blocks of 16 pixels: red, green above blue, white.
VImage blocks() {
  static const std::vector<std::uint8_t> bytes = [] {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < 32; ++y) {
      for (int x = 0; x < 32; ++x) {
        const bool right = x >= 16;
        const bool low = y >= 16;
        for (const bool on : {!right && !low, right && !low, low && !right}) {
          pixels.push_back(on || (right && low) ? 255 : 0);
        }
      }
    }
    return pixels;
  }();
  return VImage::new_from_memory(const_cast<std::uint8_t*>(bytes.data()), bytes.size(), 32, 32, 3, VIPS_FORMAT_UCHAR)
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

VImage plain(std::vector<double> values, VipsBandFormat format, VipsInterpretation interpretation) {
  return VImage::black(16, 16).cast(format).new_from_image(values).copy(
      VImage::option()->set("interpretation", interpretation));
}

Colour colour_at(const Image& image, int x, int y) {
  const std::uint8_t* p = image.at(x, y);
  return {p[0], p[1], p[2]};
}

void expect_near(const Colour& is, const Colour& wanted, int tolerance) {
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(is[c], wanted[c], tolerance) << "channel " << c;
}

/// Names the blocks' colours: top left, top right, bottom left, bottom right.
std::string corners(const Image& image) {
  std::string names;
  for (const auto& [x, y] : {std::pair{4, 4}, {28, 4}, {4, 28}, {28, 28}}) {
    const Colour c = colour_at(image, x, y);
    names += c[0] > 128 ? (c[1] > 128 ? 'W' : 'R') : (c[1] > 128 ? 'G' : 'B');
  }
  return names;
}

TEST_F(ForeignFile, StandsUprightWhateverTheCameraSays) {
  const char* const upright[] = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    VImage turned = blocks().copy();
    turned.set(VIPS_META_ORIENTATION, orientation);
    EXPECT_EQ(corners(through(turned, "turned.jpg")), upright[orientation - 1]) << orientation;
  }
}

TEST_F(ForeignFile, SwapsItsSidesWhenTurnedByAQuarter) {
  VImage turned = blocks().crop(0, 0, 32, 20).copy();
  turned.set(VIPS_META_ORIENTATION, 6);
  const Image image = through(turned, "turned.tif");
  EXPECT_EQ(image.width, 20);
  EXPECT_EQ(image.height, 32);
  EXPECT_EQ(colour_at(image, 19, 0), (Colour{255, 0, 0}));
}

TEST_F(ForeignFile, OfCmykBecomesRgb) {
  // inks 0..255: no ink is white, full yellow over half magenta is orange
  const Image white = through(plain({0, 0, 0, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_CMYK), "white.jpg");
  expect_near(colour_at(white, 5, 5), {255, 255, 255}, 4);
  for (const char* name : {"orange.jpg", "orange.tif"}) {
    const Image orange = through(plain({0, 128, 255, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_CMYK), name);
    const Colour c = colour_at(orange, 5, 5);
    EXPECT_GT(c[0], 200) << name;
    EXPECT_GT(c[1], 90) << name;
    EXPECT_LT(c[1], 200) << name;
    EXPECT_LT(c[2], 90) << name;
  }
}

TEST_F(ForeignFile, Of16BitsIsRoundedTo8) {
  const VImage deep = plain({65535, 257.0 * 100, 0}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_RGB16);
  for (const char* name : {"deep.png", "deep.tif"}) {
    EXPECT_EQ(colour_at(through(deep, name), 3, 3), (Colour{255, 100, 0})) << name;
  }
}

TEST_F(ForeignFile, Of16BitsKeepsItsAlpha) {
  const VImage deep = plain({65535, 257.0 * 100, 0, 257.0 * 51}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_RGB16);
  const Image image = through(deep, "deep.png");
  EXPECT_EQ(colour_at(image, 3, 3), (Colour{255, 100, 0}));
  ASSERT_EQ(image.alpha.size(), image.pixels());
  EXPECT_EQ(image.alpha[0], 51);
}

TEST_F(ForeignFile, OfGreyBecomesRgb) {
  for (const char* name : {"grey.png", "grey.jpg", "grey.tif"}) {
    const Image image = through(plain({90}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_B_W), name);
    expect_near(colour_at(image, 3, 3), {90, 90, 90}, 1);
  }
  const Image deep = through(plain({257.0 * 90}, VIPS_FORMAT_USHORT, VIPS_INTERPRETATION_GREY16), "deep.png");
  EXPECT_EQ(colour_at(deep, 3, 3), (Colour{90, 90, 90}));
}

TEST_F(ForeignFile, OfGreyWithAlphaKeepsIt) {
  const Image image = through(plain({90, 7}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_B_W), "grey.png");
  EXPECT_EQ(colour_at(image, 3, 3), (Colour{90, 90, 90}));
  ASSERT_EQ(image.alpha.size(), image.pixels());
  EXPECT_EQ(image.alpha[0], 7);
}

TEST_F(ForeignFile, OfAWiderColourSpaceIsConvertedToSrgb) {
  // libvips carries a Display P3 profile; sRGB green is about (117, 251, 76) there
  const VImage green = plain({0, 255, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB);
  const VImage wide = green.icc_transform("p3", VImage::option()->set("input_profile", "srgb"));
  ASSERT_GT(wide(3, 3)[0], 100);
  for (const char* name : {"wide.png", "wide.tif", "wide.jpg"}) {
    expect_near(colour_at(through(wide, name), 3, 3), {0, 255, 0}, 4);
  }
}

TEST_F(ForeignFile, OfAWiderColourSpaceKeepsItsAlpha) {
  const VImage green = plain({0, 255, 0, 40}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB);
  const VImage wide = green.icc_transform("p3", VImage::option()->set("input_profile", "srgb"));
  const Image image = through(wide, "wide.png");
  expect_near(colour_at(image, 3, 3), {0, 255, 0}, 3);
  ASSERT_EQ(image.alpha.size(), image.pixels());
  EXPECT_EQ(image.alpha[0], 40);
}

TEST_F(ForeignFile, WithABrokenProfileIsReadWithoutIt) {
  VImage image = blocks().copy();
  const std::string junk(300, 'j');
  image.set(VIPS_META_ICC_NAME, nullptr, const_cast<char*>(junk.data()), junk.size());
  for (const char* name : {"junk.jpg", "junk.tif"}) EXPECT_EQ(corners(through(image, name)), "RGBW") << name;
}

TEST_F(ForeignFile, OfSeveralPagesGivesTheFirst) {
  for (const char* name : {"pages.tif", "pages.webp"}) {
    VImage pages = plain({255, 0, 0}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB)
                       .join(plain({0, 0, 255}, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB), VIPS_DIRECTION_VERTICAL);
    pages.set(VIPS_META_PAGE_HEIGHT, 16);
    const Image image = through(pages, name);
    EXPECT_EQ(image.width, 16) << name;
    EXPECT_EQ(image.height, 16) << name;
    expect_near(colour_at(image, 8, 8), {255, 0, 0}, 4);
  }
}

TEST_F(ForeignFile, LeavesNoneOfItsMetadataInWhatIsWritten) {
  VImage source = blocks().copy();
  source.set("exif-ifd0-Copyright", "Whistler (Whistler, ASCII, 9 components, 9 bytes)");
  source.set(VIPS_META_ICC_NAME, nullptr, const_cast<char*>("Whistler"), 8);
  const Image image = through(source, "source.jpg");
  ASSERT_NE(read_file(path("source.jpg")).find("Whistler"), std::string::npos);
  for (const char* name : {"out.png", "out.jpg", "out.webp", "out.tif"}) {
    image::write(path(name), image, {{"toile", "x"}});
    EXPECT_EQ(read_file(path(name)).find("Whistler"), std::string::npos) << name;
  }
}

TEST_F(ForeignFile, WithManyChannelsKeepsItsColours) {
  std::vector<double> seven{10, 20, 30, 255, 90, 90, 90};
  const Image read = through(plain(seven, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB), "seven.tif");
  EXPECT_EQ(read, Image::filled(read.width, read.height, {10, 20, 30}));
  seven.resize(40);
  EXPECT_NE(test::sentence(ErrorKind::bad_file,
                           [&] { through(plain(seven, VIPS_FORMAT_UCHAR, VIPS_INTERPRETATION_sRGB), "forty.tif"); })
                .find("is a TIFF of 40 channels"),
            std::string::npos);
}

}  // namespace
}  // namespace toile
