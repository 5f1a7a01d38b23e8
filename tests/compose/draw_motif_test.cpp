#include "toile/compose/draw_motif.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <ctime>
#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/motif_svg.hpp"
#include "toile/compose/palettes.hpp"
#include "toile/compose/stamp.hpp"
#include "toile/image/file.hpp"

namespace toile::compose {
namespace {

using ::testing::HasSubstr;

/// Share of the motif's cells, at 128 a side, that hang together in its largest piece.
double share_in_one_piece(const Motif& motif) {
  const Mask cover = outline(motif, {.size = 128});
  std::vector<bool> seen(cover.pixels());
  int inked = 0, largest = 0;
  for (int start = 0; start < static_cast<int>(cover.pixels()); ++start) {
    constexpr int kCovered = 48;
    if (seen[start] || cover.cover[start] < kCovered) continue;
    std::vector<int> open{start};
    seen[start] = true;
    int size = 0;
    for (; !open.empty(); ++size) {
      const int x = open.back() % cover.width, y = open.back() / cover.width;
      open.pop_back();
      for (int v = std::max(0, y - 1); v <= std::min(cover.height - 1, y + 1); ++v) {
        for (int u = std::max(0, x - 1); u <= std::min(cover.width - 1, x + 1); ++u) {
          const int at = v * cover.width + u;
          if (seen[at] || cover.cover[at] < kCovered) continue;
          seen[at] = true, open.push_back(at);
        }
      }
    }
    inked += size, largest = std::max(largest, size);
  }
  return inked ? static_cast<double>(largest) / inked : 0;
}

void expect_sound(const Motif& motif) {
  ASSERT_FALSE(motif.shapes.empty());
  EXPECT_FLOAT_EQ(std::max(motif.width, motif.height), 1);
  EXPECT_TRUE(motif.size_cm > .2 && motif.size_cm < 25) << motif.size_cm;
  const std::set<Role> roles(motif.roles.begin(), motif.roles.end());
  EXPECT_EQ(roles.size(), motif.roles.size());
  for (const Shape& shape : motif.shapes) {
    ASSERT_TRUE(shape.ink >= 0 && shape.ink < static_cast<int>(motif.roles.size()));
    for (const auto& curve : shape.curves) {
      ASSERT_TRUE(curve.size() >= 10 && curve.size() % 3 == 1) << curve.size();
      EXPECT_EQ(curve.front(), curve.back());
      const float x = motif.width / 2 + 1e-4F, y = motif.height / 2 + 1e-4F;
      bool finite = true, inside = true;
      for (std::size_t i = 0; i < curve.size(); ++i) {
        finite = finite && std::isfinite(curve[i].x) && std::isfinite(curve[i].y);
        if (i % 3 == 0)
          inside = inside && std::abs(curve[i].x) <= x && std::abs(curve[i].y) <= y;  // handles may reach further
      }
      ASSERT_TRUE(finite && inside);
    }
  }
}

/// How much of the motif's box, across and down, is left of it in one ink.
std::pair<double, double> left_in_one_ink(const Motif& motif, const Palette& palette) {
  constexpr int kSide = 160;
  constexpr double kSize = 0.9 * kSide;
  Print print = Print::ground(kSide, kSide, {{.colour = {255, 255, 255}}, {.colour = {0, 0, 0}}});
  stamp(print, motif, {.x = kSide / 2.0, .y = kSide / 2.0, .size = kSize, .inks = dressed(motif, palette, Dress::own)},
        {0, kSide});
  int left = kSide, right = -1, top = kSide, bottom = -1;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      if (print.plane(1)[static_cast<std::size_t>(y) * kSide + x] < 64) continue;
      left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = y;
    }
  }
  return {(right - left + 1) / (motif.width * kSize), (bottom - top + 1) / (motif.height * kSize)};
}

TEST(DrawMotif, AMushroomHasItsStalkInOneInkToo) {
  const Palette palette = palette_of({{250, 250, 245}, {200, 30, 60}, {40, 120, 60}}, 2);
  for (const Hand& hand : hands()) {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      const auto [across, down] =
          left_in_one_ink(draw_motif("mushroom", seed, hand), block_printed(palette, hand.shade > 0));
      EXPECT_GT(across, 0.9) << hand.name;
      EXPECT_GT(down, 0.9) << hand.name;
    }
  }
}

