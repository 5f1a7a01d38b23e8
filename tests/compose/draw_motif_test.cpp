#include "toile/compose/draw_motif.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <ctime>
#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/motif_svg.hpp"
#include "toile/image/file.hpp"

namespace toile::compose {
namespace {

using ::testing::HasSubstr;

/// Share of the motif's pixels, at 128 px a side, that hang together in its largest piece.
double share_in_one_piece(const Motif& motif) {
  constexpr int kSide = 128;
  // Black on white: bare cloth within the motif belongs to it.
  std::string black = sheet_svg({motif}, {pattern::Rgb{255, 255, 255}}, 1, kSide);
  const std::string fill = "<path fill=\"#ffffff\"";
  for (std::size_t at = 0; (at = black.find(fill, at)) != std::string::npos;)
    black.replace(at, fill.size(), "<path fill=\"#000000\"");
  const Image picture = image::rasterise_svg(black);
  std::vector<int> piece(picture.pixels(), 0);
  int inked = 0, largest = 0;
  for (int start = 0; start < kSide * kSide; ++start) {
    const auto covered = [&](int i) { return picture.rgb[3 * i] < 208; };
    if (piece[start] || !covered(start)) continue;
    std::vector<int> open{start};
    piece[start] = 1;
    int size = 0;
    while (!open.empty()) {
      const int i = open.back(), x = i % kSide, y = i / kSide;
      open.pop_back(), ++size;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          const int u = x + dx, v = y + dy, j = v * kSide + u;
          if (u < 0 || v < 0 || u >= kSide || v >= kSide || piece[j] || !covered(j)) continue;
          piece[j] = 1, open.push_back(j);
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
      for (std::size_t i = 0; i < curve.size(); ++i) {
        ASSERT_TRUE(std::isfinite(curve[i].x) && std::isfinite(curve[i].y));
        if (i % 3) continue;  // handles may reach further than their curve
        ASSERT_LE(std::abs(curve[i].x), motif.width / 2 + 1e-4);
        ASSERT_LE(std::abs(curve[i].y), motif.height / 2 + 1e-4);
      }
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
  EXPECT_THAT(complaint("drawn:cactus:3"), HasSubstr("no drawn motif cactus"));
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
