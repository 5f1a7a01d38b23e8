#include "toile/data/swatch_likeness.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::data {
namespace {

Image stripes(int period, int phase, std::array<std::uint8_t, 3> dark, std::array<std::uint8_t, 3> light) {
  Image image = Image::filled(224, 224, dark);
  for (int y = 0; y < 224; ++y) {
    if ((y + phase) % period < period / 2) continue;
    for (int x = 0; x < 224; ++x) std::copy_n(light.begin(), 3, image.at(x, y));
  }
  return image;
}

double between(const Image& a, const Image& b) {
  return unlikeness(likeness_of(a), likeness_of(b));
}

TEST(Unlikeness, OfAPictureAndItselfIsZero) {
  EXPECT_EQ(between(test::blobs(100, 80), test::blobs(100, 80)), 0);
  EXPECT_EQ(between(Image::filled(50, 50, {9, 9, 9}), Image::filled(50, 50, {9, 9, 9})), 0);
}

TEST(Unlikeness, OfACopySavedAgainOrResizedIsSmall) {
  const test::Folder folder;
  for (const Image& image : {test::blobs(224, 224), stripes(40, 0, {20, 20, 60}, {230, 230, 220})}) {
    image::write(folder / "a.webp", image);
    EXPECT_LT(between(image, image::read(folder / "a.webp")), kNearDuplicate);
    EXPECT_LT(between(image, image::resize(image, 150, 150)), kNearDuplicate);
    EXPECT_LT(between(image, image::crop(image, 1, 1, 222, 222)), kNearDuplicate);
  }
}

TEST(Unlikeness, OfOtherStripesIsLarge) {
  const Image image = stripes(40, 0, {20, 20, 60}, {230, 230, 220});
  EXPECT_GT(between(image, stripes(40, 10, {20, 20, 60}, {230, 230, 220})), kNearDuplicate) << "shifted";
  EXPECT_GT(between(image, stripes(36, 0, {20, 20, 60}, {230, 230, 220})), kNearDuplicate) << "narrower";
  EXPECT_GT(between(image, stripes(40, 0, {60, 20, 20}, {230, 230, 100})), kNearDuplicate) << "another colourway";
}

TEST(Unlikeness, TellsFinePatternsOfOneColourApart) {
  // at 32 x 32 both are nearly plain, and nearly the same
  const Image a = stripes(6, 0, {90, 60, 40}, {100, 70, 50});
  const Image b = stripes(8, 0, {90, 60, 40}, {100, 70, 50});
  EXPECT_GT(between(a, b), kNearDuplicate);
}

TEST(Texture, OfAPlainColourIsNone) {
  EXPECT_EQ(texture(Image::filled(30, 30, {1, 200, 3})), 0);
  EXPECT_GT(texture(stripes(40, 0, {100, 100, 100}, {110, 110, 110})), kFlat);
}

}  // namespace
}  // namespace toile::data
