// Pictures of unusual kinds: read right, or refused by their true reason.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vips/vips8>

#include "tests/folder.hpp"
#include "tests/image/tiff_file.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using test::sentence;
using test::TiffKind;
using test::write_tiff;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using vips::VImage;

constexpr int kWide = 40, kHigh = 30;

const Image& picture() {
  static const Image blobs = test::blobs(kWide, kHigh);
  return blobs;
}

Image greys() {
  Image grey = picture();
  for (std::size_t i = 0; i < grey.rgb.size(); ++i) grey.rgb[i] = grey.rgb[i - i % 3];
  return grey;
}

double mean_difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(a.rgb[i] - b.rgb[i]);
  return sum / static_cast<double>(a.rgb.size());
}

/// The picture's bytes, or its first channel alone, each times `scale`.
template <class T>
std::vector<T> scaled(const Image& image, double scale, int channels = 3) {
  std::vector<T> values;
  for (std::size_t i = 0; i < image.pixels(); ++i) {
    for (int c = 0; c < channels; ++c)
      values.push_back(static_cast<T>(image.rgb[3 * i + static_cast<std::size_t>(c)] * scale));
  }
  return values;
}

/// A view of `image`.
VImage vips_of(const Image& image) {
  return VImage::new_from_memory(const_cast<std::uint8_t*>(image.rgb.data()), image.rgb.size(), image.width,
                                 image.height, 3, VIPS_FORMAT_UCHAR)
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

constexpr TiffKind kFloats{.bits = 32, .format = SAMPLEFORMAT_IEEEFP};

TEST(RarePicture, OfFloatsIsReadWhateverWhiteIs) {
  const Folder folder;
  const auto path = folder / "a.tif";
  for (const double white : {1.0, 255.0, 65'535.0}) {
    write_tiff(path, kWide, kHigh, scaled<float>(picture(), white / 255), kFloats);
    EXPECT_LE(test::largest_difference(image::read(path), picture()), 1) << white;
    TiffKind kind = kFloats;
    kind.samples = 1;
    kind.photometric = PHOTOMETRIC_MINISBLACK;
    write_tiff(path, kWide, kHigh, scaled<float>(greys(), white / 255, 1), kind);
    EXPECT_LE(test::largest_difference(image::read(path), greys()), 1) << white;
    kind = kFloats;
    kind.planar = PLANARCONFIG_SEPARATE;
    kind.compression = COMPRESSION_ADOBE_DEFLATE;
    write_tiff(path, kWide, kHigh, std::vector<float>(3 * kWide * kHigh, static_cast<float>(white / 2)), kind);
    if (white > 1) continue;  // nothing says that half of 255 isn't white
    EXPECT_LE(test::largest_difference(image::read(path), Image::filled(kWide, kHigh, {128, 128, 128})), 1);
  }
}

TEST(RarePicture, OfFloatsKeepsItsAlphaAndItsHoles) {
  const Folder folder;
  const auto path = folder / "a.tif";
  for (const float white : {1.0F, 255.0F}) {
    std::vector<float> values;
    for (const std::uint8_t value : picture().rgb) {
      values.push_back(static_cast<float>(value) * white / 255);
      if (values.size() % 4 == 3) values.push_back(white * 102 / 255);
    }
    TiffKind kind = kFloats;
    kind.samples = 4;
    kind.extra = {EXTRASAMPLE_UNASSALPHA};
    values[0] = std::numeric_limits<float>::quiet_NaN();
    values[5] = std::numeric_limits<float>::infinity();
    write_tiff(path, kWide, kHigh, values, kind);
    const Image read = image::read(path);
    ASSERT_FALSE(read.alpha.empty());
    EXPECT_EQ(read.alpha.front(), 102);
    EXPECT_LE(std::abs(read.rgb[1] - picture().rgb[1]), 1);
  }
}

TEST(RarePicture, WithHighlightsAboveWhiteIsNoBlackPicture) {
  const Folder folder;
  std::vector<float> values = scaled<float>(picture(), 1 / 255.0);
  for (std::size_t i = 0; i < 9; ++i) values[i] = 40.5F;  // a lamp
  write_tiff(folder / "a.tif", kWide, kHigh, values, kFloats);
  Image lit = picture();
  for (std::size_t i = 0; i < 9; ++i) lit.rgb[i] = 255;
  EXPECT_LE(test::largest_difference(image::read(folder / "a.tif"), lit), 1);
}

TEST(RarePicture, OfFloatsGoesThroughItsProfile) {
  const Folder folder;
  for (const double white : {1.0, 255.0}) {
    VImage floats = vips_of(picture()).cast(VIPS_FORMAT_FLOAT) * (white / 255);
    floats.tiffsave((folder / "a.tif").c_str(), VImage::option()->set("profile", "srgb"));
    EXPECT_LE(test::largest_difference(image::read(folder / "a.tif"), picture()), 1) << white;
    VImage wide = vips_of(picture()).icc_transform("p3", VImage::option()->set("input_profile", "srgb"));
    (wide.cast(VIPS_FORMAT_FLOAT) * (white / 255)).tiffsave((folder / "b.tif").c_str());
    EXPECT_LE(test::largest_difference(image::read(folder / "b.tif"), picture()), 12) << white;
  }
}

TEST(RarePicture, InSrgbKeepsItsBytesWhoseverProfileSaysSo) {
  const Folder folder;
  vips_of(picture()).pngsave((folder / "a.png").c_str(), VImage::option()->set("profile", "srgb"));
  EXPECT_EQ(image::read(folder / "a.png"), picture());
  vips_of(picture())
      .icc_transform("p3", VImage::option()->set("input_profile", "srgb"))
      .pngsave((folder / "b.png").c_str());
  EXPECT_LE(test::largest_difference(image::read(folder / "b.png"), picture()), 12);
}

TEST(RarePicture, InLabIsReadInColour) {
  const Folder folder;
  const VImage lab = vips_of(picture()).colourspace(VIPS_INTERPRETATION_LAB);
  lab.tiffsave((folder / "float.tif").c_str());
  lab.colourspace(VIPS_INTERPRETATION_LABS).tiffsave((folder / "16.tif").c_str());
  lab.colourspace(VIPS_INTERPRETATION_LABQ).tiffsave((folder / "8.tif").c_str());
  for (const char* name : {"float.tif", "16.tif", "8.tif"}) {
    EXPECT_LE(mean_difference(image::read(folder / name), picture()), 1.5) << name;
    EXPECT_LE(test::largest_difference(image::read(folder / name), picture()), 25) << "dark and colourful: " << name;
  }
}

TEST(RarePicture, OfSixteenOrThirtyTwoBitsIsRead) {
  const Folder folder;
  const auto path = folder / "a.tif";
  write_tiff(path, kWide, kHigh, scaled<std::uint16_t>(picture(), 257), {.bits = 16});
  EXPECT_LE(test::largest_difference(image::read(path), picture()), 1);
  write_tiff(path, kWide, kHigh, scaled<std::uint32_t>(picture(), 16'843'009), {.bits = 32});
  EXPECT_LE(test::largest_difference(image::read(path), picture()), 1);
  write_tiff(path, kWide, kHigh, scaled<std::uint16_t>(greys(), 257, 1),
             {.bits = 16, .samples = 1, .photometric = PHOTOMETRIC_MINISBLACK});
  EXPECT_LE(test::largest_difference(image::read(path), greys()), 1);
  (vips_of(picture()).cast(VIPS_FORMAT_USHORT) * 257)
      .cast(VIPS_FORMAT_USHORT)
      .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_RGB16))
      .pngsave((folder / "a.png").c_str());
  EXPECT_LE(test::largest_difference(image::read(folder / "a.png"), picture()), 1);
}

