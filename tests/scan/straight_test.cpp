#include "toile/scan/straight.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scan/made.hpp"
#include "toile/base/error.hpp"
#include "toile/scan/look.hpp"

namespace toile::scan {
namespace {

using testing::HasSubstr;

const Lattice kTruth{{64, 0}, {0, 52}};

/// Cloth seen from the lower right, and where four of its places lie there.
struct Tilted {
  Image photo;
  Corners corners;
};
Tilted tilted() {
  const Image flat = made::cloth(420, 360, kTruth, 9);
  const Homography view = against(0.22, 0.1, flat.width, flat.height);
  const Image photo = seen_through(flat, view, flat.width, flat.height);
  const Homography to_photo = view.inverse();
  return {photo, {to_photo({80, 60}), to_photo({340, 60}), to_photo({340, 300}), to_photo({80, 300})}};
}

std::string problem_of(const Corners& corners) {
  try {
    view_by(corners);
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(ViewBy, LeadsToTheCornersFromARectangle) {
  const Corners corners = {Vector{10, 12}, {118, 20}, {104, 96}, {6, 80}};
  const Homography view = view_by(corners), back = view.inverse();
  const Vector right = back(corners[1]), far = back(corners[2]), down = back(corners[3]);
  EXPECT_NEAR(length(back(corners[0])), 0, 1e-6);
  EXPECT_NEAR(right.y, 0, 1e-6);
  EXPECT_NEAR(down.x, 0, 1e-6);
  EXPECT_NEAR(far.x, right.x, 1e-6);
  EXPECT_NEAR(far.y, down.y, 1e-6);
  EXPECT_NEAR(right.x, 0.5 * (length(corners[1] - corners[0]) + length(corners[2] - corners[3])), 1e-6);
}

TEST(ViewBy, RefusesWhatNoCameraSeesAsARectangle) {
  const Corners turned_over = {Vector{0, 0}, {0, 90}, {90, 90}, {90, 0}},
                crossed = {Vector{0, 0}, {90, 90}, {90, 0}, {0, 90}},
                on_a_line = {Vector{0, 0}, {50, 0}, {100, 0}, {0, 90}},
                in_one_place = {Vector{5, 5}, {5, 5}, {5, 5}, {5, 5}};
  for (const Corners& wrong : {turned_over, crossed, on_a_line, in_one_place}) {
    EXPECT_THAT(problem_of(wrong), HasSubstr("clockwise from the upper left"));
  }
}

TEST(LargestFrame, ShowsNothingButThePhoto) {
  const image::Size photo{400, 300};
  for (const double lean : {-0.5, 0.0, 0.3}) {
    const Frame frame = largest_frame(against(lean, 0.2, photo.width, photo.height), photo);
    ASSERT_GT(frame.width, 100);
    EXPECT_NEAR(1.0 * frame.width / frame.height, 4.0 / 3, 0.02);
    for (const Vector corner : {Vector{0, 0}, {1.0 * frame.width, 0}, {0, 1.0 * frame.height}}) {
      const Vector at = frame.view(corner);
      EXPECT_GE(std::min(at.x, at.y), -1);
      EXPECT_LE(at.x, photo.width + 1);
      EXPECT_LE(at.y, photo.height + 1);
    }
  }
}

TEST(ScanStraight, OutlinesTheRepeatWhereThePictureShowsIt) {
  const StraightCloth read = scan_straight(tilted().photo, {}, {});
  ASSERT_TRUE(read.outline);
  const Outline& outline = *read.outline;
  EXPECT_NEAR(outline.across.y, 0, 0.5);  // straight in the picture
  EXPECT_NEAR(outline.down.x, 0, 0.5);
  EXPECT_NEAR(length(outline.across) / length(outline.down), 64.0 / 52, 0.04);
  // a whole step away the picture looks the same, whatever of perspective the photo had
  const auto level = [&](Vector at) { return colour_at(read.picture, at)[1]; };
  double moved = 0, half = 0;
  int count = 0;
  for (double x = 30; x < read.picture.width - 110; x += 7) {
    for (double y = 30; y < read.picture.height - 30; y += 7) {
      moved += std::abs(level({x, y}) - level(Vector{x, y} + outline.across));
      half += std::abs(level({x, y}) - level(Vector{x, y} + 0.5 * outline.across));
      ++count;
    }
  }
  EXPECT_LT(moved / count, 0.45 * half / count);
  // and by the vectors that lead to what was scanned it is the lattice that was found
  const Lattice& to = read.to_source;
  EXPECT_NEAR(length(outline.lattice.a.x * to.a + outline.lattice.a.y * to.b - read.cloth.lattice.a), 0, 0.01);
}

TEST(ScanStraight, TakesFourCornersForARectangle) {
  const Tilted made = tilted();
  const StraightCloth read = scan_straight(made.photo, made.corners, {});
  ASSERT_TRUE(read.outline);
  EXPECT_NEAR(length(read.cloth.repeat->across) / length(read.cloth.repeat->down), 64.0 / 52, 0.04);
  EXPECT_NEAR(read.cloth.lattice.a.y, 0, 1.5) << "the corners have straightened it";
  EXPECT_NE(read.source, (image::Size{made.photo.width, made.photo.height}));
}

TEST(ScanStraight, ShowsThePhotoItselfWhereNothingRepeats) {
  Image noise = Image::filled(200, 160, {});
  for (std::size_t i = 0; i < noise.rgb.size(); ++i) noise.rgb[i] = static_cast<std::uint8_t>(255 * made::chance(3, i));
  const StraightCloth read = scan_straight(noise, {}, {});
  EXPECT_FALSE(read.outline);
  EXPECT_EQ(read.picture.rgb, noise.rgb);
  EXPECT_EQ(read.to_source.a, (Vector{1, 0}));
}

}  // namespace
}  // namespace toile::scan
