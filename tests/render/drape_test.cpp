#include "toile/render/drape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"

namespace toile::render {
namespace {

/// A mask with a full rectangle in the middle and a soft edge around it.
Mask middle(int width, int height) {
  Mask mask = Mask::filled(width, height, 0);
  for (int y = height / 4; y < 3 * height / 4; ++y) {
    for (int x = width / 4; x < 3 * width / 4; ++x) {
      const bool edge = x == width / 4 || x == 3 * width / 4 - 1 || y == height / 4 || y == 3 * height / 4 - 1;
      mask.at(x, y) = edge ? 128 : 255;
    }
  }
  return mask;
}

/// A photo of cloth with vertical folds before a noisy wall.
Image folded(int width, int height, double base, double depth) {
  Image photo = Image::filled(width, height, {0, 0, 0});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double value = base * (1 + depth * std::sin(x * 0.2));
      for (int c = 0; c < 3; ++c)
        photo.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(value + (x * 7 + y * 13) % 3, 0.0, 255.0));
    }
  }
  return photo;
}

/// Vertical stripes, `period` pixels of the tile's 64.
Pattern stripes(int period) {
  Pattern pattern{.tile = Image::filled(64, 64, {230, 230, 230})};
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      if (x % period < period / 2) std::fill_n(pattern.tile.at(x, y), 3, std::uint8_t{20});
    }
  }
  return pattern;
}

/// Changes between dark and light along the middle row (or column) of the garment.
int changes(const Image& image, bool down) {
  int count = 0;
  bool last = false;
  for (int i = image.width / 4 + 4; i < 3 * image.width / 4 - 4; ++i) {
    const bool light = (down ? image.at(image.width / 2 + 1, i) : image.at(i, image.height / 2 + 1))[1] > 100;
    count += i > image.width / 4 + 4 && light != last;
    last = light;
  }
  return count;
}

TEST(Drape, LeavesTheWorldOutsideTheMaskAlone) {
  const Image photo = folded(160, 120, 150, 0.3);
  const Mask mask = middle(160, 120);
  const Image dressed = drape(photo, mask, stripes(8));
  std::size_t inside = 0;
  for (std::size_t i = 0; i < mask.pixels(); ++i) {
    const bool same = std::equal(&photo.rgb[3 * i], &photo.rgb[3 * i] + 3, &dressed.rgb[3 * i]);
    ASSERT_TRUE(same || mask.cover[i] > 0) << i;
    inside += !same;
  }
  EXPECT_GT(inside, mask.pixels() / 8);
}

TEST(Drape, OfAPlainColourOnEvenlyLitClothIsThatColour) {
  const Image photo = Image::filled(120, 120, {150, 150, 150});
  const Pattern red{.tile = Image::filled(32, 32, {180, 40, 60})};
  const Image dressed = drape(photo, middle(120, 120), red);
  EXPECT_NEAR(dressed.at(60, 60)[0], 180, 1);
  EXPECT_NEAR(dressed.at(60, 60)[1], 40, 1);
  EXPECT_NEAR(dressed.at(60, 60)[2], 60, 1);
}

TEST(Drape, KeepsFoldsDarkWhereTheyWereDark) {
  const Image photo = folded(240, 240, 140, 0.3);
  const Image dressed = drape(photo, middle(240, 240), {.tile = Image::filled(16, 16, {120, 160, 90})});
  double both = 0, one = 0, two = 0, mean_a = 0, mean_b = 0;
  for (int x = 80; x < 160; ++x) mean_a += photo.at(x, 120)[1] / 80.0, mean_b += dressed.at(x, 120)[1] / 80.0;
  for (int x = 80; x < 160; ++x) {
    const double a = photo.at(x, 120)[1] - mean_a, b = dressed.at(x, 120)[1] - mean_b;
    both += a * b;
    one += a * a;
    two += b * b;
  }
  EXPECT_GT(both / std::sqrt(one * two), 0.95);
  EXPECT_GT(two, 80.0) << "the folds must be there at all";
}

TEST(Drape, TurnsShiftsAndScalesThePrint) {
  const Image photo = Image::filled(256, 256, {150, 150, 150});
  const Mask mask = middle(256, 256);
  const Image once = drape(photo, mask, stripes(32));
  const int across = changes(once, false);
  EXPECT_GE(across, 9);  // three tiles of two stripes each
  EXPECT_NEAR(changes(drape(photo, mask, stripes(32), {.scale = 2}), false), across / 2, 1);
  const Image turned = drape(photo, mask, stripes(32), {.angle = 90});
  EXPECT_EQ(changes(turned, false), 0);
  EXPECT_NEAR(changes(turned, true), across, 1);
  EXPECT_EQ(drape(photo, mask, stripes(32), {.shift_x = 1, .shift_y = -2}), once);
  EXPECT_NE(drape(photo, mask, stripes(32), {.shift_x = 0.25}), once);
}

TEST(Drape, GivesTheSameBytesWhateverTheThreads) {
  const Image photo = folded(300, 200, 150, 0.3);
  use_row_threads(1);
  const Image one = drape(photo, middle(300, 200), stripes(8), {.angle = 20});
  for (const int threads : {2, 3, 5}) {
    use_row_threads(threads);
    EXPECT_EQ(drape(photo, middle(300, 200), stripes(8), {.angle = 20}), one) << threads;
  }
  use_row_threads(0);
}

TEST(Drape, ShowsAPrintOnBlackAndOnWhiteCloth) {
  for (const double base : {6.0, 250.0}) {
    const Image dressed = drape(folded(200, 200, base, 0.02), middle(200, 200), stripes(32));
    EXPECT_GE(changes(dressed, false), 9) << base;
  }
}

TEST(Drape, KeepsAnAlphaChannel) {
  Image photo = folded(80, 80, 150, 0.1);
  photo.alpha.assign(photo.pixels(), 200);
  EXPECT_EQ(drape(photo, middle(80, 80), stripes(8)).alpha, photo.alpha);
}

TEST(Drape, SaysWhatDoesNotFit) {
  const Image photo = Image::filled(40, 40, {9, 9, 9});
  const auto complaint = [&](const Mask& mask, const Pattern& pattern, const Placement& placement) -> std::string {
    try {
      drape(photo, mask, pattern, placement);
    } catch (const Error& problem) {
      return problem.what();
    }
    return "";
  };
  EXPECT_EQ(complaint(Mask::filled(40, 41, 255), stripes(8), {}),
            "the mask is 40x41 pixels and the photo 40x40; they must be of one size");
  EXPECT_NE(complaint(Mask::filled(40, 40, 0), stripes(8), {}).find("the mask is empty"), std::string::npos);
  EXPECT_NE(complaint(middle(40, 40), {}, {}).find("tile is empty"), std::string::npos);
  EXPECT_NE(complaint(middle(40, 40), stripes(8), {.scale = 0}).find("scale is"), std::string::npos);
  EXPECT_NE(complaint(middle(40, 40), stripes(8), {.angle = NAN}).find("must be numbers"), std::string::npos);
}

TEST(Drape, DressesAGarmentOfOnePixel) {
  Mask mask = Mask::filled(40, 40, 0);
  mask.at(20, 20) = 255;
  EXPECT_NE(drape(folded(40, 40, 150, 0.2), mask, stripes(8)).rgb, folded(40, 40, 150, 0.2).rgb);
}

}  // namespace
}  // namespace toile::render