TEST(RarePicture, OfOneToEightBitsIsRead) {
  const Folder folder;
  const auto path = folder / "a.tif";
  for (const bool dark_is_one : {false, true}) {
    TiffKind kind{
        .bits = 1, .samples = 1, .photometric = dark_is_one ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK};
    write_tiff(path, 16, 1, std::vector<std::uint8_t>{0xf0, 0x0f}, kind);
    const Image read = image::read(path);
    for (int x = 0; x < 16; ++x) {
      EXPECT_EQ(read.at(x, 0)[0], ((x < 4 || x >= 12) != dark_is_one) ? 255 : 0) << x;
    }
    kind.bits = 4;
    write_tiff(path, 2, 1, std::vector<std::uint8_t>{0xf0}, kind);
    EXPECT_EQ(image::read(path).at(0, 0)[1], dark_is_one ? 0 : 255);
    EXPECT_EQ(image::read(path).at(1, 0)[1], dark_is_one ? 255 : 0);
  }
  for (const int bits : {1, 2, 4, 8}) {
    std::vector<std::uint16_t> map(3 * (std::size_t{1} << bits));
    map[1] = 200 * 257;                             // red of the second colour
    map[(std::size_t{1} << bits) + 1] = 100 * 257;  // its green
    TiffKind kind{.bits = bits, .samples = 1, .photometric = PHOTOMETRIC_PALETTE, .map = map};
    write_tiff(path, 8, 1,
               std::vector<std::uint8_t>(8, bits == 1   ? 0xff
                                            : bits == 2 ? 0x55
                                            : bits == 4 ? 0x11
                                                        : 1),
               kind);
    EXPECT_EQ(image::read(path), Image::filled(8, 1, {200, 100, 0})) << bits;
    const Image two = Image::filled(8, 8, {200, 100, 0});
    vips_of(two).pngsave((folder / "p.png").c_str(), VImage::option()->set("palette", true)->set("bitdepth", bits));
    EXPECT_LE(test::largest_difference(image::read(folder / "p.png"), two), 2) << bits;
  }
}

