#include "toile/weave/draft.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/resize.hpp"

namespace toile::weave {
namespace {

const std::vector<Ink> kTwo = {{.colour = {250, 250, 250}, .name = {}}, {.colour = {10, 10, 10}, .name = {}}};

Draft houndstooth() {
  const std::vector<Band> fours = {{0, 4}, {1, 4}};
  return set_up(kTwo, fours, fours, weave_named("2/2 twill"));
}

/// The ink that covers a pixel whole, or -1.
int whole_ink(const Print& print, int x, int y) {
  for (int ink = 0; ink < static_cast<int>(print.inks.size()); ++ink) {
    if (print.plane(ink)[static_cast<std::size_t>(y) * print.width + x] == 255) return ink;
  }
  return -1;
}

TEST(Draft, OfHoundstoothIsFourAndFourInTwill) {
  const std::vector<std::string> tooth = {"....xx..", "....x..x", "......xx", ".....xx.",
                                          "..xxxxxx", ".xx.xxxx", "xx..xxxx", "x..xxxxx"};
  const Draft draft = houndstooth();
  ASSERT_EQ(draft.ends(), 8);
  ASSERT_EQ(draft.picks(), 8);
  for (int pick = 0; pick < 8; ++pick) {
    for (int end = 0; end < 8; ++end) {
      EXPECT_EQ(draft.yarn_at(end, pick), tooth[pick][end] == 'x' ? 1 : 0) << end << " " << pick;
    }
  }
}

TEST(Draft, IsDrawnThreadByThread) {
  const Draft draft = houndstooth();
  const Print print = drawn(draft, 64, 64, 2, 2, Floats::stepped);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) EXPECT_EQ(whole_ink(print, x, y), draft.yarn_at(x / 4 % 8, y / 4 % 8));
  }
}

TEST(Draft, HasTheSameBytesARepeatFurther) {
  for (const Floats floats : {Floats::stepped, Floats::smooth}) {
    const Image tile = pattern::rendered(drawn(houndstooth(), 96, 96, 3, 3, floats));
    EXPECT_EQ(image::roll(tile, 32, 0), tile);
    EXPECT_EQ(image::roll(tile, 0, 32), tile);
    EXPECT_NE(image::roll(tile, 16, 0), tile);
  }
}

TEST(Draft, MixesThreadsThatAreFinerThanAPixel) {
  const Draft draft = set_up(kTwo, {{0, 1}}, {{1, 1}}, weave_named("plain"));
  const Print print = drawn(draft, 8, 8, 8, 8, Floats::stepped);
  for (std::size_t i = 0; i < print.pixels(); ++i) EXPECT_NEAR(print.plane(0)[i], 127.5, 0.6);
}

TEST(Draft, CoversEveryPixelWhole) {
  for (const int size : {64, 77, 100}) {
    const Print print = drawn(houndstooth(), size, size, 5, 5, Floats::smooth);
    for (std::size_t i = 0; i < print.pixels(); ++i) ASSERT_EQ(print.plane(0)[i] + print.plane(1)[i], 255);
  }
}

TEST(Draft, SaysTheLeastSizeOfATileThatIsTooSmall) {
  const auto sentence = test::sentence(ErrorKind::usage, [] { drawn(houndstooth(), 16, 16, 40, 40, Floats::stepped); });
  EXPECT_NE(sentence.find("a tile of 16 pixels is too small for the 320 ends"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("at least 20"), std::string::npos) << sentence;
}

TEST(Draft, RepeatsTheSettUntilTheWeaveMeetsItself) {
  const Draft draft = set_up(kTwo, {{0, 3}, {1, 3}}, {{0, 1}}, weave_named("2/2 twill"));
  EXPECT_EQ(draft.ends(), 12);
  EXPECT_EQ(draft.picks(), 4);
}

TEST(Draft, BegunInItsWidestBandsIsTheSameCloth) {
  const Draft draft = set_up(kTwo, {{0, 3}, {1, 5}}, {{1, 2}, {0, 6}}, weave_named("2/2 twill"));
  const Draft moved = begun_in_widest_bands(draft);
  for (int pick = 0; pick < 8; ++pick) {
    for (int end = 0; end < 8; ++end) {
      EXPECT_EQ(moved.yarn_at(end, pick), draft.yarn_at((end + 5) % 8, (pick + 4) % 8));
    }
  }
}

TEST(Weaves, FloatNoFurtherThanTheirNamesSay) {
  const std::vector<std::pair<const char*, int>> longest = {
      {"plain", 1},         {"2/2 twill", 2},     {"2/1 twill", 2},   {"3/1 twill", 3},
      {"2/2 basket", 2},    {"4/4 basket", 4},    {"herringbone", 2}, {"birdseye", 3},
      {"diamond twill", 3}, {"pointed twill", 3}, {"seersucker", 2}};
  for (const auto& [name, most] : longest) {
    const Weave weave = weave_named(name, 8);
    for (int pick = 0; pick < weave.picks(); ++pick) {
      int run = 0, longest_run = 0;
      for (int end = 0; end < 3 * weave.ends(); ++end) {
        run = end > 0 && weave.warp_up(end, pick) == weave.warp_up(end - 1, pick) ? run + 1 : 1;
        longest_run = std::max(longest_run, run);
      }
      EXPECT_LE(longest_run, most) << name << " pick " << pick;
    }
  }
}

TEST(Weaves, APointedTwillIsItsOwnMirrorImageAtThePoint) {
  const Weave weave = weave_named("pointed twill", 8);
  ASSERT_EQ(weave.ends(), 16);
  for (int pick = 0; pick < weave.picks(); ++pick) {
    for (int end = 1; end < 8; ++end) EXPECT_EQ(weave.warp_up(8 + end, pick), weave.warp_up(8 - end, pick));
  }
}

TEST(Weaves, HalfOfASeersuckerIsPlainAndTheOtherHalfARibOverTwoPicks) {
  const Weave weave = weave_named("seersucker", 6);
  for (int end = 0; end < 12; ++end) {
    for (int pick = 0; pick < 4; ++pick) {
      EXPECT_EQ(weave.warp_up(end, pick) == weave.warp_up(end, pick + 1), end >= 6 && pick % 2 == 0) << end;
    }
  }
}

TEST(Weaves, AreListedForAnUnknownName) {
  EXPECT_NE(test::sentence(ErrorKind::usage, [] { weave_named("lace"); }).find("there are plain, 2/2 twill"),
            std::string::npos);
}

}  // namespace
}  // namespace toile::weave
