#include "toile/data/photo_swatches.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace toile::data {
namespace {

/// A cloth whose grey value is `value(x, y)`.
Image cloth(int size, const auto& value) {
  Image picture = Image::filled(size, size, {0, 0, 0});
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      std::fill_n(picture.at(x, y), 3, static_cast<std::uint8_t>(std::clamp<double>(value(x, y), 0, 255)));
    }
  }
  return picture;
}

double check(int x, int y) {
  return x / 9 % 2 == y / 9 % 2 ? 200 : 90;
}

Blemish blemish_of_cloth(const auto& value) {
  return blemish_of(look_at_cloth(cloth(200, value)));
}

TEST(LookAtCloth, TellsCleanClothFromBlemishes) {
  EXPECT_EQ(blemish_of_cloth(check), Blemish::none);
  EXPECT_EQ(blemish_of_cloth([](int x, int) { return 120 + x % 3; }), Blemish::plain);
  EXPECT_EQ(blemish_of_cloth([](int x, int y) { return check(x, y) * (0.2 + 0.8 * x / 200.0); }), Blemish::shaded);
  EXPECT_EQ(blemish_of_cloth([](int x, int y) { return 120 + 60 * std::sin(x / 9.0) * std::sin(y / 9.0); }),
            Blemish::none)
      << "soft prints are no blur";
  EXPECT_EQ(blemish_of_cloth([](int x, int y) { return std::hypot(x - 100, y - 100) < 25 ? 240 : 60 + x % 2; }),
            Blemish::lone_motif);
}

TEST(ClothSquares, LieInsideTheMatteAndApart) {
  const Image photo = cloth(300, check);
  Mask matte{.width = 300, .height = 300, .cover = std::vector<std::uint8_t>(90000)};
  for (int y = 20; y < 280; ++y)
    std::fill_n(matte.cover.begin() + y * 300 + 40, y < 150 ? 130 : 200, std::uint8_t{255});
  const auto squares = cloth_squares(photo, matte, 60, 3);
  ASSERT_GE(squares.size(), 2U);
  for (const ClothSquare& s : squares) {
    EXPECT_GE(s.side, 60);
    EXPECT_EQ(s.blemish, Blemish::none);
    for (int y = s.y; y < s.y + s.side; ++y) {
      for (int x = s.x; x < s.x + s.side; ++x) ASSERT_EQ(matte.at(x, y), 255) << x << ' ' << y;
    }
    for (const ClothSquare& other : squares) {
      if (&other == &s) continue;
      EXPECT_TRUE(s.x + s.side <= other.x || other.x + other.side <= s.x || s.y + s.side <= other.y ||
                  other.y + other.side <= s.y);
    }
  }
  EXPECT_TRUE(cloth_squares(photo, Mask{.width = 300, .height = 300, .cover = std::vector<std::uint8_t>(90000)}, 60, 3)
                  .empty());
}

}  // namespace
}  // namespace toile::data