TEST(RarePicture, WithAlphaOfAnyKindIsRead) {
  const Folder folder;
  const auto path = folder / "a.tif";
  const std::vector<std::uint8_t> straight{200, 100, 50, 128}, weighted{100, 50, 25, 128};
  const auto read_with = [&](const std::vector<std::uint8_t>& samples, std::vector<std::uint16_t> extra) {
    write_tiff(path, 1, 1, samples, {.samples = 4, .extra = std::move(extra)});
    return image::read(path);
  };
  EXPECT_EQ(read_with(straight, {EXTRASAMPLE_UNASSALPHA}).alpha.at(0), 128);
  EXPECT_EQ(read_with(straight, {EXTRASAMPLE_UNASSALPHA}).rgb, (std::vector<std::uint8_t>{200, 100, 50}));
  EXPECT_EQ(read_with(weighted, {EXTRASAMPLE_ASSOCALPHA}).alpha.at(0), 128);
  EXPECT_LE(std::abs(read_with(weighted, {EXTRASAMPLE_ASSOCALPHA}).rgb[0] - 200), 1);
  EXPECT_TRUE(read_with(straight, {EXTRASAMPLE_UNSPECIFIED}).alpha.empty()) << "a selection that was saved";
  write_tiff(path, 1, 1, std::vector<std::uint8_t>{200, 64},
             {.samples = 2, .photometric = PHOTOMETRIC_MINISBLACK, .extra = {EXTRASAMPLE_UNASSALPHA}});
  EXPECT_EQ(image::read(path).rgb, (std::vector<std::uint8_t>{200, 200, 200}));
  EXPECT_EQ(image::read(path).alpha.at(0), 64);
  write_tiff(path, 1, 1, std::vector<std::uint8_t>{1, 2, 3, 40, 50},
             {.samples = 5, .extra = {EXTRASAMPLE_UNASSALPHA, EXTRASAMPLE_UNSPECIFIED}});
  EXPECT_EQ(image::read(path).rgb, (std::vector<std::uint8_t>{1, 2, 3}));
  EXPECT_EQ(image::read(path).alpha.at(0), 40);
}

TEST(RarePicture, InFourInksIsReadWithAndWithoutAProfile) {
  const Folder folder;
  const auto path = folder / "a.tif";
  write_tiff(path, 2, 1, std::vector<std::uint8_t>{0, 0, 0, 0, 0, 255, 255, 0},
             {.samples = 4, .photometric = PHOTOMETRIC_SEPARATED});
  const Image plain = image::read(path);
  EXPECT_GT(plain.at(0, 0)[1], 240);
  EXPECT_GT(plain.at(1, 0)[0], 150) << "magenta and yellow are red";
  EXPECT_LT(plain.at(1, 0)[1], 90);
  write_tiff(path, 1, 1, std::vector<std::uint8_t>{0, 255, 255, 0, 77},
             {.samples = 5, .photometric = PHOTOMETRIC_SEPARATED, .extra = {EXTRASAMPLE_UNASSALPHA}});
  EXPECT_EQ(image::read(path).alpha.at(0), 77);
  const VImage inks = vips_of(picture()).icc_transform("cmyk", VImage::option()->set("input_profile", "srgb"));
  inks.tiffsave((folder / "b.tif").c_str());
  inks.jpegsave((folder / "b.jpg").c_str(), VImage::option()->set("Q", 98));
  const Image want = image::read(folder / "b.tif");
  EXPECT_LE(mean_difference(want, picture()), 25) << "small gamut, but no negative";
  EXPECT_LE(mean_difference(image::read(folder / "b.jpg"), want), 4);
}

