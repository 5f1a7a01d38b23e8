#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "toile/base/parallel.hpp"
#include "toile/weave/contour.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/shapes.hpp"

namespace toile::weave {
namespace {

const std::vector<Ink> kTwo = {{.colour = {255, 255, 255}}, {.colour = {0, 0, 0}}};

/// Height of a disc of `radius` tiles around (x, y), on the torus.
Heights disc(int side, double x, double y, double radius) {
  Heights heights(side);
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const double dx = std::remainder(static_cast<double>(column) / side - x, 1);
      const double dy = std::remainder(static_cast<double>(row) / side - y, 1);
      heights.at(column, row) = static_cast<float>(radius - std::hypot(dx, dy));
    }
  }
  return heights;
}

double cover_of(const Print& print, int ink) {
  double sum = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) sum += print.plane(ink)[i] / 255.0;
  return sum / static_cast<double>(print.pixels());
}

/// How many pieces an ink is in, where half of it counts; across the tile's edges too.
int pieces_of(const Print& print, int ink) {
  std::vector<char> waits(print.pixels());
  for (std::size_t i = 0; i < waits.size(); ++i) waits[i] = print.plane(ink)[i] > 127 ? 1 : 0;
  int pieces = 0;
  for (std::size_t start = 0; start < waits.size(); ++start) {
    if (waits[start] == 0) continue;
    ++pieces;
    std::vector<std::size_t> edge = {start};
    waits[start] = 0;
    while (!edge.empty()) {
      const int x = static_cast<int>(edge.back()) % print.width, y = static_cast<int>(edge.back()) / print.width;
      edge.pop_back();
      for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        const int nx = (x + dx + print.width) % print.width, ny = (y + dy + print.height) % print.height;
        const std::size_t next = static_cast<std::size_t>(ny) * print.width + nx;
        if (waits[next] == 0) continue;
        waits[next] = 0;
        edge.push_back(next);
      }
    }
  }
  return pieces;
}

Print skin(const char* kind, std::uint64_t seed, int side) {
  return drawn(design_of(kind, Dice(seed)), side, side);
}

TEST(Contours, CoverWhatLiesAboveZeroAtAnySize) {
  for (const int side : {100, 257, 1024}) {
    const Print print = laid_over(side, side, kTwo, {{1, disc(64, 0.9, 0.1, 0.3)}});
    EXPECT_NEAR(cover_of(print, 1), std::numbers::pi * 0.09, 0.002) << side;
    std::size_t mixed = 0;
    for (std::size_t i = 0; i < print.pixels(); ++i) mixed += print.plane(1)[i] % 255 != 0 ? 1 : 0;
    // an outline of 1.9 tiles, a pixel or two wide
    EXPECT_LT(static_cast<double>(mixed), 2.8 * side) << side;
  }
}

TEST(Contours, MoveWithTheirHeights) {
  const Print here = laid_over(128, 128, kTwo, {{1, disc(64, 0.5, 0.5, 0.3)}});
  const Print moved = laid_over(128, 128, kTwo, {{1, disc(64, 0.5 + 24.0 / 64, 0.5, 0.3)}});
  for (int y = 0; y < 128; ++y) {
    for (int x = 0; x < 128; ++x) {
      const std::uint8_t there = moved.plane(1)[static_cast<std::size_t>(y) * 128 + (x + 48) % 128];
      ASSERT_NEAR(here.plane(1)[static_cast<std::size_t>(y) * 128 + x], there, 1) << x << " " << y;
    }
  }
}

TEST(Contours, LieOneOverTheOther) {
  const std::vector<Ink> inks = {{.colour = {255, 255, 255}}, {.colour = {128, 0, 0}}, {.colour = {0, 0, 0}}};
  const Print print = laid_over(200, 200, inks, {{1, disc(64, 0.5, 0.5, 0.3)}, {2, disc(64, 0.5, 0.5, 0.2)}});
  EXPECT_NEAR(cover_of(print, 2), std::numbers::pi * 0.04, 0.002);
  EXPECT_NEAR(cover_of(print, 1), std::numbers::pi * 0.05, 0.003);
}

TEST(Skins, OfCheetahsHaveTheSpotsThatWereAskedFor) {
  for (const int count : {20, 60, 120}) {
    const Shape shape{"rosettes", {{"seed", 3}, {"count", count}, {"solid", 1}, {"small", 0}, {"fill", 0.6}}};
    const int pieces = pieces_of(drawn(shape, kTwo, 512, 512, 1, 1), 1);
    EXPECT_LE(pieces, count);
    EXPECT_GE(pieces, 0.95 * count) << "spots run together";
  }
}

