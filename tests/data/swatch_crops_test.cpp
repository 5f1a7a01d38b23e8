#include "toile/data/swatch_crops.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace toile::data {
namespace {

TEST(SquaresOf, TakesTheMiddleOfAnOrdinaryPicture) {
  EXPECT_EQ(squares_of(224, 224, 224, 6), (std::vector<Square>{{0, 0, 224}}));
  EXPECT_EQ(squares_of(300, 250, 224, 6), (std::vector<Square>{{25, 0, 250}}));
  EXPECT_EQ(squares_of(100, 150, 224, 6), (std::vector<Square>{{0, 25, 100}}));
}

TEST(SquaresOf, TakesNoneOfATinyPicture) {
  EXPECT_EQ(smallest_side(224), 96);
  EXPECT_TRUE(squares_of(95, 400, 224, 6).empty());
  EXPECT_EQ(squares_of(96, 96, 224, 6).size(), 1U);
  EXPECT_EQ(squares_of(30, 30, 64, 6).size(), 1U);
}

TEST(SquaresOf, TakesSeveralAlongALongPicture) {
  EXPECT_EQ(squares_of(200, 100, 224, 6), (std::vector<Square>{{0, 0, 100}, {100, 0, 100}}));
  EXPECT_EQ(squares_of(100, 350, 224, 6), (std::vector<Square>{{0, 0, 100}, {0, 125, 100}, {0, 250, 100}}));
  EXPECT_EQ(squares_of(10000, 100, 224, 6).size(), 6U);
}

TEST(SquaresOf, TakesAGridOfALargePicture) {
  EXPECT_EQ(squares_of(1000, 900, 224, 6),
            (std::vector<Square>{{50, 0, 450}, {500, 0, 450}, {50, 450, 450}, {500, 450, 450}}));
  EXPECT_EQ(squares_of(3000, 2000, 224, 6).size(), 6U);
  EXPECT_EQ(squares_of(447, 447, 224, 6).size(), 1U);
  EXPECT_EQ(squares_of(448, 448, 224, 6).size(), 4U);
}

TEST(SquaresOf, TakesAtMostAsManyAsAsked) {
  EXPECT_EQ(squares_of(1000, 900, 224, 1), (std::vector<Square>{{50, 0, 900}}));
  EXPECT_EQ(squares_of(4000, 1000, 224, 6).size(), 4U) << "a grid would have 16";
}

TEST(SquaresOf, StayInsideAndApart) {
  for (int width = 50; width < 1500; width += 37) {
    for (int height = 50; height < 1500; height += 41) {
      const auto squares = squares_of(width, height, 128, 6);
      EXPECT_LE(squares.size(), 6U);
      for (std::size_t i = 0; i < squares.size(); ++i) {
        const Square& a = squares[i];
        ASSERT_TRUE(a.x >= 0 && a.y >= 0 && a.x + a.side <= width && a.y + a.side <= height);
        for (std::size_t j = 0; j < i; ++j) {
          const Square& b = squares[j];
          ASSERT_TRUE(a.x >= b.x + b.side || b.x >= a.x + a.side || a.y >= b.y + b.side || b.y >= a.y + a.side);
        }
      }
    }
  }
}

}  // namespace
}  // namespace toile::data
