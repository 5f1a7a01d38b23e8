#include "toile/compose/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/cut.hpp"

namespace toile::compose {
namespace {

using testing::HasSubstr;

Layout small() {
  ComposeRequest request{.category = "floral", .layout = "trailing-vine"};
  return compose(request);
}

std::string complaint(const Json& document) {
  try {
    layout_from_text(document.dump(), "prints/vine.json");
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::bad_file);
    return problem.what();
  }
  return "";
}

TEST(Layout, ComesBackFromItsDocument) {
  const Layout layout = small();
  ASSERT_FALSE(layout.motifs.empty());
  EXPECT_EQ(layout_from(Json::parse(json_of(layout).dump()), "it"), layout);
}

TEST(Layout, CarriesPicturesInItsDocument) {
  Layout layout = small();
  Motif own;
  own.name = "own:1";
  own.kind = "own";
  own.roles = {Role::main, Role::leaf};
  own.raster = {
      .width = 3, .height = 2, .planes = {255, 0, 9, 1, 2, 3, 0, 255, 246, 254, 253, 252, 255, 255, 0, 1, 2, 9}};
  layout.motifs.push_back(own);
  EXPECT_EQ(layout_from(Json::parse(json_of(layout).dump()), "it"), layout);
}

TEST(Layout, PrintsTheSameBytesWhateverTheThreads) {
  const Layout layout = small();
  use_row_threads(1);
  const Print alone = printed(layout, known_motif, 300);
  use_row_threads(3);
  EXPECT_EQ(printed(layout, known_motif, 300), alone);
  use_row_threads(0);
}

TEST(Layout, IsTheSameDesignAtAnySize) {
  const Layout layout = small();
  const Print large = printed(layout, known_motif, 512), small_one = printed(layout, known_motif, 128);
  const Print shrunk = pattern::resized(large, 128, 128);
  double off = 0;
  for (std::size_t i = 0; i < shrunk.shares.size(); ++i) off += std::abs(shrunk.shares[i] - small_one.shares[i]);
  EXPECT_LT(off / 255 / static_cast<double>(shrunk.pixels()), 0.06);
}

TEST(Layout, SaysWhatIsBrokenInADocument) {
  EXPECT_THAT(complaint(Json::Object{}), HasSubstr("prints/vine.json is no layout"));
  EXPECT_THAT(complaint(Json(3)), HasSubstr("toile-layout"));
  Json newer = json_of(small());
  newer.set("version", 2);
  EXPECT_THAT(complaint(newer), HasSubstr("newer Toile"));
  Json sizeless = json_of(small());
  sizeless.set("width_cm", 0);
  EXPECT_THAT(complaint(sizeless), HasSubstr("width_cm is 0"));
  Json inkless = json_of(small());
  inkless.set("inks", Json::Array{});
  EXPECT_THAT(complaint(inkless), HasSubstr("0 inks"));
}

TEST(Layout, NamesAMotifThatIsGone) {
  Layout layout = small();
  layout.placements.back().motif = "own:lost";
  try {
    printed(layout, known_motif, 64);
    FAIL();
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::not_found);
    EXPECT_THAT(problem.what(), HasSubstr("own:lost is gone"));
  }
}

TEST(Layout, CutElsewhereIsTheSamePrintRolled) {
  const Layout layout = small();
  const pattern::Cut cut{.right = 131, .down = 77};
  EXPECT_EQ(printed(cut_at(layout, cut), known_motif, kCutPixels),
            rolled(printed(layout, known_motif, kCutPixels), cut));
}

TEST(Layout, RecolouringChangesInksAlone) {
  const Layout layout = small();
  std::vector<pattern::Rgb> colours(layout.inks.size(), pattern::Rgb{1, 2, 3});
  const Layout other = recoloured(layout, colours);
  EXPECT_EQ(other.placements, layout.placements);
  EXPECT_EQ(printed(other, known_motif, 64).shares, printed(layout, known_motif, 64).shares);
  colours.pop_back();
  EXPECT_THROW(recoloured(layout, colours), Error);
}

}  // namespace
}  // namespace toile::compose
