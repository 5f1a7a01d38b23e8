#include "toile/compose/lay_anew.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "toile/base/error.hpp"
#include "toile/compose/arrange.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/exchange.hpp"
#include "toile/compose/finish_layout.hpp"
#include "toile/compose/motif_picture.hpp"
#include "toile/compose/vary_layout.hpp"

namespace toile::compose {
namespace {

using testing::HasSubstr;

Layout tossed(std::uint64_t seed = 1) {
  return compose({.category = "floral", .layout = "tossed", .seed = seed});
}

std::set<std::string> names_in(const Layout& layout) {
  std::set<std::string> names;
  for (const Placement& p : layout.placements) names.insert(p.motif);
  return names;
}

template <class Work>
std::string complaint(Work work) {
  try {
    work();
  } catch (const Error& problem) {
    return problem.what();
  }
  return "";
}

TEST(LayAnew, GivesAComposedLayoutBackWhenNothingIsAnother) {
  for (const std::string& layout : arrangement_names()) {
    const Layout composed = compose({.category = "floral", .layout = layout, .seed = 3});
    const Layout again = laid_anew(composed, {}, known_motif);
    ASSERT_EQ(again.placements.size(), composed.placements.size()) << layout;
    for (std::size_t i = 0; i < again.placements.size(); ++i) {
      EXPECT_EQ(again.placements[i].motif, composed.placements[i].motif) << layout;
      EXPECT_EQ(again.placements[i].x_cm, composed.placements[i].x_cm) << layout;
    }
  }
}

/// The inks of what an arrangement drew for itself, in their order.
std::vector<pattern::Rgb> line_colours(const Layout& layout) {
  std::vector<pattern::Rgb> colours;
  for (const Placement& p : layout.placements) {
    if (!p.motif.starts_with("laid:")) continue;
    for (const int ink : p.inks) {
      const pattern::Rgb& colour = layout.inks[static_cast<std::size_t>(ink)].colour;
      if (std::find(colours.begin(), colours.end(), colour) == colours.end()) colours.push_back(colour);
    }
  }
  return colours;
}

TEST(LayAnew, KeepsTheColoursOfBandsAndStems) {
  for (const char* layout : {"stripe", "border", "patchwork", "trailing-vine"}) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      const Layout composed = compose({.category = "floral", .layout = layout, .seed = seed});
      const Layout denser = laid_anew(composed, {.density = 1.3}, known_motif);
      EXPECT_EQ(line_colours(denser), line_colours(composed)) << layout << " " << seed;
    }
  }
}

TEST(InFewestInks, LeavesTwoWhereAllAreOfOneColour) {
  Layout layout = tossed();
  layout = in_fewest_inks(recoloured(layout, std::vector<pattern::Rgb>(layout.inks.size(), {16, 32, 48})));
  EXPECT_EQ(layout.inks.size(), 2U);
  EXPECT_EQ(printed(layout, known_motif, 64).inks.size(), 2U);
  EXPECT_EQ(layout_from(json_of(layout), "it"), layout);
}

TEST(LayAnew, LaysTheSameCastByEveryArrangementEvenWithoutItsCastWritten) {
  Layout layout = tossed();
  layout.cast.clear();
  for (const std::string& name : arrangement_names()) {
    const Layout other = laid_anew(layout, {.layout = name}, known_motif);
    EXPECT_EQ(other.name, name);
    EXPECT_GE(other.placements.size(), 3U) << name;
    EXPECT_FALSE(other.cast.empty());
    EXPECT_NO_THROW(printed(other, known_motif, 64)) << name;
  }
}

TEST(LayAnew, IsDenserAndItsMotifsLargerAsAsked) {
  const Layout layout = tossed();
  EXPECT_GT(laid_anew(layout, {.density = 2}, known_motif).placements.size(),
            laid_anew(layout, {.density = 0.5}, known_motif).placements.size());
  const Layout small = laid_anew(layout, {.scale = 0.5}, known_motif);
  EXPECT_GT(small.placements.size(), layout.placements.size());
  EXPECT_EQ(small.scale, 0.5);
  EXPECT_EQ(laid_anew(small, {.scale = 1}, known_motif).placements, layout.placements) << "and back";
  EXPECT_EQ(laid_anew(layout, {.width_cm = 40}, known_motif).height_cm, 40);
}

TEST(LayAnew, SaysWhatIsOutOfRangeAndTheLeastRepeat) {
  const auto refused = [](const Anew& how) { return complaint([&] { laid_anew(tossed(), how, known_motif); }); };
  EXPECT_THAT(refused({.density = 9}), HasSubstr("density is 9; it must be from 0.25 to 3"));
  EXPECT_THAT(refused({.scale = 0.1}), HasSubstr("scale is 0.1; it must be from 0.25 to 3"));
  EXPECT_THAT(refused({.layout = "spiral"}), HasSubstr("the layout is spiral; it must be one of tossed"));
  EXPECT_THAT(refused({.width_cm = 4}), HasSubstr("for its motifs it must be at least"));
  Layout bare = tossed();
  bare.placements.clear();
  bare.cast.clear();
  EXPECT_THAT(complaint([&] { laid_anew(bare, {}, known_motif); }), HasSubstr("no motifs"));
}

