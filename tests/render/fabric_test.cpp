#include "toile/render/fabric.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/render/drape.hpp"

namespace toile::render {
namespace {

constexpr int kSide = 120;
constexpr double kSheet = 100;  ///< cm that 65535 stands for

/// Two panels side by side, each turned its own way: left u to the right, right u downwards; 0.1 cm a pixel.
Fabric two_panels() {
  Fabric fabric{.coordinates = {.width = kSide, .height = kSide, .channels = 3, .values = {}},
                .side_cm = kSheet,
                .reflectance = {},
                .light = {}};
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const bool left = x < kSide / 2, valid = x >= 10 && x < kSide - 10 && y >= 10 && y < kSide - 10;
      const double u = left ? 0.1 * x : 50 + 0.1 * y, v = left ? 0.1 * y : 0.1 * (kSide - x);
      for (const double cm : {u, v}) {
        fabric.coordinates.values.push_back(static_cast<std::uint16_t>(valid ? cm / kSheet * 65535 : 0));
      }
      fabric.coordinates.values.push_back(valid ? 65535 : 0);
    }
  }
  return fabric;
}

Mask square(int from) {
  Mask mask = Mask::filled(kSide, kSide, 0);
  for (int y = from; y < kSide - from; ++y) {
    for (int x = from; x < kSide - from; ++x) mask.at(x, y) = 255;
  }
  return mask;
}

Pattern stripes() {
  Pattern pattern{.tile = Image::filled(32, 32, {235, 235, 235}), .width_cm = 2};
  for (int y = 0; y < 32; ++y) {
    for (int x = 0; x < 16; ++x) std::fill_n(pattern.tile.at(x, y), 3, std::uint8_t{15});
  }
  return pattern;
}

bool dark(const Image& picture, int x, int y) {
  return picture.at(x, y)[0] < 128;
}

TEST(Fabric, PrintLiesInCentimetresAlongEachPanel) {
  const Image photo = Image::filled(kSide, kSide, {200, 200, 200});
  const Cloth cloth = read_cloth(photo, square(10), two_panels());
  const Image dressed = paint(cloth, stripes());
  for (int i = 20; i < 50; ++i) {
    if (i % 10 < 2 || i % 10 > 7) continue;                 // not at a stripe's border
    EXPECT_EQ(dark(dressed, i, 40), i / 10 % 2 == 0) << i;  // u = i mm, a stripe is 1 cm
    EXPECT_EQ(dark(dressed, 90, i), i / 10 % 2 == 0) << i;  // u = 50 cm + i mm
  }
  EXPECT_NEAR(cloth.width_cm, 10, 0.3);
}

TEST(Fabric, ATileCanBeAskedForInCentimetres) {
  const Cloth cloth = read_cloth(Image::filled(kSide, kSide, {200, 200, 200}), square(10), two_panels());
  EXPECT_EQ(paint(cloth, stripes(), {.tile_cm = 4}), paint(cloth, stripes(), {.scale = 2}));
  const Cloth photo = read_cloth(Image::filled(kSide, kSide, {200, 200, 200}), square(10), 30);
  EXPECT_EQ(paint(photo, stripes(), {.tile_cm = 10}), paint(photo, stripes(), {.scale = 1}));
  const Cloth unknown = read_cloth(Image::filled(kSide, kSide, {200, 200, 200}), square(10));
  EXPECT_THROW(paint(unknown, stripes(), {.tile_cm = 10}), Error);
}

TEST(Fabric, FootprintsDoNotReachOverATear) {
  // where two panels meet, the next pixel is half a metre away on the cloth; a sampler that believed it would give grey
  const Image dressed =
      paint(read_cloth(Image::filled(kSide, kSide, {200, 200, 200}), square(10), two_panels()), stripes());
  for (int y = 20; y < 100; ++y) {
    const int value = dressed.at(kSide / 2 - 2, y)[0];  // u = 5.8 cm, a light stripe begins at 5
    EXPECT_GT(value, 180) << y;
  }
}

