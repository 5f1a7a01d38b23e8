#include "toile/models/refine_mask.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/pictures.hpp"
#include "toile/base/parallel.hpp"

namespace toile::models {
namespace {

struct Rectangle {
  int left, top, right, bottom;
};

constexpr Rectangle kShirt{60, 60, 160, 260}, kSleeve{160, 60, 230, 160}, kBag{80, 280, 140, 340};

void paint(Image& photo, const Rectangle& r, std::array<std::uint8_t, 3> colour) {
  for (int y = r.top; y < r.bottom; ++y) {
    for (int x = r.left; x < r.right; ++x) std::copy(colour.begin(), colour.end(), photo.at(x, y));
  }
}

void paint(Mask& mask, const Rectangle& r, std::uint8_t cover) {
  for (int y = r.top; y < r.bottom; ++y) {
    for (int x = r.left; x < r.right; ++x) mask.at(x, y) = cover;
  }
}

/// A red shirt with a darker sleeve and a blue bag, on grey.
Image picture() {
  Image photo = Image::filled(300, 400, {170, 175, 170});
  paint(photo, kShirt, {190, 40, 50});
  paint(photo, kSleeve, {150, 30, 40});
  paint(photo, kBag, {40, 60, 160});
  return photo;
}

/// A net's mistake: the bag is in, the sleeve is not.
Mask mistaken() {
  Mask mask = Mask::filled(300, 400, 0);
  paint(mask, kShirt, 255);
  paint(mask, kBag, 255);
  return mask;
}

double mean_cover(const Mask& mask, const Rectangle& r) {
  double sum = 0;
  for (int y = r.top; y < r.bottom; ++y) {
    for (int x = r.left; x < r.right; ++x) sum += mask.at(x, y);
  }
  return sum / 255 / (r.right - r.left) / (r.bottom - r.top);
}

TEST(RefineMask, AddsTheRegionThatAPointIsOn) {
  const Hint sleeve{.x = 200, .y = 110};
  const Mask mask = refine_mask(picture(), mistaken(), std::array{sleeve});
  EXPECT_GT(mean_cover(mask, kSleeve), 0.96);
  EXPECT_LT(mean_cover(mask, {240, 40, 290, 390}), 0.001);
  EXPECT_GT(mean_cover(mask, kBag), 0.999);
}

TEST(RefineMask, RemovesTheRegionThatAPointIsOn) {
  const Mask mask =
      refine_mask(picture(), mistaken(), std::array{Hint{.x = 110, .y = 310, .add = false}, Hint{.x = 200, .y = 110}});
  EXPECT_LT(mean_cover(mask, kBag), 0.04);
  EXPECT_GT(mean_cover(mask, kShirt), 0.98);
  EXPECT_GT(mean_cover(mask, kSleeve), 0.96);
}

TEST(RefineMask, ARectangleDoesNotReachBeyondItself) {
  const Hint around{.x = 70, .y = 270, .width = 80, .height = 80, .add = false};
  const Mask before = mistaken(), mask = refine_mask(picture(), before, std::array{around});
  EXPECT_LT(mean_cover(mask, kBag), 0.04);
  for (int y = 0; y < 255; ++y) {
    for (int x = 0; x < 300; ++x) ASSERT_EQ(mask.at(x, y), before.at(x, y)) << x << "," << y;
  }
}

TEST(RefineMask, KeepsEveryByteWhereNoHintReaches) {
  Mask soft = mistaken();
  for (int y = kShirt.top; y < kShirt.bottom; ++y) soft.at(kShirt.left, y) = 131;
  EXPECT_EQ(refine_mask(picture(), soft, {}), soft);
  const Mask mask = refine_mask(picture(), soft, std::array{Hint{.x = 110, .y = 310, .add = false}});
  for (int y = kShirt.top; y < kShirt.bottom; ++y) ASSERT_EQ(mask.at(kShirt.left, y), 131);
}

TEST(RefineMask, NeverAddsWhatIsClear) {
  Image photo = picture();
  photo.alpha.assign(photo.pixels(), 255);
  photo.alpha[110 * 300 + 200] = 0;
  EXPECT_EQ(refine_mask(photo, mistaken(), std::array{Hint{.x = 195, .y = 105}}).at(200, 110), 0);
}

TEST(RefineMask, GivesTheSameBytesOnAnyNumberOfThreads) {
  const Image photo = test::blobs(331, 270);
  const Mask mask = Mask::filled(331, 270, 0);
  const std::array hints{Hint{.x = 50, .y = 60}, Hint{.x = 300, .y = 200, .add = false},
                         Hint{.x = 130, .y = 20, .width = 60, .height = 90}};
  use_row_threads(1);
  const Mask one = refine_mask(photo, mask, hints);
  use_row_threads(3);
  EXPECT_EQ(refine_mask(photo, mask, hints), one);
  use_row_threads(0);
  EXPECT_NE(one, mask);
}

TEST(RefineMask, WorksOnASinglePixel) {
  const Hint whole{.width = 1, .height = 1};
  EXPECT_EQ(refine_mask(Image::filled(1, 1, {9, 9, 9}), Mask::filled(1, 1, 0), std::array{whole}).at(0, 0), 255);
}

TEST(RefineMask, SaysWhatDoesNotFit) {
  const auto complaint = [](Hint hint, const Mask& mask = mistaken()) {
    return test::sentence(ErrorKind::usage, [&] { refine_mask(picture(), mask, std::array{hint}); });
  };
  EXPECT_EQ(complaint({.x = 300, .y = 5}), "the point 300,5 lies outside the photo, which is 300x400 pixels");
  EXPECT_EQ(complaint({.x = 290, .y = 5, .width = 20, .height = 9}),
            "the rectangle at 290,5 lies outside the photo, which is 300x400 pixels");
  EXPECT_EQ(complaint({.x = 1, .y = 5, .width = 20}),
            "the rectangle at 1,5 is 20x0 pixels; both sides must be above 0");
  EXPECT_EQ(complaint({}, Mask::filled(10, 10, 0)),
            "the mask is 10x10 pixels, the photo 300x400; they must be the same");
}

}  // namespace
}  // namespace toile::models