TEST(Exchange, PutsAnotherMotifInAllPlacesOfOneNoLarger) {
  const Layout layout = tossed();
  const std::string gone = layout.placements.front().motif, other = "drawn:tulip:7:folk";
  const Layout next = exchanged(layout, gone, other, {}, known_motif);
  EXPECT_FALSE(names_in(next).contains(gone));
  for (std::size_t i = 0; i < layout.placements.size(); ++i) {
    const Placement& was = layout.placements[i];
    const Placement& is = next.placements[i];
    EXPECT_EQ(is.motif, was.motif == gone ? other : was.motif);
    EXPECT_LE(is.size_cm, was.size_cm);
    EXPECT_EQ(is.inks.size(), known_motif(is.motif).roles.size());
  }
  EXPECT_TRUE(names_in(laid_anew(next, {.density = 1.5}, known_motif)).contains(other)) << "it is of the cast";
  EXPECT_THAT(complaint([&] { exchanged(layout, "drawn:bee:1", other, {}, known_motif); }), HasSubstr("doesn't lie"));
  EXPECT_THAT(complaint([&] { exchanged_at(layout, 9999, other, {}, known_motif); }), HasSubstr("no placement 9999"));
}

TEST(Exchange, DressesANewcomerAsABlockPrintIsDressed) {
  std::uint64_t seed = 1;
  Layout layout = tossed(seed);
  while (layout.inks.size() > 2) layout = tossed(++seed);
  const Layout next = with_motif(layout, "drawn:dahlia:4:liberty", 3, 4, {}, {}, known_motif);
  const Motif motif = known_motif("drawn:dahlia:4:liberty");
  const std::vector<int>& inks = next.placements.back().inks;
  for (std::size_t i = 0; i < motif.roles.size(); ++i) {
    if (motif.roles[i] == Role::main) {
      EXPECT_EQ(inks[i], 1);
    }
    if (motif.roles[i] == Role::line) {
      EXPECT_EQ(inks[i], 0) << "lines are bare cloth";
    }
  }
}

TEST(Exchange, AddsInksUpToTwelveAndThenTakesTheLikest) {
  std::vector<LayoutInk> wanted;
  for (int i = 0; i < 20; ++i) {
    const auto level = static_cast<std::uint8_t>(12 * i);
    wanted.push_back({{level, 0, static_cast<std::uint8_t>(255 - level)}, Role::main});
  }
  const Inked inked = with_inks(tossed(), wanted);
  EXPECT_EQ(inked.layout.inks.size(), 12U);
  ASSERT_EQ(inked.inks.size(), wanted.size());
  const Inked again = with_inks(inked.layout, {inked.layout.inks[3]});
  EXPECT_EQ(again.inks, std::vector<int>{3});
}

TEST(FinishedLayout, PrintsTheSameAndCarriesWhatItNeeds) {
  Layout layout = compose({.category = "floral", .layout = "trailing-vine"});
  layout.inks.push_back({{1, 2, 3}, Role::accent});
  layout.placements.front().x_cm += 3 * layout.width_cm;
  for (Placement& p : layout.placements) p.inks.clear();
  const Layout done = finished(layout, known_motif);
  EXPECT_EQ(pattern::rendered(printed(done, known_motif, 128)).rgb,
            pattern::rendered(printed(layout, known_motif, 128)).rgb);
  for (const Placement& p : done.placements) EXPECT_FALSE(p.inks.empty());
  EXPECT_EQ(finished(done, known_motif), done);
  layout.placements.clear();
  EXPECT_THAT(complaint([&] { finished(layout, known_motif); }), HasSubstr("no motif on this print"));
}

TEST(VariedLayout, ChangesOneSideOfAPrintAndKeepsTheOthers) {
  const Layout layout = tossed();
  const auto positions = [](const Layout& of) {
    std::vector<std::pair<double, double>> all;
    for (const Placement& p : of.placements) all.emplace_back(p.x_cm, p.y_cm);
    return all;
  };
  const Layout motifs = varied(layout, {Aspect::motifs, 7, 1}, known_motif);
  EXPECT_EQ(positions(motifs), positions(layout));
  EXPECT_EQ(motifs.inks, layout.inks);
  EXPECT_NE(names_in(motifs), names_in(layout));
  const Layout laid = varied(layout, {Aspect::layout, 7, 0.3}, known_motif);
  EXPECT_EQ(laid.inks, layout.inks);
  EXPECT_NE(positions(laid), positions(layout));
  EXPECT_EQ(laid.name, layout.name);
  const Layout palette = varied(layout, {Aspect::palette, 7, 1}, known_motif);
  EXPECT_EQ(palette.placements, layout.placements);
  EXPECT_NE(palette.inks, layout.inks);
  EXPECT_EQ(varied(layout, {Aspect::motifs, 7, 0}, known_motif), layout);
}

TEST(MotifPicture, ShowsAMotifAloneOnNothing) {
  const Motif motif = known_motif("drawn:daisy:3:flat");
  const Image picture = picture_of(motif, std::vector<pattern::Rgb>(motif.roles.size(), {200, 30, 40}), 96);
  EXPECT_EQ(picture.alpha[0], 0);
  const std::size_t middle = 48 * 96 + 48;
  EXPECT_EQ(picture.alpha[middle], 255);
  EXPECT_EQ(picture.rgb[3 * middle], 200);
  const Image sheet = motif_sheet(tossed(), {motif.name, "drawn:bee:2", "drawn:fern:1"}, 2, 32, known_motif);
  EXPECT_EQ(sheet.width, 64);
  EXPECT_EQ(sheet.height, 64);
}

}  // namespace
}  // namespace toile::compose
