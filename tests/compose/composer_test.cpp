#include "toile/compose/composer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/compose/arrange.hpp"
#include "toile/compose/learnt_cast.hpp"
#include "toile/compose/motif_pack.hpp"
#include "toile/image/oklab.hpp"

namespace toile::compose {
namespace {

using testing::HasSubstr;

std::string complaint(const ComposeRequest& request) {
  try {
    compose(request);
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::usage);
    return problem.what();
  }
  return "";
}

TEST(Composer, GivesTheSameLayoutForASeedAndAnotherForTheNext) {
  const ComposeRequest request{.category = "floral", .seed = 5};
  EXPECT_EQ(compose(request), compose(request));
  ComposeRequest next = request;
  next.index = 1;
  EXPECT_NE(compose(request), compose(next));
}

TEST(Composer, PlaysEveryLayoutAndEveryCategory) {
  std::vector<ComposeRequest> requests;
  for (const std::string& layout : arrangement_names()) requests.push_back({.category = "floral", .layout = layout});
  for (const std::string& category : composed_categories()) requests.push_back({.category = category});
  for (const ComposeRequest& request : requests) {
    const Layout laid = compose(request);
    EXPECT_TRUE(request.layout.empty() || laid.name == request.layout);
    EXPECT_GE(laid.placements.size(), 6U) << request.category << " " << request.layout;
    EXPECT_GE(laid.inks.size(), 2U);
  }
}

TEST(Composer, CastsLearntMotifsAndFindsThemAgain) {
  for (const std::string& category : composed_categories()) {
    if (!plays_learnt(category)) continue;
    ComposeRequest request{.category = category, .learnt = true};
    const Layout laid = compose(request);
    EXPECT_EQ(laid, compose(request));
    const auto is_learnt = [](const Placement& p) { return is_learnt_name(p.motif); };
    const auto learnt = std::count_if(laid.placements.begin(), laid.placements.end(), is_learnt);
    EXPECT_GT(learnt, 0) << category;
    for (const Placement& p : laid.placements) {
      if (is_learnt(p)) {
        EXPECT_EQ(known_motif(p.motif).name, p.motif);
      }
    }
    request.changes = {{Aspect::motifs, 7, 1}};
    EXPECT_NE(compose(request).placements, laid.placements) << category;
  }
}

TEST(Composer, PrintsInEveryInkThatALayoutHas) {
  for (std::uint64_t i = 0; i < 6; ++i) {
    const Layout laid = compose({.category = "floral", .index = i});
    std::vector<bool> used(laid.inks.size());
    for (const Placement& p : laid.placements) {
      for (const int ink : p.inks) used[static_cast<std::size_t>(ink)] = true;
    }
    EXPECT_EQ(std::count(used.begin() + 1, used.end(), false), 0);
  }
}

TEST(Composer, ExchangesMotifsInTheirPlaces) {
  ComposeRequest request{.category = "floral", .layout = "tossed"};
  const Layout first = compose(request);
  request.changes = {{Aspect::motifs, 7, 1}};
  const Layout other = compose(request);
  ASSERT_EQ(first.placements.size(), other.placements.size());
  for (std::size_t i = 0; i < first.placements.size(); ++i) {
    EXPECT_EQ(first.placements[i].x_cm, other.placements[i].x_cm);
    EXPECT_LE(other.placements[i].size_cm, first.placements[i].size_cm);
    EXPECT_NE(other.placements[i].motif, first.placements[i].motif);
  }
  request.changes = {{Aspect::motifs, 7, 0}};
  EXPECT_EQ(compose(request), first);
}

TEST(Composer, MixesMotifsOfTwoCategories) {
  ComposeRequest request{.category = "floral", .layout = "tossed"};
  request.mix = {.category = "shells", .share = 1};
  bool shell = false;
  for (const Placement& p : compose(request).placements)
    shell |= p.motif.find("starfish") != std::string::npos || p.motif.find("scallop") != std::string::npos ||
             p.motif.find("whelk") != std::string::npos || p.motif.find("coral") != std::string::npos;
  EXPECT_TRUE(shell);
  request.mix.share = 0;
  EXPECT_EQ(compose(request), compose({.category = "floral", .layout = "tossed"}));
}

TEST(Composer, SaysWhatIsWrongWithARequest) {
  EXPECT_THAT(complaint({.category = "tweed"}), HasSubstr("no composed category tweed; there are damask"));
  EXPECT_THAT(complaint({.layout = "spiral"}), HasSubstr("the layout is spiral; it must be one of tossed"));
  EXPECT_THAT(complaint({.density = 0}), HasSubstr("density is 0; it must be from 0.25 to 3"));
  EXPECT_THAT(complaint({.scale = 4}), HasSubstr("scale is 4; it must be from 0.25 to 3"));
  EXPECT_THAT(complaint({.width_cm = 5}), HasSubstr("for its motifs it must be at least"));
  EXPECT_THAT(complaint({.palette = {{1, 2, 3}, {4, 5, 6}}}),
              HasSubstr("the palette has 2 colours; this needs from 3"));
  EXPECT_THAT(complaint({.palette = {{1, 2, 3}, {4, 5, 6}, {1, 2, 3}}}),
              HasSubstr("1 and 3 of the palette are both #010203"));
}

TEST(Palettes, OfTheBankKeepMotifsAndGroundApart) {
  EXPECT_GE(palettes_in_bank(), 200);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    for (const Family family : {Family::learnt, Family::light_ground, Family::dark_ground, Family::tone_on_tone}) {
      const Palette palette = palette_from_bank("floral", family, seed);
      const image::Oklab ground = image::oklab_of(palette.inks[0].colour.data());
      for (const Role role : {Role::main, Role::accent, Role::leaf, Role::line}) {
        const auto& colour = palette.inks[static_cast<std::size_t>(palette.ink_of(role))].colour;
        const image::Oklab ink = image::oklab_of(colour.data());
        EXPECT_GE(std::hypot(ink[0] - ground[0], ink[1] - ground[1], ink[2] - ground[2]), kLeastContrast - 0.005)
            << seed << " " << name_of(family) << " " << name_of(role);
      }
    }
  }
}

TEST(Palettes, OfOnesOwnShareInksWhereTheyAreFew) {
  const Palette three = palette_of({{255, 255, 255}, {200, 0, 0}, {0, 90, 0}}, 3);
  EXPECT_EQ(three.ink_of(Role::main), 1);
  EXPECT_EQ(three.ink_of(Role::accent), 1);
  EXPECT_EQ(three.ink_of(Role::leaf), 2);
  EXPECT_EQ(three.ink_of(Role::ground), 0);
}

}  // namespace
}  // namespace toile::compose
