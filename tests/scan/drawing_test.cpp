#include "toile/scan/drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scan/made.hpp"
#include "toile/base/error.hpp"

namespace toile::scan {
namespace {

using testing::HasSubstr;

constexpr std::array<std::uint8_t, 3> kRed = {176, 40, 48}, kGreen = {60, 110, 62};

std::string problem_of(const Image& page) {
  try {
    motifs_on(page, "page.png");
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

/// Two flowers on stems, one with specks.
Image two_flowers(int ruled = 0) {
  Image page = made::paper(600, 420, ruled);
  for (int k = 0; k < 30; ++k) made::paint(page, {150, 190.0 + 3 * k}, 4, kGreen, 2);
  made::paint(page, {150, 150}, 44, kRed);
  for (const Vector speck : {Vector{205, 118}, {212, 150}, {204, 180}}) made::paint(page, speck, 5, kRed, 2);
  made::paint(page, {430, 210}, 50, kRed);
  return page;
}

TEST(MotifsOn, KeepsSpecksAndStemsWithTheirMotif) {
  const Drawing drawing = motifs_on(two_flowers(), "page.png");
  ASSERT_EQ(drawing.pieces.size(), 2U);
  const Piece& flower = drawing.pieces[0].x < 200 ? drawing.pieces[0] : drawing.pieces[1];
  EXPECT_NEAR(flower.x, 106, 4);
  EXPECT_NEAR(flower.picture.width, 112, 8);   // with its specks
  EXPECT_NEAR(flower.picture.height, 176, 8);  // with its stem
}

TEST(MotifsOn, LeavesNoPaperInSoftEdges) {
  Image page = made::paper(300, 300);
  made::paint(page, {150, 150}, 60, kRed, 8);
  const Drawing drawing = motifs_on(page, "page.png");
  ASSERT_EQ(drawing.pieces.size(), 1U);
  const Image& cut = drawing.pieces[0].picture;
  int half_clear = 0;
  for (std::size_t i = 0; i < cut.pixels(); ++i) {
    if (cut.alpha[i] < 90 || cut.alpha[i] > 200) continue;
    ++half_clear;
    EXPECT_LT(cut.rgb[3 * i + 1], 120) << "the paper's green shows at alpha " << int{cut.alpha[i]};
  }
  EXPECT_GT(half_clear, 100);
}

TEST(MotifsOn, TakesRuledLinesOut) {
  const Drawing drawing = motifs_on(two_flowers(30), "page.png");
  EXPECT_EQ(drawing.pieces.size(), 2U);
  EXPECT_THAT(drawing.notes, testing::Contains(HasSubstr("ruled")));
}

TEST(MotifsOn, CutsGreysFromCheckedPaper) {
  Image page = made::paper(600, 420, 24);
  for (const Vector at : {Vector{150, 150}, {430, 210}}) made::paint(page, at, 60, {120, 120, 122});
  const Drawing drawing = motifs_on(page, "page.png");
  ASSERT_EQ(drawing.pieces.size(), 2U);
  for (const Piece& piece : drawing.pieces) EXPECT_NEAR(piece.picture.width, 122, 10);
}

TEST(MotifsOn, LeavesOutWhatTheEdgeCutsOff) {
  Image page = two_flowers();
  made::paint(page, {598, 60}, 40, kGreen);
  const Drawing drawing = motifs_on(page, "page.png");
  EXPECT_EQ(drawing.pieces.size(), 2U);
  EXPECT_EQ(drawing.cut_off.size(), 1U);
}

TEST(MotifsOn, RefusesBarePaperAndAPageThatIsAllMotif) {
  EXPECT_THAT(problem_of(made::paper(300, 200)), HasSubstr("nothing is drawn"));
  EXPECT_THAT(problem_of(made::cloth(300, 260, {{34, 0}, {0, 30}}, 9)),
              testing::AnyOf(HasSubstr("no plain paper"), HasSubstr("crosses the page's edge")));
  EXPECT_THAT(problem_of(made::paper(40, 200)), HasSubstr("40 by 200"));
}

}  // namespace
}  // namespace toile::scan
