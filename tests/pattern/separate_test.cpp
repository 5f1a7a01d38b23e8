#include "toile/pattern/separate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/pattern/flat_design.hpp"
#include "tests/pictures.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/flat_inks.hpp"

namespace toile::pattern {
namespace {

std::set<Rgb> colours_of(const Print& print) {
  std::set<Rgb> colours;
  for (const Ink& ink : print.inks) colours.insert(ink.colour);
  return colours;
}

TEST(Separate, FindsTheInksOfFlatDesignsWithSoftEdges) {
  for (int inks = 3; inks <= 12; ++inks) {
    for (unsigned seed = 1; seed <= 2; ++seed) {
      for (const bool in_light : {false, true}) {
        const auto drawn_in = test::distinct_inks(inks, 100 * seed + static_cast<unsigned>(inks));
        const Image tile = test::drawn(256, drawn_in, test::scattered(256, inks, seed), in_light);
        const std::set<Rgb> want(drawn_in.begin(), drawn_in.end());
        EXPECT_EQ(colours_of(separated(tile)), want) << inks << " inks, seed " << seed;
        EXPECT_EQ(colours_of(separated(tile, inks)), want) << inks << " inks, seed " << seed;
      }
    }
  }
}

TEST(Separate, LaysTheGroundFirstAndSharesThatSumToAll) {
  const auto inks = test::distinct_inks(6, 9);
  const Print print = separated(test::drawn(200, inks, test::scattered(200, 6, 2)));
  EXPECT_EQ(print.inks[0].colour, inks[0]);
  for (std::size_t at = 0; at < print.pixels(); ++at) {
    int sum = 0;
    for (int k = 0; k < static_cast<int>(print.inks.size()); ++k) sum += print.plane(k)[at];
    ASSERT_EQ(sum, 255);
  }
}

/// The print of discs that do not touch: coverage is known exactly.
TEST(Separate, PutsEdgesWhereTheyWereDrawn) {
  for (const bool in_light : {false, true}) {
    const std::vector<Rgb> inks = {{245, 240, 225}, {20, 60, 120}, {230, 30, 40}};
    const std::vector<test::Disc> discs = {{50.3, 60.1, 20.4, 1}, {140.7, 150.2, 31.7, 2}, {10.2, 150.9, 17, 2}};
    const Print print = separated(test::drawn(200, inks, discs, in_light));
    ASSERT_EQ(print.inks.size(), 3U);
    double most = 0;
    for (int y = 0; y < 200; ++y) {
      for (int x = 0; x < 200; ++x) {
        double covered = 0;
        for (const test::Disc& disc : discs) {
          const double dx = std::min(std::abs(x - disc.x), 200 - std::abs(x - disc.x));
          covered += std::clamp(disc.radius - std::hypot(dx, y - disc.y) + 0.5, 0.0, 1.0);
        }
        most = std::max(most, std::abs(print.plane(0)[static_cast<std::size_t>(y) * 200 + x] / 255.0 - (1 - covered)));
      }
    }
    EXPECT_LT(most, 0.1) << "of a pixel";
  }
}

TEST(Separate, GivesBackThePrintThatWasRendered) {
  const auto inks = test::distinct_inks(5, 77);
  const Image tile = test::drawn(160, inks, test::scattered(160, 5, 3), true);
  const Image back = rendered(separated(tile));
  int far = 0;
  for (std::size_t i = 0; i < tile.rgb.size(); ++i) far += std::abs(back.rgb[i] - tile.rgb[i]) > 6;
  EXPECT_LT(far, 300) << "corners of three inks";
}

TEST(Separate, KeepsSmallAccentsAndForgetsSpecks) {
  const std::vector<Rgb> inks = {{240, 240, 235}, {30, 40, 90}, {225, 30, 40}, {30, 150, 70}};
  std::vector<test::Disc> discs = {{60, 60, 40, 1}, {150, 150, 40, 1}, {120, 40, 8, 2}, {190, 60, 2, 3}};
  const Image tile = test::drawn(200, inks, discs);  // red covers 0.5 %, green 0.03 %
  EXPECT_EQ(colours_of(separated(tile)), (std::set<Rgb>{inks[0], inks[1], inks[2]}));
  EXPECT_EQ(colours_of(separated(tile, 4)), (std::set<Rgb>(inks.begin(), inks.end()))) << "unless asked for";
  EXPECT_EQ(colours_of(separated(tile, 2)), (std::set<Rgb>{inks[0], inks[1]}));
}

TEST(Separate, FindsLinesTooThinToBeFlat) {
  Image tile = Image::filled(120, 120, {250, 245, 230});
  for (int y = 0; y < 120; ++y) {
    for (int x = 0; x < 120; x += 12) {
      const Rgb ink{200, 20, 60};
      std::copy(ink.begin(), ink.end(), tile.at(x, y));
    }
  }
  EXPECT_EQ(colours_of(separated(tile)), (std::set<Rgb>{{250, 245, 230}, {200, 20, 60}}));
}

/// A print of soft edges: `share_at(ink, x, y)` says how much of each ink but the ground lies where, 0..1.
template <class ShareAt>
Print soft_print(int side, const std::vector<Rgb>& colours, const ShareAt& share_at) {
  std::vector<Ink> inks;
  for (const Rgb& colour : colours) inks.push_back({.colour = colour});
  Print print = Print::ground(side, side, inks);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      int left = 255;
      const std::size_t at = static_cast<std::size_t>(y) * side + x;
      for (int k = static_cast<int>(inks.size()) - 1; k > 0; --k) {
        const int share = static_cast<int>(std::lround(left * std::clamp(share_at(k, x, y), 0.0, 1.0)));
        print.plane(k)[at] = static_cast<std::uint8_t>(share);
        left -= share;
      }
      print.plane(0)[at] = static_cast<std::uint8_t>(left);
    }
  }
  return print;
}