TEST(Fabric, PrintsMeetSoftlyAtATear) {
  // light on the left; on the right dark and light by turns
  const Image dressed =
      paint(read_cloth(Image::filled(kSide, kSide, {200, 200, 200}), square(10), two_panels()), stripes());
  for (int y = 20; y < 100; ++y) {
    if (y % 10 < 2 || y % 10 > 7) continue;  // not at a stripe's border
    const int far_left = dressed.at(kSide / 2 - 2, y)[0], left = dressed.at(kSide / 2 - 1, y)[0],
              right = dressed.at(kSide / 2, y)[0], far_right = dressed.at(kSide / 2 + 1, y)[0];
    if (dark(dressed, kSide / 2 + 2, y)) {
      EXPECT_GT(far_left, left) << y;
      EXPECT_GT(left, right) << y;
      EXPECT_GT(right, far_right) << y;
    } else {
      EXPECT_NEAR(left, right, 2) << y;
    }
  }
}

TEST(Fabric, GoesOnALittleBeyondWhatIsKnown) {
  const Coordinates c = coordinates_in(two_panels(), square(6), {.x = 6, .y = 6, .width = 108, .height = 108});
  EXPECT_NEAR(c.u.row(50)[0], 0.6, 0.02);  // pixel 6: four beyond the first known one
  EXPECT_NEAR(typical_step(c), 0.1, 0.003);
}

TEST(Fabric, KnownLightIsUsedAsItIs) {
  Fabric fabric = two_panels();
  fabric.light = Image::filled(kSide, kSide, {188, 188, 188});  // linear 0.503: white cloth shows 1.006
  for (int y = 0; y < kSide; ++y) std::fill_n(fabric.light.at(30, y), 3, std::uint8_t{137});  // half as much
  const Pattern plain{.tile = Image::filled(4, 4, {188, 100, 50})};
  const Image dressed = paint(read_cloth(Image::filled(kSide, kSide, {10, 10, 10}), square(10), fabric), plain);
  EXPECT_NEAR(dressed.at(60, 60)[0], 188, 1);
  EXPECT_NEAR(dressed.at(60, 60)[1], 100, 1);
  EXPECT_NEAR(dressed.at(30, 60)[0], 137, 2);
}

TEST(Fabric, ScaledShowsTheSamePlacesAndInventsNoneBetweenTwoPanels) {
  const Fabric whole = two_panels();
  EXPECT_EQ(scaled(whole, kSide, kSide).coordinates.values, whole.coordinates.values);
  const Fabric half = scaled(whole, kSide / 2, kSide / 2);
  const double unit = kSheet / 65535;
  for (int y = 6; y < kSide / 2 - 6; ++y) {
    for (int x = 6; x < kSide / 2 - 6; ++x) {
      const std::uint16_t* sample = half.coordinates.at(x, y);
      ASSERT_EQ(sample[2], 65535);
      const double u = sample[0] * unit;  // the left panel has its pixel's middle, the right one 50 cm and more
      EXPECT_NEAR(u, x < kSide / 4 ? 0.1 * (2 * x + 0.5) : 50 + 0.1 * (2 * y + 0.5), 0.06) << x << ", " << y;
    }
  }
}

TEST(Fabric, SaysWhatDoesNotFit) {
  const Image photo = Image::filled(60, 60, {9, 9, 9});
  EXPECT_THROW(read_cloth(photo, Mask::filled(60, 60, 255), two_panels()), Error);
  Fabric fabric = two_panels();
  fabric.side_cm = 0;
  const Image whole = Image::filled(kSide, kSide, {9, 9, 9});
  EXPECT_THROW(read_cloth(whole, square(10), fabric), Error);
  fabric = two_panels();
  fabric.light = photo;
  EXPECT_THROW(read_cloth(whole, square(10), fabric), Error);
}

}  // namespace
}  // namespace toile::render
