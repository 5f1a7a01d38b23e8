#include "toile/weave/design.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/image/resize.hpp"
#include "toile/weave/families.hpp"
#include "toile/weave/own_sett.hpp"
#include "toile/weave/palettes.hpp"
#include "toile/weave/shapes.hpp"

namespace toile::weave {
namespace {

/// The sum of each ink's shares; fails unless those of every pixel sum to 255.
std::vector<std::int64_t> ink_sums(const Print& print) {
  std::vector<std::int64_t> sums(print.inks.size());
  std::size_t uneven = 0;
  for (std::size_t i = 0; i < print.pixels(); ++i) {
    int pixel = 0;
    for (std::size_t ink = 0; ink < sums.size(); ++ink) {
      const int share = print.plane(static_cast<int>(ink))[i];
      pixel += share;
      sums[ink] += share;
    }
    uneven += pixel != 255 ? 1 : 0;
  }
  EXPECT_EQ(uneven, 0U);
  return sums;
}

TEST(Designs, AreDrawnInAllTheirInksInEveryFamily) {
  for (const Family& family : families()) {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
      Dice dice(seed);
      const Design design = family.design(dice);
      EXPECT_EQ(design.kind, family.kind);
      EXPECT_GT(design.width_cm, 0.5) << family.kind;
      for (const std::int64_t sum : ink_sums(drawn(design, 192, 192))) EXPECT_GT(sum, 0) << family.kind << " " << seed;
      ink_sums(drawn(design, 64, 64));
    }
  }
}

TEST(Designs, RepeatAsOftenAsTheySay) {
  for (const Family& family : families()) {
    const Design design = design_of(family.kind, Dice(5));
    const int side = 64;  // of a repeat
    const int width = side * design.across, height = side * design.down;
    if (width > 1024 || height > 1024) continue;
    const Image tile = pattern::rendered(drawn(design, width, height));
    EXPECT_EQ(image::roll(tile, side, 0), tile) << family.kind;
    EXPECT_EQ(image::roll(tile, 0, side), tile) << family.kind;
  }
}

TEST(Designs, RepeatWhereRepeatsMeetPixels) {
  const Design design{.kind = "dots",
                      .inks = {{.colour = {0, 0, 0}, .name = {}}, {.colour = {255, 255, 255}, .name = {}}},
                      .make = Shape{"dots", {{"radius", 0.3}}},
                      .across = 6,
                      .down = 4};
  const Image tile = pattern::rendered(drawn(design, 64, 64));
  EXPECT_EQ(image::roll(tile, 32, 0), tile);
  EXPECT_EQ(image::roll(tile, 0, 16), tile);
  EXPECT_NE(image::roll(tile, 11, 0), tile) << "a repeat has 10.7 pixels";
}

TEST(Designs, AreTheSameForASeedAndOthersForOthers) {
  for (const std::string& category : categories()) {
    EXPECT_EQ(json_of(design_of(category, Dice(3))), json_of(design_of(category, Dice(3))));
    EXPECT_NE(json_of(design_of(category, Dice(3))), json_of(design_of(category, Dice(4)))) << category;
  }
}

TEST(Designs, MoveWithTheStrengthOfAStep) {
  for (const std::string& category : categories()) {
    const Json own = json_of(design_of(category, Dice(3)));
    EXPECT_EQ(json_of(design_of(category, Dice(3, {{8, 0}}))), own) << category;
    EXPECT_EQ(json_of(design_of(category, Dice(3, {{8, 1}}))), json_of(design_of(category, Dice(8)))) << category;
    EXPECT_NE(json_of(design_of(category, Dice(3, {{8, 0.3}}))), own) << category;
  }
}

TEST(Designs, ListTheirNamesForAnUnknownOne) {
  const auto sentence = test::sentence(ErrorKind::not_found, [] { design_of("lace", Dice(1)); });
  EXPECT_NE(sentence.find("there are animal, argyle, camouflage, checkered"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("gingham"), std::string::npos);
}

TEST(FairIsle, FillsItsRepeatWithSquareStitches) {
  const std::vector<int> heights = chart_heights();
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Design design = design_of("fair-isle", Dice(seed));
    const auto& measures = std::get<Shape>(design.make).measures;
    int rows = 0;
    for (int band = 0; measures.contains("chart" + std::to_string(band)); ++band) {
      const auto chart = static_cast<std::size_t>(measures.at("chart" + std::to_string(band)));
      rows += static_cast<int>(measures.at("plain" + std::to_string(band))) + heights.at(chart);
    }
    EXPECT_EQ(rows * design.down, kStitchesAcross * design.across) << seed;
  }
}

TEST(Colours, LieOnTheirDarkest) {
  const std::vector<pattern::Rgb> colours = {{250, 250, 250}, {200, 30, 30}, {20, 20, 40}, {90, 120, 90}};
  EXPECT_EQ(on_dark(colours), (std::vector<pattern::Rgb>{{20, 20, 40}, {200, 30, 30}, {250, 250, 250}, {90, 120, 90}}));
}

TEST(Colours, OfAFigureAreToldFromItsGround) {
  const std::vector<pattern::Rgb> colours = {{250, 250, 250}, {240, 240, 235}, {20, 20, 40}, {200, 30, 30}};
  EXPECT_EQ(figure_on(colours, 0, 3), 3);
  EXPECT_EQ(figure_on(colours, 0, 1), 2) << "white on white";
  EXPECT_NE(figure_on(colours, 2, 2), 2) << "a figure of its own ground";
}

TEST(OwnSett, IsWovenBothWaysAndReflectedInATartan) {
  const Design design = design_of_sett("tartan", "K4 R24 K24 Y4", Dice(1));
  const Draft draft = draft_of(design);
  EXPECT_EQ(draft.ends(), 104);  // 4 + 24 + 24 + 4 + 24 + 24
  EXPECT_EQ(draft.warp, draft.weft);
  EXPECT_EQ(design.across, 2);
  EXPECT_EQ(design.inks.size(), 3U);
}

TEST(OwnSett, RepeatsInStripes) {
  EXPECT_EQ(draft_of(design_of_sett("shirt-stripe", "W8 B2", Dice(1))).ends(), 10);
}

TEST(OwnSett, StaysReflectedWhenItIsVaried) {
  const Design design = design_of_sett("tartan", "K4 R24 K24 Y4", Dice(1, {{9, 0.5}}));
  const auto bands = std::get<Cloth>(design.make).warp;
  EXPECT_NE(bands, std::get<Cloth>(design_of_sett("tartan", "K4 R24 K24 Y4", Dice(1)).make).warp);
  EXPECT_EQ(bands[1], bands[5]);
  EXPECT_EQ(bands[2], bands[4]);
}

TEST(OwnSett, IsRefusedWhereNothingIsWoven) {
  EXPECT_NE(
      test::sentence(ErrorKind::usage, [] { design_of_sett("dotted", "K4", Dice(1)); }).find("dotted has no sett"),
      std::string::npos);
}

TEST(Colours, OfAnotherDesignAreTakenByTheirShare) {
  const Design one = design_of("tartan", Dice(1)), other = design_of("argyle", Dice(2));
  EXPECT_EQ(with_colours_of(one, other, 0).inks, one.inks);
  const Design all = with_colours_of(one, other, 1);
  for (const Ink& ink : all.inks) {
    EXPECT_NE(std::find(other.inks.begin(), other.inks.end(), ink), other.inks.end());
  }
}

TEST(Colours, OfAnotherNumberAreRefused) {
  const Print print = drawn(design_of("gingham", Dice(1)), 64, 64);
  EXPECT_THROW(pattern::recoloured(print, {{1, 2, 3}}), Error);
}

}  // namespace
}  // namespace toile::weave