TEST(Skins, OfLeopardsHaveRingsInPiecesAroundADarkerMiddle) {
  const Shape shape{"rosettes", {{"seed", 3}, {"count", 40}, {"solid", 0}, {"small", 0}, {"open", 0.4}, {"fill", 0.7}}};
  const std::vector<Ink> inks = {{.colour = {220, 180, 120}}, {.colour = {150, 90, 50}}, {.colour = {30, 20, 10}}};
  const Print print = drawn(shape, inks, 512, 512, 1, 1);
  EXPECT_NEAR(pieces_of(print, 1), 40, 4);
  EXPECT_GT(pieces_of(print, 2), 60);
}

TEST(Skins, OfZebrasHaveTheStripesThatWereAskedFor) {
  for (const int count : {7, 12}) {
    const Shape shape{"skin-stripes",
                      {{"seed", 5}, {"count", count}, {"turn", 0}, {"bend", 0}, {"uneven", 0}, {"swell", 0}}};
    const Print print = drawn(shape, kTwo, 240, 240, 1, 1);
    int starts = 0;
    for (int x = 0; x < 240; ++x) {
      for (int y = 0; y < 240; ++y) {
        const auto dark = [&](int row) { return print.plane(1)[static_cast<std::size_t>(row % 240) * 240 + x] > 127; };
        starts += dark(y + 1) && !dark(y) ? 1 : 0;
      }
    }
    EXPECT_NEAR(starts / 240.0, count, 0.15 * count);
    EXPECT_NEAR(cover_of(print, 1), 0.5, 0.05);
  }
}

TEST(Skins, OfGiraffesFallIntoThePatchesThatWereAskedFor) {
  for (const int count : {20, 60}) {
    const Shape shape{"patches", {{"seed", 3}, {"count", count}, {"lane", 0.16}}};
    EXPECT_NEAR(pieces_of(drawn(shape, kTwo, 512, 512, 1, 1), 1), count, 0.05 * count);
  }
}

TEST(Skins, InBlotsCoverTheirShare) {
  const std::vector<Ink> inks = {{.colour = {255, 255, 255}}, {.colour = {128, 0, 0}}, {.colour = {0, 0, 0}}};
  const Shape shape{"blotches", {{"seed", 3}, {"cells", 6}, {"share", 0.35}}};
  const Print print = drawn(shape, inks, 256, 256, 1, 1);
  EXPECT_NEAR(cover_of(print, 2), 0.35, 0.01);
  EXPECT_NEAR(cover_of(print, 1), 0.35 * 0.65, 0.1) << "as far as the second one leaves it bare";
}

TEST(Skins, AreTheSameAtEverySizeAndOnAnyNumberOfThreads) {
  for (const char* kind : {"leopard", "zebra-stripes", "giraffe", "cow", "camouflage-blots"}) {
    const Print small = skin(kind, 4, 128), large = skin(kind, 4, 1024);
    double off = 0;
    for (int y = 0; y < 128; ++y) {
      for (int x = 0; x < 128; ++x) {
        double mean = 0;
        for (int i = 0; i < 64; ++i)
          mean += large.plane(0)[static_cast<std::size_t>(8 * y + i / 8) * 1024 + 8 * x + i % 8] / 64.0;
        off += std::abs(mean - small.plane(0)[static_cast<std::size_t>(y) * 128 + x]) / (255.0 * 128 * 128);
      }
    }
    EXPECT_LT(off, 0.04) << kind;
    use_row_threads(1);
    EXPECT_EQ(skin(kind, 4, 128), small) << kind;
    use_row_threads(3);
    EXPECT_EQ(skin(kind, 4, 128), small) << kind;
    use_row_threads(0);
  }
}

TEST(Skins, ChangeLittleInASmallStepAndWhollyWithTheSeed) {
  const auto apart = [](const Print& a, const Print& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels(); ++i) sum += std::abs(a.plane(0)[i] - b.plane(0)[i]) / 255.0;
    return sum / static_cast<double>(a.pixels());
  };
  const auto stepped = [](double strength) {
    return drawn(design_of("cheetah-spots", Dice(4, {{.seed = 9, .strength = strength}})), 256, 256);
  };
  EXPECT_LT(apart(stepped(0.05), skin("cheetah-spots", 4, 256)), 0.12);
  EXPECT_GT(apart(skin("cheetah-spots", 5, 256), skin("cheetah-spots", 4, 256)), 0.2);
}

}  // namespace
}  // namespace toile::weave
