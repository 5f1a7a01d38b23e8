#include "toile/image/resize.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/pictures.hpp"

namespace toile {
namespace {

Image shifted(const Image& tile, int dx, int dy) {
  Image out = tile;
  for (int y = 0; y < tile.height; ++y) {
    for (int x = 0; x < tile.width; ++x) {
      std::copy_n(tile.at(x, y), 3, out.at((x + dx) % tile.width, (y + dy) % tile.height));
    }
  }
  return out;
}

/// 2 x 2 copies.
Image fourfold(const Image& tile) {
  Image out = Image::filled(2 * tile.width, 2 * tile.height, {0, 0, 0});
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) std::copy_n(tile.at(x % tile.width, y % tile.height), 3, out.at(x, y));
  }
  return out;
}

TEST(Resize, GivesExactlyTheSizeAsked) {
  const Image image = test::noise(37, 23);
  for (const auto& [width, height] : {std::pair{1, 1}, {37, 24}, {5, 100}, {224, 224}}) {
    const Image out = image::resize(image, width, height);
    EXPECT_EQ(out.width, width);
    EXPECT_EQ(out.height, height);
    EXPECT_EQ(out.rgb.size(), 3 * out.pixels());
  }
}

TEST(Resize, KeepsAPlainColourPlain) {
  const Image image = Image::filled(50, 30, {12, 200, 77});
  EXPECT_EQ(image::resize(image, 13, 71), Image::filled(13, 71, {12, 200, 77}));
  EXPECT_EQ(image::resize_tile(image, 71, 13), Image::filled(71, 13, {12, 200, 77}));
}

TEST(Resize, KeepsAPictureAtItsOwnSize) {
  EXPECT_EQ(image::resize(test::noise(20, 10), 20, 10), test::noise(20, 10));
}

TEST(Resize, KeepsSmoothPicturesWhereTheyAre) {
  EXPECT_LE(test::largest_difference(image::resize(test::blobs(96, 64), 240, 160), test::blobs(240, 160)), 8);
  EXPECT_LE(test::largest_difference(image::resize(test::blobs(480, 320), 96, 64), test::blobs(96, 64)), 8);
}

TEST(Resize, AveragesFineDetailAwayInsteadOfAliasing) {
  Image stripes = Image::filled(240, 240, {0, 0, 0});
  for (int y = 0; y < 240; ++y) {
    for (int x = 0; x < 240; x += 2) std::fill_n(stripes.at(x, y), 3, std::uint8_t{255});
  }
  const Image small = image::resize(stripes, 70, 70);
  for (int x = 3; x < 67; ++x) EXPECT_NEAR(small.at(x, 35)[0], 128, 6) << x;
}

TEST(Resize, LetsNoColourOutOfClearPixels) {
  Image image = Image::filled(8, 8, {0, 255, 0});
  image.alpha.assign(64, 255);
  for (std::size_t i = 0; i < 64; ++i) {
    if (i % 8 < 4) continue;
    image.alpha[i] = 0;
    image.rgb[3 * i] = 255;  // clear and red
    image.rgb[3 * i + 1] = 0;
  }
  const Image out = image::resize(image, 32, 32);
  ASSERT_EQ(out.alpha.size(), out.pixels());
  for (int x = 0; x < 32; ++x) EXPECT_EQ(out.at(x, 16)[0], 0) << x;
  EXPECT_EQ(out.alpha[16 * 32], 255);
  EXPECT_EQ(out.alpha[16 * 32 + 31], 0);
}

TEST(ResizeTile, CommutesWithShiftingTheTile) {
  const Image tile = test::noise(24, 20);
  EXPECT_LE(test::largest_difference(image::resize_tile(shifted(tile, 5, 3), 48, 40),
                                     shifted(image::resize_tile(tile, 48, 40), 10, 6)),
            1);
  EXPECT_LE(test::largest_difference(image::resize_tile(shifted(tile, 4, 6), 12, 10),
                                     shifted(image::resize_tile(tile, 12, 10), 2, 3)),
            1);
}

TEST(ResizeTile, OfTwoByTwoTilesIsTwoByTwoOfTheResizedTile) {
  const Image tile = test::noise(24, 20);
  for (const auto& [width, height] : {std::pair{31, 27}, {48, 40}, {10, 9}}) {
    EXPECT_LE(test::largest_difference(image::resize_tile(fourfold(tile), 2 * width, 2 * height),
                                       fourfold(image::resize_tile(tile, width, height))),
              1);
  }
}

TEST(ResizeTile, SeesAroundTheEdgeWherePlainResizeDoesNot) {
  Image tile = Image::filled(16, 16, {0, 0, 0});
  for (int y = 0; y < 16; ++y) std::fill_n(tile.at(15, y), 3, std::uint8_t{255});
  EXPECT_GT(image::resize_tile(tile, 64, 64).at(0, 32)[0], 60);
  EXPECT_LT(image::resize(tile, 64, 64).at(0, 32)[0], 10);
}