TEST(RarePicture, OfSeveralPagesPlanesOrTilesIsReadFromItsFirst) {
  const Folder folder;
  const auto path = folder / "a.tif";
  write_tiff(path, kWide, kHigh, picture().rgb, {});
  write_tiff(path, 7, 7, Image::filled(7, 7, {1, 2, 3}).rgb, {}, "a");
  EXPECT_EQ(image::read(path), picture());
  std::vector<std::uint8_t> planes;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t i = 0; i < picture().pixels(); ++i) planes.push_back(picture().rgb[3 * i + c]);
  }
  write_tiff(path, kWide, kHigh, planes, {.planar = PLANARCONFIG_SEPARATE});
  EXPECT_EQ(image::read(path), picture());
  write_tiff(path, kWide, kHigh, picture().rgb, {.compression = COMPRESSION_LZW}, "w8");
  EXPECT_EQ(image::read(path), picture());
  vips_of(picture()).tiffsave(path.c_str(), VImage::option()->set("tile", true)->set("pyramid", true));
  EXPECT_EQ(image::read(path), picture());
}

TEST(RarePicture, ThatIsNotReadIsRefusedByItsTrueReason) {
  const Folder folder;
  const auto path = folder / "a.tif";
  const auto why_not = [&] { return sentence(ErrorKind::bad_file, [&] { image::read(path); }); };
  const auto refused = [&](const std::string& what) {
    return AllOf(HasSubstr("a.tif is a TIFF of " + what), HasSubstr("save it as"), Not(HasSubstr("damaged")));
  };
  write_tiff(path, kWide, kHigh, scaled<std::int16_t>(picture(), 100), {.bits = 16, .format = SAMPLEFORMAT_INT});
  EXPECT_THAT(why_not(), refused("signed numbers"));
  write_tiff(path, kWide, kHigh, scaled<std::uint16_t>(picture(), 1), {.bits = 16, .format = SAMPLEFORMAT_IEEEFP});
  EXPECT_THAT(why_not(), refused("16-bit floats"));
  write_tiff(path, kWide, kHigh, scaled<double>(picture(), 1), {.bits = 64, .format = SAMPLEFORMAT_IEEEFP});
  EXPECT_THAT(why_not(), refused("64-bit floats"));
  write_tiff(path, 1, 1, std::vector<std::uint8_t>(9), {.bits = 12});
  EXPECT_THAT(why_not(), refused("12 bits a channel"));
  write_tiff(path, 1, 1, std::vector<double>(6), {.bits = 128, .format = SAMPLEFORMAT_COMPLEXIEEEFP});
  EXPECT_THAT(why_not(), refused("complex numbers"));
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { image::read_size(path); }), refused("complex numbers"));
  write_tiff(path, kWide, kHigh, picture().rgb, {.photometric = PHOTOMETRIC_YCBCR});
  EXPECT_THAT(why_not(), refused("luma and chroma"));
  write_tiff(path, 2, 1, std::vector<std::uint8_t>(2), {.samples = 1, .photometric = 32803});
  EXPECT_THAT(why_not(), refused("raw camera data"));
}

TEST(RarePicture, WithAHugeOrAbsurdResolutionIsReadAsAnyOther) {
  const Folder folder;
  const auto path = folder / "a.tif";
  for (const double dpi : {2400.0, 9600.0}) {
    write_tiff(path, kWide, kHigh, picture().rgb, {.dpi = dpi});
    EXPECT_EQ(image::read(path), picture());
    EXPECT_EQ(image::read(path).dpi, dpi);
  }
  write_tiff(path, kWide, kHigh, picture().rgb, {.dpi = 4e9});
  EXPECT_EQ(image::read(path), picture());
  EXPECT_EQ(image::read(path).dpi, 0);
  Image copy = image::read(path);
  for (const double dpi : {-1.0, 1e12, std::numeric_limits<double>::quiet_NaN()}) {
    copy.dpi = dpi;
    for (const char* name : {"b.tif", "b.png", "b.jpg", "b.webp"}) {
      EXPECT_NO_THROW(image::write(folder / name, copy)) << name << dpi;
      EXPECT_EQ(image::read(folder / name).width, kWide);
    }
  }
}

