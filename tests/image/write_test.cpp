#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <vips/vips8>

#include "tests/folder.hpp"
#include "tests/image/handmade_png.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/image/png_text.hpp"

namespace toile {
namespace {

using test::Folder;
using test::sentence;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Image with_alpha(Image image) {
  image.alpha = test::noise(image.width, image.height, 9).rgb;
  image.alpha.resize(image.pixels());
  return image;
}

TEST(Write, LosesNothingInPngAndTiff) {
  const Folder folder;
  for (const char* name : {"a.png", "a.tif", "a.tiff", "A.PNG"}) {
    for (const Image& image : {test::noise(33, 21), with_alpha(test::noise(33, 21)), test::noise(1, 1)}) {
      image::write(folder / name, image);
      EXPECT_EQ(image::read(folder / name), image) << name;
    }
  }
}

TEST(Write, StatesTheResolutionForPrint) {
  const Folder folder;
  for (const double dpi : {72, 150, 300, 1200}) {
    for (const char* name : {"a.png", "a.tif", "a.jpg", "a.webp"}) {
      for (Image picture : {test::noise(20, 20), with_alpha(test::noise(20, 20))}) {
        picture.dpi = dpi;
        image::write(folder / name, picture);
        EXPECT_EQ(image::read(folder / name).dpi, dpi) << name;
        const auto file = vips::VImage::new_from_file((folder / name).c_str());
        if (file.get_typeof("exif-ifd0-XResolution") != 0) continue;  // WebP has no other place for it
        EXPECT_NEAR(file.xres() * 25.4, dpi, 0.5) << name;
        EXPECT_NEAR(file.yres() * 25.4, dpi, 0.5) << name;
      }
      Mask mask = Mask::filled(9, 9, 100);
      mask.dpi = dpi;
      image::write_mask(folder / name, mask);
      EXPECT_EQ(image::read_mask(folder / name).dpi, dpi) << name;
    }
  }
}

TEST(Write, SaysThatItsColoursAreSrgb) {
  const Folder folder;
  for (const char* name : {"a.png", "a.jpg", "a.webp", "a.tif"}) {
    for (const Image& picture : {test::blobs(20, 20), with_alpha(test::blobs(20, 20))}) {
      image::write(folder / name, picture);
      const auto file = vips::VImage::new_from_file((folder / name).c_str());
      ASSERT_NE(file.get_typeof(VIPS_META_ICC_NAME), 0u) << name;
      EXPECT_NO_THROW(file.icc_import(vips::VImage::option()->set("embedded", true)).avg()) << name;
      EXPECT_LT(std::filesystem::file_size(folder / name), 10'000u) << name;
    }
    image::write_mask(folder / name, Mask::filled(4, 4, 100));
    EXPECT_EQ(vips::VImage::new_from_file((folder / name).c_str()).get_typeof(VIPS_META_ICC_NAME), 0u)
        << "coverage is no colour: " << name;
  }
  image::write(folder / "a.webp", test::blobs(20, 20));
  const auto webp = vips::VImage::new_from_file((folder / "a.webp").c_str());
  EXPECT_THAT(webp.get_string("exif-ifd2-ColorSpace"), HasSubstr("sRGB"));
}

TEST(Write, KeepsTheBytesTheSame) {
  const Folder folder;
  for (const char* name : {"a.png", "a.jpg", "a.webp", "a.tif"}) {
    image::write(folder / name, test::blobs(50, 40));
    const std::string first = read_file(folder / name);
    image::write(folder / name, test::blobs(50, 40));
    EXPECT_EQ(read_file(folder / name), first) << name;
  }
}

TEST(Write, StaysCloseInJpegAndWebp) {
  const Folder folder;
  for (const char* name : {"a.jpg", "a.jpeg", "a.webp"}) {
    image::write(folder / name, test::blobs(80, 60));
    EXPECT_LE(test::largest_difference(image::read(folder / name), test::blobs(80, 60)), 20) << name;
  }
}

TEST(Write, KeepsColourAtEveryPixelInJpeg) {
  Image stripes = Image::filled(32, 32, {200, 40, 40});  // red and blue lines, one pixel wide: lost at 4:2:0
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 32; x += 2) std::swap(stripes.at(x, y)[0], stripes.at(x, y)[2]);
  }
  const Folder folder;
  image::write(folder / "a.jpg", stripes);
  EXPECT_LE(test::largest_difference(image::read(folder / "a.jpg"), stripes), 30);
}

TEST(Write, LaysAlphaOnWhiteInJpegAndKeepsItInWebp) {
  const Folder folder;
  Image image = Image::filled(16, 16, {200, 0, 0});
  image.alpha.assign(image.pixels(), 0);
  image::write(folder / "a.jpg", image);
  EXPECT_LE(test::largest_difference(image::read(folder / "a.jpg"), Image::filled(16, 16, {255, 255, 255})), 2);
  image.alpha.assign(image.pixels(), 128);
  image::write(folder / "a.webp", image);
  EXPECT_EQ(image::read(folder / "a.webp").alpha, image.alpha);
}

TEST(Write, PutsNothingOfTheSourceIntoFiles) {
  const Folder folder;
  for (const char* name : {"a.png", "a.jpg", "a.tif"}) {
    image::write(folder / name, test::blobs(16, 16), {{"toile", "x"}});
    EXPECT_THAT(read_file(folder / name), AllOf(Not(HasSubstr("Exif")), Not(HasSubstr("eXIf")), Not(HasSubstr("EXIF")),
                                                Not(HasSubstr("http://ns.adobe.com"))))
        << name;
  }
}

TEST(Write, NamesTheSuffixesThereAre) {
  const Folder folder;
  const auto said = sentence(ErrorKind::usage, [&] { image::write(folder / "a.gif", test::noise(2, 2)); });
  EXPECT_THAT(said, AllOf(HasSubstr("a.gif"), HasSubstr(".png"), HasSubstr(".tiff")));
  EXPECT_EQ(sentence(ErrorKind::usage, [&] { image::check_picture_suffix(folder / "a.gif"); }), said);
  EXPECT_NO_THROW(image::check_picture_suffix("a.JPEG"));
}

TEST(Write, TellsAFolderThatIsNotThere) {
  const Folder folder;
  EXPECT_THAT(sentence(ErrorKind::cannot_write, [&] { image::write(folder / "no/a.png", test::noise(2, 2)); }),
              HasSubstr("no/a.png"));
}

TEST(Write, LeavesTheOldFileAloneWhenTheDiskIsFull) {
  const Folder folder;
  image::write(folder / "a.png", test::noise(4, 4));
  std::signal(SIGXFSZ, SIG_IGN);  // as in main(): writing beyond the limit then fails as on a full disk
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit small{.rlim_cur = 1000, .rlim_max = old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string said =
      sentence(ErrorKind::cannot_write, [&] { image::write(folder / "a.png", test::noise(64, 64)); });
  setrlimit(RLIMIT_FSIZE, &old);
  EXPECT_THAT(said, HasSubstr("a.png"));
  EXPECT_EQ(image::read(folder / "a.png"), test::noise(4, 4));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Write, TellsWhatTheFormatCannotHold) {
  const Folder folder;
  const Image wide = Image::filled(16'384, 1, {1, 2, 3});
  EXPECT_THAT(sentence(ErrorKind::usage, [&] { image::write(folder / "a.webp", wide); }),
              AllOf(HasSubstr("16384 x 1"), HasSubstr("at most 16383")));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Metadata, ComesBackFromAPng) {
  const Folder folder;
  const image::Metadata metadata{
      {"toile:seed", "7"}, {"toile:category", "floral"}, {"Title", "Blüte – 花\nzweite"}, {"empty", ""}};
  image::write(folder / "a.png", test::noise(5, 5), metadata);
  EXPECT_EQ(image::read_metadata(folder / "a.png"), metadata);
  EXPECT_EQ(image::read(folder / "a.png"), test::noise(5, 5)) << "libpng must agree with the checksums";
}

TEST(Metadata, IsEmptyWhereThereIsNone) {
  const Folder folder;
  image::write(folder / "a.png", test::noise(5, 5));
  image::write(folder / "a.jpg", test::noise(5, 5), {{"toile:seed", "7"}});
  write_file(folder / "a.txt", "tEXt");
  for (const char* name : {"a.png", "a.jpg", "a.txt"}) EXPECT_TRUE(image::read_metadata(folder / name).empty()) << name;
}

TEST(Metadata, OfOthersIsUnderstood) {
  const std::string png = test::kPngSignature + test::png_chunk("tEXt", std::string("Author\0Ren\xe9", 11)) +
                          test::png_chunk("iTXt", std::string("Title\0\0\0de\0Titel\0Bl\xc3\xbcte", 23));
  EXPECT_EQ(image::text_of(png), (image::Metadata{{"Author", "René"}, {"Title", "Blüte"}}));
}

TEST(Metadata, StopsAtDamage) {
  const std::string good = test::kPngSignature + test::png_chunk("tEXt", std::string("a\0b", 3));
  std::string bad = test::png_chunk("tEXt", std::string("c\0d", 3));
  bad.back() = static_cast<char>(bad.back() + 1);
  EXPECT_EQ(image::text_of(good + bad), (image::Metadata{{"a", "b"}}));
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_TRUE(image::text_of(std::string_view(good).substr(0, length)).empty()) << length;
  }
}

TEST(Metadata, RefusesKeywordsThatPngDoesNotHave) {
  const std::string png = test::png_claiming(1, 1);
  for (const std::string& keyword : {std::string(), std::string(80, 'k'), std::string("Bl\xc3\xbcte")}) {
    EXPECT_THROW(image::with_text(png, {{keyword, "x"}}), std::invalid_argument);
  }
}

TEST(RasteriseSvg, DrawsLinesAndTextOnWhite) {
  const Image image = image::rasterise_svg(
      "<svg xmlns='http://www.w3.org/2000/svg' width='120' height='40'>"
      "<rect x='0' y='0' width='10' height='40' fill='#ff0000'/>"
      "<text x='30' y='30' font-size='20' font-family='sans-serif'>Loss</text></svg>");
  ASSERT_EQ(image.width, 120);
  ASSERT_EQ(image.height, 40);
  EXPECT_TRUE(image.alpha.empty());
  EXPECT_EQ(image.at(5, 20)[0], 255);
  EXPECT_EQ(image.at(5, 20)[1], 0);
  EXPECT_EQ(image.at(119, 0)[2], 255);
  int dark = 0;
  for (int y = 0; y < 40; ++y) {
    for (int x = 20; x < 120; ++x) dark += image.at(x, y)[0] < 100;
  }
  EXPECT_GT(dark, 50) << "a font is needed (fonts-dejavu-core)";
}

TEST(RasteriseSvg, ThrowsForWhatIsNotSvg) {
  EXPECT_THROW(image::rasterise_svg("<svg"), std::invalid_argument);
}

}  // namespace
}  // namespace toile
