#include "toile/evaluate/drawing_report.hpp"

#include <gtest/gtest.h>

namespace toile::evaluate {
namespace {

/// A square of cover in a box that is larger.
DrawnPage page_of_a_square() {
  DrawnPage page{.name = "square", .page = {}, .motifs = {{.x = 10, .y = 20, .cover = Mask::filled(60, 60, 0)}}};
  for (int y = 10; y < 50; ++y) {
    for (int x = 10; x < 50; ++x) page.motifs[0].cover.at(x, y) = 255;
  }
  return page;
}

scan::Piece solid(int x, int y, int width, int height) {
  scan::Piece piece{.picture = Image::filled(width, height, {9, 9, 9}), .x = x, .y = y};
  piece.picture.alpha.assign(piece.picture.pixels(), 255);
  return piece;
}

TEST(DrawingReport, CountsAPieceThatCoversWhatItsMotifDoes) {
  const DrawingFigures f = judged(page_of_a_square(), {solid(20, 30, 40, 40)});
  EXPECT_EQ(f.right, 1);
  EXPECT_DOUBLE_EQ(f.iou, 1);
  EXPECT_EQ(f.extra, 0);
}

TEST(DrawingReport, CallsAMotifInTwoPiecesWrong) {
  const DrawingFigures f = judged(page_of_a_square(), {solid(20, 30, 40, 22), solid(20, 52, 40, 18)});
  EXPECT_EQ(f.right, 0);
  EXPECT_NEAR(f.iou, 22.0 / 40, 1e-9);
  EXPECT_EQ(f.extra, 1);
}

TEST(DrawingReport, CallsAMotifWithoutAPieceWrong) {
  EXPECT_EQ(judged(page_of_a_square(), {}).right, 0);
  EXPECT_EQ(judged(page_of_a_square(), {solid(200, 30, 40, 40)}).extra, 1);
}

TEST(DrawnPages, AreTenOfWhichAllIsKnownAndTheSameForASeed) {
  const std::vector<DrawnPage> pages = drawn_pages(3), again = drawn_pages(3);
  ASSERT_EQ(pages.size(), 10U);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_EQ(pages[i].page, again[i].page) << pages[i].name;
    EXPECT_GE(pages[i].motifs.size(), 5U) << pages[i].name;
    for (const DrawnMotif& motif : pages[i].motifs) {
      EXPECT_GE(motif.x, 0);
      EXPECT_LE(motif.x + motif.cover.width, pages[i].page.width);
    }
  }
}

}  // namespace
}  // namespace toile::evaluate