TEST(RarePicture, OfPhonesAndOldProgramsIsRead) {
  const Folder folder;
  const auto option = [] { return VImage::option()->set("Q", 95); };
  vips_of(picture()).heifsave((folder / "a.avif").c_str(),
                              option()->set("compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1));
  vips_of(picture()).heifsave((folder / "a.heic").c_str(),
                              option()->set("compression", VIPS_FOREIGN_HEIF_COMPRESSION_HEVC));
  vips_of(picture()).gifsave((folder / "a.gif").c_str());
  for (const char* name : {"a.avif", "a.heic", "a.gif"}) {
    EXPECT_EQ(image::read_size(folder / name), (image::Size{kWide, kHigh})) << name;
    EXPECT_LE(test::largest_difference(image::read(folder / name), picture()), 60) << name;
    EXPECT_THROW(image::read(folder / name, {.pixels = 1000}), Error) << name;
    EXPECT_TRUE(image::has_picture_suffix(folder / name));
    write_file(folder / "cut", read_file(folder / name).substr(0, 300));
    EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { image::read(folder / "cut"); }), HasSubstr("cut short or damaged"));
  }
}

/// 2 x 2 pixels: red, green / blue, white; the lower row comes first.
std::string bmp(int bits) {
  const auto number = [](std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 255);
    return text;
  };
  const std::string red("\0\0\xff", 3), green("\0\xff\0", 3), blue("\xff\0\0", 3), white("\xff\xff\xff");
  std::string map, pixels;
  if (bits == 24) pixels = blue + white + "xx" + red + green + "xx";
  if (bits == 32) pixels = blue + "\xff" + white + "\xff" + red + "\xff" + green + "\xff";
  if (bits == 8) {
    for (const std::string& colour : {red, green, blue, white}) map += colour + std::string(1, '\0');
    pixels = std::string("\x02\x03xx\x00\x01xx", 8);
  }
  const auto start = static_cast<std::uint32_t>(54 + map.size());
  return "BM" + number(start + static_cast<std::uint32_t>(pixels.size()), 4) + number(0, 4) + number(start, 4) +
         number(40, 4) + number(2, 4) + number(2, 4) + number(1, 2) + number(static_cast<std::uint32_t>(bits), 2) +
         number(0, 4) + number(static_cast<std::uint32_t>(pixels.size()), 4) + number(11'811, 4) + number(11'811, 4) +
         number(bits == 8 ? 4 : 0, 4) + number(0, 4) + map + pixels;
}

TEST(RarePicture, InBmpIsReadWithItsResolution) {
  const Folder folder;
  for (const int bits : {8, 24, 32}) {
    write_file(folder / "a.bmp", bmp(bits));
    const Image read = image::read(folder / "a.bmp");
    EXPECT_EQ(read.rgb, (std::vector<std::uint8_t>{255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255})) << bits;
    EXPECT_TRUE(read.alpha.empty()) << bits;
    EXPECT_EQ(read.dpi, 300) << bits;
    for (std::size_t length = 2; length < 66; length += 5) {
      write_file(folder / "cut.bmp", bmp(bits).substr(0, length));
      EXPECT_THROW(image::read(folder / "cut.bmp"), Error) << bits << " " << length;
    }
  }
  std::string huge = bmp(24);
  huge[20] = huge[24] = '\x02';  // 131 074 pixels each side
  write_file(folder / "huge.bmp", huge);
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { image::read(folder / "huge.bmp"); }), HasSubstr("131074 x 131074"));
  write_file(folder / "text.bmp", "BMW builds cars, and this is a text about them");
  EXPECT_THAT(sentence(ErrorKind::bad_file, [&] { image::read(folder / "text.bmp"); }), HasSubstr("is not a JPEG"));
}

}  // namespace
}  // namespace toile