TEST(DrawMotif, EveryKindIsSoundForManySeeds) {
  for (const DrawnKind& kind : drawn_kinds()) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      SCOPED_TRACE(kind.name + ":" + std::to_string(seed));
      expect_sound(draw_motif(kind.name, seed, hands()[seed % hands().size()]));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(DrawMotif, IsTheSameForEver) {
  for (const DrawnKind& kind : drawn_kinds()) {
    EXPECT_EQ(draw_motif(kind.name, 17), draw_motif(kind.name, 17)) << kind.name;
    EXPECT_NE(draw_motif(kind.name, 17), draw_motif(kind.name, 18)) << kind.name;
  }
}

// Layouts name their motifs, so a motif must not change once people have it.
TEST(DrawMotif, LooksAsItAlwaysDid) {
  struct Golden {
    const char* name;
    std::size_t shapes, points;
    double spread;  ///< mean of |x| + 2 |y|
  };
  const Golden goldens[] = {
      {"drawn:rose:7:liberty", 83, 4420, 0.4899},
      {"drawn:boteh:3:block", 18, 4899, 0.5508},
      {"drawn:fern:5:flat", 3, 4136, 0.4935},
      {"drawn:bouquet:2:gouache", 301, 19966, 0.5604},
      {"drawn:medallion:1:engraving", 129, 26374, 0.3346},
      {"drawn:daisy:4:linocut", 21, 1686, 0.5773},
  };
  for (const Golden& golden : goldens) {
    const Motif motif = drawn_motif_named(golden.name);
    std::size_t points = 0;
    double sum = 0;
    for (const Shape& shape : motif.shapes) {
      for (const auto& curve : shape.curves) {
        points += curve.size();
        for (const Point& p : curve) sum += std::abs(p.x) + 2 * std::abs(p.y);
      }
    }
    EXPECT_EQ(motif.shapes.size(), golden.shapes) << golden.name;
    EXPECT_EQ(points, golden.points) << golden.name;
    EXPECT_NEAR(sum / static_cast<double>(points), golden.spread, 2e-4) << golden.name;
  }
}

TEST(DrawMotif, IsFoundAgainByItsName) {
  const Motif daisy = draw_motif("daisy", 18446744073709551615ULL, hand_named("linocut"));
  EXPECT_EQ(daisy.name, "drawn:daisy:18446744073709551615:linocut");
  EXPECT_EQ(daisy.kind, "blossom");
  EXPECT_EQ(drawn_motif_named(daisy.name), daisy);
  EXPECT_EQ(drawn_motif_named("drawn:rose:3"), draw_motif("rose", 3));
}

TEST(DrawMotif, SaysWhatIsWrongWithAName) {
  const auto complaint = [](const std::string& name) {
    try {
      drawn_motif_named(name);
    } catch (const Error& problem) {
      return std::string(problem.what());
    }
    return std::string();
  };
  EXPECT_THAT(complaint("drawn:unicorn:3"), HasSubstr("no drawn motif unicorn"));
  EXPECT_THAT(complaint("drawn:rose:3:shaky"), HasSubstr("no hand shaky"));
  for (const char* name : {"", "rose", "drawn:rose", "drawn:rose:-1", "drawn:rose:3x",
                           "drawn:rose:", "drawn:rose:3:folk:1", "learnt:rose:3"}) {
    EXPECT_THAT(complaint(name), HasSubstr("drawn:KIND:SEED")) << name;
  }
}

TEST(DrawMotif, HangsTogether) {
  for (const DrawnKind& kind : drawn_kinds()) {
    if (kind.family == "filler") continue;
    for (std::uint64_t seed = 0; seed < hands().size(); ++seed) {
      const Motif motif = draw_motif(kind.name, seed, hands()[seed % hands().size()]);
      EXPECT_GT(share_in_one_piece(motif), .85) << motif.name;
    }
  }
}

TEST(DrawMotif, IsQuick) {
  const std::clock_t start = std::clock();
  int count = 0;
  for (const DrawnKind& kind : drawn_kinds()) {
    for (std::uint64_t seed = 0; seed < 16; ++seed, ++count) draw_motif(kind.name, seed);
  }
  const double ms = 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / count;
  EXPECT_LT(ms, 5);  // 0.2 on a quiet machine
}

TEST(MotifSvg, NeedsAColourForEachInk) {
  const Motif daisy = draw_motif("daisy", 1);
  EXPECT_THROW(svg_of(daisy, {}), Error);
  const std::string svg = svg_of(daisy, std::vector<pattern::Rgb>(daisy.roles.size(), {12, 34, 56}));
  EXPECT_THAT(svg, HasSubstr("#0c2238"));
  const Image picture = image::rasterise_svg(svg);
  EXPECT_GT(picture.width, 20);
}

}  // namespace
}  // namespace toile::compose
