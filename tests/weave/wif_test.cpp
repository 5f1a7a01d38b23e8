#include "toile/weave/wif.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/weave/families.hpp"

namespace toile::weave {
namespace {

/// What one would see: the colours on top.
std::vector<pattern::Rgb> face(const Draft& draft) {
  std::vector<pattern::Rgb> colours;
  for (int pick = 0; pick < draft.picks(); ++pick) {
    for (int end = 0; end < draft.ends(); ++end) colours.push_back(draft.yarns[draft.yarn_at(end, pick)].colour);
  }
  return colours;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

const Draft& herringbone() {
  static const Draft draft = draft_of(design_of("overcheck-herringbone", Dice(1)));
  return draft;
}

std::string refusal(const std::string& text) {
  return test::sentence(ErrorKind::bad_file, [&] { read_wif(text, "a.wif"); });
}

TEST(Wif, ReadsBackWhatItWrites) {
  for (const Family& family : families()) {
    Dice dice(2);
    const Design design = family.design(dice);
    if (!std::holds_alternative<Cloth>(design.make)) continue;
    const Draft draft = draft_of(design), back = read_wif(wif_of(draft, 0.05), "a.wif");
    EXPECT_EQ(face(back), face(draft)) << family.kind;
    EXPECT_EQ(back.weave.threading, draft.weave.threading) << family.kind;
  }
}

TEST(Wif, KnowsLiftPlansSinkingShedsAndOtherRanges) {
  const std::string plan =
      "[wif]\nversion=1.1\n[Weaving]\nShafts=2\nRising Shed=no\n[Color Palette]\nRange=0,999\n[Color Table]\n"
      "1=999,999,999\n2=0,0,0\n[Warp]\nThreads=2\nColor=1\n[Weft]\nThreads=2\nColor=2\n[Threading]\n1=1\n2=2\n"
      "[Liftplan]\n; picks\n1=1\n2=2\n";
  const Draft draft = read_wif(plan, "plan.wif");
  const pattern::Rgb white = {255, 255, 255}, black = {0, 0, 0};
  EXPECT_EQ(face(draft), (std::vector<pattern::Rgb>{black, white, white, black}));
}

TEST(Wif, SaysWhatIsWrong) {
  const std::string good = wif_of(herringbone(), 0.05);
  EXPECT_NE(refusal("").find("no section WIF"), std::string::npos);
  EXPECT_NE(refusal("hello").find("line 1 is neither"), std::string::npos);
  EXPECT_NE(refusal(replaced(good, "Shafts=4", "Shafts=400")).find("shafts must be whole numbers from 1 to 128"),
            std::string::npos);
  EXPECT_NE(refusal(replaced(good, "[THREADING]\n1=1", "[THREADING]\n1=9")).find("from 1 to 4"), std::string::npos);
  EXPECT_NE(refusal(replaced(good, "[THREADING]\n1=", "[THREADING]\n9999=")).find("threading, 1 must be one"),
            std::string::npos);
  EXPECT_NE(refusal(replaced(good, "[TREADLING]", "[TREADLED]")).find("neither treadling"), std::string::npos);
  EXPECT_NE(refusal(replaced(good, "[COLOR TABLE]", "[COLOUR]")).find("not in its table"), std::string::npos);
  EXPECT_NE(refusal(replaced(good, "[WARP]\nThreads=", "[WARP]\nThreads=9")).find("a.wif can't be read as a WIF"),
            std::string::npos);
  EXPECT_NE(refusal(std::string(5U << 20, 'x')).find("larger than 4 MB"), std::string::npos);
}

TEST(Wif, SurvivesCutsAnywhere) {
  const std::string good = wif_of(draft_of(design_of("puppytooth", Dice(1))), 0.05);
  for (std::size_t length = 0; length < good.size(); length += 7) {
    try {
      read_wif(good.substr(0, length), "cut.wif");
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::bad_file);
    }
  }
}

}  // namespace
}  // namespace toile::weave
