#include "toile/compose/stamp.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "toile/base/error.hpp"

namespace toile::compose {
namespace {

/// A square of one ink with a smaller one of another in its middle.
Motif framed_square() {
  const auto square = [](float half, int ink) {
    Shape shape;
    shape.ink = ink;
    const Point corners[] = {{-half, -half}, {half, -half}, {half, half}, {-half, half}};
    shape.curves.push_back({corners[0]});
    for (int i = 0; i < 4; ++i) {
      const Point a = corners[i], b = corners[(i + 1) % 4];
      shape.curves[0].push_back({a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3});
      shape.curves[0].push_back({b.x - (b.x - a.x) / 3, b.y - (b.y - a.y) / 3});
      shape.curves[0].push_back(b);
    }
    return shape;
  };
  Motif motif;
  motif.name = "test:square";
  motif.roles = {Role::main, Role::accent};
  motif.shapes = {square(0.5F, 0), square(0.25F, 1)};
  return motif;
}

/// The same as pixels.
Motif raster_square(int side) {
  Motif motif;
  motif.name = "test:raster";
  motif.roles = {Role::main, Role::accent};
  const auto pixels = static_cast<std::size_t>(side) * side;
  motif.raster = {.width = side, .height = side, .planes = std::vector<std::uint8_t>(3 * pixels, 0)};
  for (std::size_t i = 0; i < pixels; ++i) {
    const int x = static_cast<int>(i) % side, y = static_cast<int>(i) / side;
    const bool inner = x >= side / 4 && x < 3 * side / 4 && y >= side / 4 && y < 3 * side / 4;
    motif.raster.planes[(inner ? pixels : 0) + i] = 255;
    motif.raster.planes[2 * pixels + i] = 255;
  }
  return motif;
}

Print cloth(int width, int height) {
  return Print::ground(width, height, {{{255, 255, 255}}, {{200, 0, 0}}, {{0, 0, 200}}});
}

void expect_full_pixels(const Print& print) {
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    int sum = 0;
    for (int k = 0; k < std::ssize(print.inks); ++k) sum += print.plane(k)[i];
    ASSERT_EQ(sum, 255) << "at " << i;
  }
}

double covered(const Print& print, int ink) {
  return std::accumulate(print.plane(ink), print.plane(ink) + print.pixels(), 0.0) / 255;
}

TEST(Stamp, PaintsTheInksThatItIsTold) {
  Print print = cloth(64, 64);
  stamp(print, framed_square(), {.x = 32, .y = 32, .size = 32, .inks = {1, 2}}, {0, 64});
  EXPECT_EQ(print.plane(1)[20 * 64 + 20], 255);
  EXPECT_EQ(print.plane(2)[32 * 64 + 32], 255);
  EXPECT_EQ(print.plane(0)[5 * 64 + 5], 255);
  EXPECT_DOUBLE_EQ(covered(print, 1), 32 * 32 - 16 * 16);
}

TEST(Stamp, KeepsTheSumOfSharesWhateverTheTurn) {
  Print print = cloth(96, 80);
  for (int i = 0; i < 12; ++i) {
    stamp(print, framed_square(), {.x = 17.3 * i, .y = 11.7 * i, .size = 20.0 + i, .angle = 23.0 * i, .inks = {1, 2}},
          {0, 80});
    stamp(print, raster_square(16), {.x = 7.3 * i, .y = 21.7 * i, .size = 20.0 + i, .angle = 31.0 * i, .inks = {2, 0}},
          {0, 80});
  }
  expect_full_pixels(print);
}

TEST(Stamp, GoesAroundTheTorus) {
  Print middle = cloth(64, 48), corner = cloth(64, 48);
  stamp(middle, framed_square(), {.x = 32, .y = 24, .size = 20, .angle = 30, .inks = {1, 2}}, {0, 48});
  stamp(corner, framed_square(), {.x = 64, .y = 48, .size = 20, .angle = 30, .inks = {1, 2}}, {0, 48});
  for (int y = 0; y < 48; ++y) {
    for (int x = 0; x < 64; ++x) {
      ASSERT_EQ(middle.plane(1)[y * 64 + x], corner.plane(1)[(y + 24) % 48 * 64 + (x + 32) % 64]);
    }
  }
}

TEST(Stamp, LargerThanTheRepeatCoversIt) {
  Print print = cloth(40, 40);
  stamp(print, framed_square(), {.x = 20, .y = 20, .size = 130, .inks = {1, 1}}, {0, 40});
  EXPECT_DOUBLE_EQ(covered(print, 1), 40 * 40);
}

TEST(Stamp, IsTheSameInBands) {
  Print whole = cloth(200, 200), bands = cloth(200, 200);
  const Stamp pose{.x = 91.4, .y = 103.8, .size = 150, .angle = 17, .mirrored = true, .inks = {1, 2}};
  for (const Motif& motif : {framed_square(), raster_square(32)}) {
    stamp(whole, motif, pose, {0, 200});
    for (int row = 0; row < 200; row += 37) stamp(bands, motif, pose, {row, std::min(200, row + 37)});
  }
  EXPECT_EQ(whole, bands);
}

TEST(Stamp, MirroringExchangesLeftAndRight) {
  Motif flag = framed_square();
  for (Point& p : flag.shapes[1].curves[0]) p.x += 0.2F;
  Print print = cloth(100, 100);
  stamp(print, flag, {.x = 50, .y = 50, .size = 60, .mirrored = true, .inks = {1, 2}}, {0, 100});
  EXPECT_EQ(print.plane(2)[50 * 100 + 30], 255);
  EXPECT_EQ(print.plane(2)[50 * 100 + 72], 0);
}

TEST(Stamp, KeepsTheEdgeOfARasterSharpWhenItGrows) {
  Print print = cloth(400, 400);
  stamp(print, raster_square(16), {.x = 200, .y = 200, .size = 320, .inks = {1, 2}}, {0, 400});
  int soft = 0;
  for (int x = 0; x < 400; ++x) {
    const int share = print.plane(0)[200 * 400 + x];
    soft += share > 8 && share < 247;
  }
  EXPECT_LE(soft, 6);
}

TEST(Stamp, RefusesInksThatThePrintHasNot) {
  Print print = cloth(32, 32);
  EXPECT_THROW(stamp(print, framed_square(), {.x = 9, .y = 9, .size = 9, .inks = {1, 3}}, {0, 32}), Error);
  EXPECT_THROW(stamp(print, framed_square(), {.x = 9, .y = 9, .size = 9, .inks = {1}}, {0, 32}), Error);
}

TEST(Stamp, AnOutlineIsCentredAndSaysWhatIsCovered) {
  const Mask mask = outline(framed_square(), {.size = 20});
  EXPECT_EQ(mask.width % 2, 1);
  EXPECT_EQ(mask.at(mask.width / 2, mask.height / 2), 255);
  double sum = 0;
  for (const std::uint8_t value : mask.cover) sum += value / 255.0;
  EXPECT_NEAR(sum, 400, 4);
}

}  // namespace
}  // namespace toile::compose