double disc(int x, int y, double cx, double cy, double radius) {
  return radius - std::hypot(x - cx, y - cy) + 0.5;
}

TEST(Separate, FindsSoftLinesThatTwoFarInksWouldExplain) {
  // the lines' colour lies between those of the third and the fourth ink, which are nowhere near them
  const std::vector<Rgb> inks = {{30, 36, 69}, {94, 168, 158}, {54, 136, 126}, {253, 102, 180}, {142, 128, 142}};
  const Print print = soft_print(256, inks, [](int ink, int x, int y) {
    if (ink == 1) return disc(x, y, 70, 70, 50);
    if (ink == 2) return disc(x, y, 190, 60, 30);
    if (ink == 3) return disc(x, y, 190, 200, 30);
    const double line = std::abs(std::remainder(x + 0.35 * y + 5 * std::sin(0.05 * y) + 3 * std::sin(0.09 * x), 12));
    return y > 130 && x < 130 ? 1.3 - line : 0;
  });
  EXPECT_EQ(colours_of(separated(rendered(print))), std::set<Rgb>(inks.begin(), inks.end()));
}

TEST(Separate, TakesNoShadeOfTwoInksForAThird) {
  const std::vector<Rgb> inks = {{248, 240, 219}, {158, 82, 87}};
  const Print print = soft_print(256, inks, [](int, int x, int y) {
    const double wash = disc(x, y, 180, 180, 40) > 0 ? 0.1 + 0.0004 * (x + y - 360) : 0;  // nearly even
    return std::max(wash, disc(x, y, 80, 80, 40));
  });
  EXPECT_EQ(colours_of(separated(rendered(print))), std::set<Rgb>(inks.begin(), inks.end()));
}

TEST(Separate, KnowsThatEdgesWereMixedInLightAmongThinLinesOfAnotherInk) {
  const std::vector<Rgb> inks = {{56, 12, 19}, {155, 157, 104}, {243, 183, 107}};
  const Print print = soft_print(256, inks, [](int ink, int x, int y) {
    const double leaf = disc(x % 64, y % 64, 31.3, 32.6, 24);
    return ink == 1 ? leaf : 0.7 * (1 - std::abs(leaf - 0.5)) * (x < 128);  // an outline, a pixel wide
  });
  const Image tile = rendered(print), back = rendered(separated(tile));
  double sum = 0;
  for (std::size_t i = 0; i < tile.rgb.size(); ++i) sum += std::abs(back.rgb[i] - tile.rgb[i]);
  EXPECT_LT(sum / static_cast<double>(tile.rgb.size()), 0.5);
}

TEST(Separate, TakesNoEnlargedEdgesForInks) {
  const std::vector<Rgb> inks = {{250, 250, 245}, {200, 30, 40}, {20, 40, 120}};
  const Image small = test::drawn(64, inks, test::scattered(64, 3, 5));
  Image large = Image::filled(256, 256, {});  // every pixel four by four: soft edges are flat now
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) std::copy_n(small.at(x / 4, y / 4), 3, large.at(x, y));
  }
  EXPECT_EQ(colours_of(separated(large)), (std::set<Rgb>(inks.begin(), inks.end())));
  const Image soft = image::resize_tile(small, 300, 300);  // with overshoot on both sides of an edge
  EXPECT_EQ(separated(soft).inks.size(), 3U);
}

TEST(Separate, SeesThroughCompression) {
  const std::vector<Rgb> inks = {{245, 240, 225}, {20, 60, 120}, {200, 60, 40}, {240, 190, 60}};
  const Image tile = test::drawn(256, inks, test::scattered(256, 4, 6));
  const Print print = separated(image::decode(image::encode("a.jpg", tile), "a.jpg"));
  ASSERT_EQ(print.inks.size(), 4U);
  for (const Rgb& ink : inks) {
    const bool found = std::any_of(print.inks.begin(), print.inks.end(), [&](const Ink& i) {
      return std::abs(i.colour[0] - ink[0]) < 6 && std::abs(i.colour[1] - ink[1]) < 6 &&
             std::abs(i.colour[2] - ink[2]) < 6;
    });
    EXPECT_TRUE(found) << hex_of(ink);
  }
}

TEST(Separate, CommutesWithACutElsewhere) {
  const auto inks = test::distinct_inks(5, 4);
  const Image tile = test::drawn(128, inks, test::scattered(128, 5, 8));
  const Image moved = image::roll(rendered(separated(tile)), 37, 91);
  EXPECT_LE(test::largest_difference(rendered(separated(image::roll(tile, 37, 91))), moved), 1);
}

TEST(Separate, DrawsTexturesInTheirPaletteAndOneColourInTwoInks) {
  EXPECT_FALSE(flat_print(test::blobs(128, 128)).has_value());
  EXPECT_EQ(separated(test::blobs(128, 128), 5).inks.size(), 5U);
  const Print plain = separated(Image::filled(20, 20, {10, 20, 30}));
  EXPECT_EQ(plain.inks[0].colour, (Rgb{10, 20, 30}));
  EXPECT_EQ(plain, separated(Image::filled(20, 20, {10, 20, 30})));
}

TEST(Separate, RefusesASillyNumberOfInks) {
  for (const int inks : {-1, 1, 17, 300}) {
    EXPECT_NE(test::sentence(ErrorKind::usage, [&] { separated(test::blobs(8, 8), inks); }).find("from 2 to 16"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace toile::pattern
