#include "toile/compose/own_motifs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/composer.hpp"

namespace toile::compose {
namespace {

using testing::HasSubstr;

void disc(Image& picture, int x0, int y0, int radius, pattern::Rgb colour) {
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (std::hypot(x - x0, y - y0) > radius) continue;
      std::copy(colour.begin(), colour.end(), picture.at(x, y));
      if (!picture.alpha.empty()) picture.alpha[static_cast<std::size_t>(y) * picture.width + x] = 255;
    }
  }
}

/// Two flowers on paper.
Image drawing() {
  Image paper = Image::filled(200, 120, {246, 242, 235});
  disc(paper, 50, 60, 36, {200, 40, 60});
  disc(paper, 50, 60, 12, {240, 200, 60});
  disc(paper, 150, 60, 30, {40, 70, 150});
  return paper;
}

Image cut_out() {
  Image picture = Image::filled(60, 60, {0, 0, 0});
  picture.alpha.assign(picture.pixels(), 0);
  disc(picture, 30, 30, 20, {10, 120, 80});
  return picture;
}

std::string complaint(const Image& picture) {
  try {
    own_motifs({{"drawings/a.png", picture}});
  } catch (const Error& problem) {
    return problem.what();
  }
  return "";
}

TEST(OwnMotifs, AreCutFromPlainPaper) {
  const OwnMotifs own = own_motifs({{"a.png", drawing()}});
  ASSERT_EQ(own.motifs.size(), 2U);
  EXPECT_NEAR(own.motifs[0].raster.width, 73, 3) << "the larger one first, trimmed";
  EXPECT_NEAR(own.motifs[1].raster.width, 61, 3);
  EXPECT_GE(own.colours.size(), 4U);
}

TEST(OwnMotifs, WithAlphaAreOneEachUnderANameOfTheirOwn) {
  const OwnMotifs own = own_motifs({{"a.png", cut_out()}, {"b.png", drawing()}});
  ASSERT_EQ(own.motifs.size(), 3U);
  EXPECT_THAT(own.motifs[0].name, testing::StartsWith("own:"));
  EXPECT_EQ(own_motifs({{"a.png", cut_out()}, {"b.png", drawing()}}).motifs[0].name, own.motifs[0].name);
  EXPECT_EQ(own_motifs({{"a.png", cut_out()}, {"c.png", cut_out()}}).motifs.size(), 1U) << "the same twice is one";
}

TEST(OwnMotifs, SayWhatIsWrongWithAPicture) {
  EXPECT_THAT(complaint(Image::filled(1, 1, {0, 0, 0})), HasSubstr("drawings/a.png is 1 by 1 pixels"));
  Image clear = cut_out();
  clear.alpha.assign(clear.pixels(), 0);
  EXPECT_THAT(complaint(clear), HasSubstr("drawings/a.png is all transparent"));
  Image busy = Image::filled(64, 64, {0, 0, 0});
  for (std::size_t i = 0; i < busy.rgb.size(); ++i) busy.rgb[i] = static_cast<std::uint8_t>(i * 37 % 251);
  EXPECT_THAT(complaint(busy), HasSubstr("neither alpha nor plain paper"));
  EXPECT_THAT(complaint(Image::filled(64, 64, {250, 250, 250})), HasSubstr("nothing is drawn on drawings/a.png"));
  EXPECT_THROW(own_motifs({}), Error);
}

TEST(OwnMotifs, OfAnySizeAreBroughtToOneThatIsEnough) {
  Image long_one = Image::filled(20000, 40, {255, 255, 255});
  for (int y = 12; y < 28; ++y) {
    for (int x = 100; x < 19900; ++x) long_one.at(x, y)[1] = long_one.at(x, y)[2] = 0;
  }
  const OwnMotifs own = own_motifs({{"long.png", long_one}});
  EXPECT_LE(own.motifs[0].raster.width, 640);
}

/// The names of what lies in the layout, without stems.
std::set<std::string> names_in(const Layout& layout) {
  std::set<std::string> names;
  for (const Placement& p : layout.placements) {
    if (!p.motif.starts_with("laid:")) names.insert(p.motif.substr(0, p.motif.find(':')));
  }
  return names;
}

TEST(OwnMotifs, GetDrawnLeavesInTheInksOfThePrintWhereTheArrangementWantsThem) {
  const OwnMotifs own = own_motifs({{"a.png", drawing()}, {"b.png", cut_out()}});
  for (const char* arrangement : {"chintz", "trailing-vine", "bouquet"}) {
    const Layout layout = compose({.layout = arrangement, .palette = own.colours, .motifs = own.motifs});
    EXPECT_EQ(names_in(layout), (std::set<std::string>{"drawn", "own"})) << arrangement;
    // the green one of the designer's colours, though it is the rarest
    for (const Placement& p : layout.placements) {
      if (!p.motif.starts_with("drawn:")) continue;
      const Motif leaf = known_motif(p.motif);
      for (std::size_t i = 0; i < leaf.roles.size(); ++i) {
        if (leaf.roles[i] != Role::leaf) continue;
        const pattern::Rgb colour = layout.inks[static_cast<std::size_t>(p.inks[i])].colour;
        EXPECT_GT(colour[1], colour[0]) << p.motif;
        EXPECT_GT(colour[1], colour[2]) << p.motif;
      }
    }
    EXPECT_EQ(compose({.layout = arrangement, .palette = own.colours, .motifs = own.motifs}), layout);
  }
  EXPECT_EQ(names_in(compose({.layout = "tossed", .palette = own.colours, .motifs = own.motifs})),
            std::set<std::string>{"own"});
}

TEST(OwnMotifs, ThatAreLeavesGrowUnderTheOthers) {
  const OwnMotifs own = own_motifs({{"a.png", drawing()}, {.name = "leaf.png", .picture = cut_out(), .leaf = true}});
  const std::string leaf = own.motifs.back().name;
  const Layout layout = compose({.layout = "chintz", .palette = own.colours, .motifs = own.motifs});
  EXPECT_EQ(names_in(layout), std::set<std::string>{"own"});
  int leaves = 0;
  for (const Placement& p : layout.placements) leaves += p.motif == leaf ? 1 : 0;
  EXPECT_GT(leaves, 3);
  for (const Placement& p : layout.placements) EXPECT_EQ(p.motif == leaf, p.layer == 0) << "leaves lie below";
  for (const Member& member : layout.cast) EXPECT_EQ(member.motif == leaf, member.rank == Rank::leaf);
  // a designer with nothing but leaves has them as heroes
  const OwnMotifs bare = own_motifs({{.name = "leaf.png", .picture = cut_out(), .leaf = true}});
  EXPECT_FALSE(compose({.layout = "tossed", .palette = bare.colours, .motifs = bare.motifs}).placements.empty());
}

TEST(OwnMotifs, AreComposedAndTravelInTheDocument) {
  const OwnMotifs own = own_motifs({{"a.png", drawing()}});
  const Layout layout =
      compose({.category = "floral", .layout = "tossed", .palette = own.colours, .motifs = own.motifs});
  for (const Placement& p : layout.placements) EXPECT_THAT(p.motif, testing::StartsWith("own:"));
  const Layout again = layout_from(Json::parse(json_of(layout).dump()), "it");
  EXPECT_EQ(printed(again, known_motif, 96), printed(layout, known_motif, 96));
}

}  // namespace
}  // namespace toile::compose