TEST(ResizeMask, NeverOvershoots) {
  Mask mask = Mask::filled(10, 10, 100);
  for (int y = 0; y < 10; ++y) {
    for (int x = 5; x < 10; ++x) mask.at(x, y) = 150;
  }
  for (const int side : {4, 10, 37}) {
    const Mask out = image::resize(mask, side, side);
    ASSERT_EQ(out.pixels(), out.cover.size());
    EXPECT_EQ(out.at(0, 0), 100);
    EXPECT_EQ(out.at(side - 1, 0), 150);
    for (const std::uint8_t value : out.cover) EXPECT_TRUE(value >= 100 && value <= 150);
  }
}

TEST(ResizeMask, KeepsTheAreaWhenShrinking) {
  Mask mask = Mask::filled(90, 60, 0);
  std::size_t area = 0;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 90; ++x) {
      if (std::hypot(x - 45, y - 30) < 22) area += mask.at(x, y) = 255;
    }
  }
  std::size_t shrunk = 0;
  for (const std::uint8_t value : image::resize(mask, 30, 20).cover) shrunk += value;
  EXPECT_NEAR(static_cast<double>(shrunk) * 9, static_cast<double>(area), 0.01 * static_cast<double>(area));
}

TEST(Crop, TakesThePartAsked) {
  Image image = test::noise(9, 7);
  image.alpha.resize(63);
  for (std::size_t i = 0; i < 63; ++i) image.alpha[i] = static_cast<std::uint8_t>(i);
  const Image part = image::crop(image, 2, 3, 4, 2);
  EXPECT_EQ(part.width, 4);
  EXPECT_EQ(part.height, 2);
  EXPECT_TRUE(std::equal(part.at(0, 1), part.at(0, 1) + 12, image.at(2, 4)));
  EXPECT_EQ(part.alpha, (std::vector<std::uint8_t>{29, 30, 31, 32, 38, 39, 40, 41}));
  EXPECT_EQ(image::crop(image, 0, 0, 9, 7), image);
}

TEST(Crop, StaysInside) {
  const Image image = test::noise(9, 7);
  EXPECT_THROW(image::crop(image, 6, 0, 4, 1), std::invalid_argument);
  EXPECT_THROW(image::crop(image, 0, -1, 1, 1), std::invalid_argument);
  EXPECT_THROW(image::crop(image, 0, 0, 0, 1), std::invalid_argument);
}

TEST(OnColour, MixesByAlpha) {
  Image image = Image::filled(3, 1, {200, 100, 0});
  image.alpha = {0, 51, 255};
  const Image flat = image::on_colour(image, {0, 0, 255});
  EXPECT_TRUE(flat.alpha.empty());
  EXPECT_EQ(flat.rgb, (std::vector<std::uint8_t>{0, 0, 255, 40, 20, 204, 200, 100, 0}));
}

TEST(ContactSheet, PutsPicturesInRowsWithGaps) {
  const std::vector<Image> pictures(5, Image::filled(10, 8, {1, 2, 3}));
  const Image sheet = image::contact_sheet(pictures, 3, 2);
  EXPECT_EQ(sheet.width, 3 * 10 + 4 * 2);
  EXPECT_EQ(sheet.height, 2 * 8 + 3 * 2);
  EXPECT_EQ(sheet.at(1, 1)[0], 255);
  EXPECT_EQ(sheet.at(2, 2)[0], 1);
  EXPECT_EQ(sheet.at(14, 12)[0], 1) << "the second of the second row";
  EXPECT_EQ(sheet.at(26, 12)[0], 255) << "nothing is left for the last place";
  EXPECT_EQ(image::contact_sheet({pictures[0]}, 16, 0), pictures[0]);
}

TEST(Roll, MovesEveryPixelAroundTheTorus) {
  Image tile = Image::filled(5, 3, {0, 0, 0});
  for (std::size_t i = 0; i < tile.pixels(); ++i) tile.rgb[3 * i] = static_cast<std::uint8_t>(i);
  tile.alpha.resize(tile.pixels());
  for (std::size_t i = 0; i < tile.pixels(); ++i) tile.alpha[i] = static_cast<std::uint8_t>(100 + i);
  const Image moved = image::roll(tile, 2, -1);
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 5; ++x) {
      const int to_x = (x + 2) % 5, to_y = (y + 2) % 3;
      EXPECT_EQ(moved.at(to_x, to_y)[0], tile.at(x, y)[0]);
      EXPECT_EQ(moved.alpha[static_cast<std::size_t>(to_y * 5 + to_x)],
                tile.alpha[static_cast<std::size_t>(y * 5 + x)]);
    }
  }
  EXPECT_EQ(image::roll(tile, 5, 3), tile);
  EXPECT_EQ(image::roll(moved, -2, 1), tile);
}

}  // namespace
}  // namespace toile
