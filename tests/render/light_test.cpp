#include <gtest/gtest.h>

#include <cmath>

#include "toile/image/colour.hpp"
#include "toile/render/drape.hpp"
#include "toile/render/light_colour.hpp"

namespace toile::render {
namespace {

constexpr int kWidth = 240, kHeight = 300;

double fold(int x, int y) {
  return 0.62 + 0.28 * std::sin(x * 0.09 + 0.6 * std::sin(y * 0.02));
}

/// Cloth of `ground` with discs of `motif`, under folds and a light of this colour.
Image cloth_photo(std::array<double, 3> ground, std::array<double, 3> motif, std::array<double, 3> light = {1, 1, 1}) {
  Image photo = Image::filled(kWidth, kHeight, {0, 0, 0});
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const bool disc = std::hypot(x % 24 - 12, y % 24 - 12) < 7;
      for (std::size_t c = 0; c < 3; ++c) {
        const double value = (disc ? motif : ground)[c] * light[c] * fold(x, y);
        photo.at(x, y)[c] = image::srgb_of_linear(static_cast<float>(value));
      }
    }
  }
  return photo;
}

/// Standard deviation of log luminance between a photo dressed in plain grey and the folds.
double error_of(const Image& photo) {
  const Image dressed =
      drape(photo, Mask::filled(kWidth, kHeight, 255), {.tile = Image::filled(8, 8, {127, 127, 127})});
  double sum = 0, squares = 0, count = 0;
  for (int y = 10; y < kHeight - 10; ++y) {
    for (int x = 10; x < kWidth - 10; ++x) {
      const double off =
          std::log2(image::linear_of_srgb()[dressed.at(x, y)[1]] + 1e-3) - std::log2(0.212 * fold(x, y) + 1e-3);
      sum += off, squares += off * off, ++count;
    }
  }
  return std::sqrt(squares / count - (sum / count) * (sum / count));
}

TEST(Light, OfPlainClothIsItsFolds) {
  EXPECT_LT(error_of(cloth_photo({0.4, 0.4, 0.4}, {0.4, 0.4, 0.4})), 0.08);
  EXPECT_LT(error_of(cloth_photo({0.9, 0.9, 0.88}, {0.9, 0.9, 0.88})), 0.1);
  EXPECT_LT(error_of(cloth_photo({0.03, 0.03, 0.03}, {0.03, 0.03, 0.03})), 0.2);
}

TEST(Light, KeepsTheFoldsOfAPrintAndLosesThePrint) {
  // the discs alone are 1.9 stops darker than their ground; without their removal the error is about 0.8
  EXPECT_LT(error_of(cloth_photo({0.7, 0.6, 0.4}, {0.1, 0.2, 0.12})), 0.16);
  EXPECT_LT(error_of(cloth_photo({0.05, 0.06, 0.2}, {0.7, 0.5, 0.5})), 0.2);
  EXPECT_LT(error_of(cloth_photo({0.6, 0.6, 0.6}, {0.08, 0.08, 0.08})), 0.2);
}

TEST(Light, OfABlackAndOfAWhiteGarmentComesWithANote) {
  const Mask all = Mask::filled(64, 64, 255);
  for (const std::uint8_t value : {0, 255}) {
    const Cloth cloth = read_cloth(Image::filled(64, 64, {value, value, value}), all);
    ASSERT_EQ(cloth.notes.size(), 1U) << int(value);
    EXPECT_NE(cloth.notes.front().find(value == 0 ? "almost black" : "blown out"), std::string::npos);
    const Image dressed = paint(cloth, {.tile = Image::filled(8, 8, {180, 40, 60})});
    EXPECT_NEAR(dressed.at(32, 32)[0], 180, 2) << int(value);
  }
  EXPECT_TRUE(read_cloth(Image::filled(64, 64, {120, 120, 120}), all).notes.empty());
}

/// A ramp from top to bottom, which is as sure as this of itself and as unsure of what colours tell.
ClothReader ramp_of(float told_doubt, float doubt, int& asked) {
  return {.shading = [=, &asked](const Grid& grid, const image::Plane& told) {
    ++asked;
    EXPECT_EQ(told.width, grid.cover.width);
    EXPECT_EQ(told.height, grid.cover.height);
    Shading out{.light = image::Plane(told.width, told.height),
                .told_doubt = image::Plane(told.width, told.height, told_doubt),
                .doubt = image::Plane(told.width, told.height, doubt)};
    for (int y = 0; y < told.height; ++y) std::fill_n(out.light.row(y), told.width, static_cast<float>(y) / 200);
    return out;
  }};
}

/// How much lighter a photo of this is read to be a hundred rows further down.
float slope_read(const Image& photo, const ClothReader& reader) {
  const image::Plane level = read_cloth(photo, Mask::filled(kWidth, kHeight, 255), 0, reader).light.level;
  return level.row(200)[120] - level.row(100)[120];
}

/// Upright stripes, each as wide as the other.
Image stripes(std::array<std::uint8_t, 3> first, std::array<std::uint8_t, 3> second) {
  Image photo = Image::filled(kWidth, kHeight, first);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      if (x / 15 % 2 == 0) std::copy_n(second.begin(), 3, photo.at(x, y));
    }
  }
  return photo;
}

TEST(Light, OfPlainClothAndOfAPrintOnMuchGroundIsReadByColoursAlone) {
  int asked = 0;
  read_cloth(cloth_photo({0.4, 0.4, 0.4}, {0.4, 0.4, 0.4}), Mask::filled(kWidth, kHeight, 255), 0,
             ramp_of(0, -9, asked));
  EXPECT_EQ(asked, 0);
  Image spotted = Image::filled(kWidth, kHeight, {220, 200, 150});
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      if (x % 60 < 14 && y % 60 < 14) std::copy_n(std::array<std::uint8_t, 3>{30, 60, 40}.begin(), 3, spotted.at(x, y));
    }
  }
  EXPECT_LT(std::abs(slope_read(spotted, ramp_of(0, -9, asked))), 0.1);
  EXPECT_EQ(asked, 0);
}

TEST(Light, OfWhatIsPrintedInOnePlaceIsThatOfTheClothAround) {
  constexpr int kLeft = 80, kTop = 120, kRight = 150, kBottom = 170;
  const auto inside = [](int x, int y) { return x >= kLeft && x < kRight && y >= kTop && y < kBottom; };
  const Image plain = cloth_photo({0.6, 0.6, 0.58}, {0.6, 0.6, 0.58});
  Image lettered = plain;
  for (int y = kTop; y < kBottom; ++y) {
    for (int x = kLeft; x < kRight; ++x) {
      if (x / 6 % 2 == y / 9 % 2) std::fill_n(lettered.at(x, y), 3, std::uint8_t{30});
    }
  }
  const ClothReader finds = {.marks = [&](const Grid& grid) {
    image::Plane marks(grid.cover.width, grid.cover.height);
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x)
        marks.row(y)[x] = inside(x, y) && std::hypot(x - 100, y - 140) > 6 ? 0.9F : 0.1F;  // and an island in its midst
    }
    return marks;
  }};
  const Mask all = Mask::filled(kWidth, kHeight, 255);
  const Light without = read_cloth(plain, all).light, with = read_cloth(lettered, all, 0, finds).light;
  double most = 0, off = 0, count = 0;
  for (int y = 10; y < kHeight - 10; ++y) {
    for (int x = 10; x < kWidth - 10; ++x) {
      const double wrong = std::abs(with.level.row(y)[x] - without.level.row(y)[x]);
      const bool near = x > kLeft - 8 && x < kRight + 8 && y > kTop - 8 && y < kBottom + 8;
      if (!near) most = std::max(most, wrong);
      if (!inside(x, y)) continue;
      off += wrong, ++count;
      EXPECT_EQ(with.gain.row(y)[x], 0) << x << ' ' << y << ": no detail of the letters is light";
    }
  }
  EXPECT_LT(most, 0.02);
  EXPECT_LT(off / count, 0.3);  // folds as wide as the letters aren't seen through them
}

TEST(Light, OfAPrintThatLeavesLittleGroundIsReadByWhatDoubtsColoursMoreThanItself) {
  int asked = 0;
  const Image photo = stripes({200, 60, 50}, {40, 60, 160});
  EXPECT_GT(slope_read(photo, ramp_of(0, -3, asked)), 0.2);  // half of the ramp: colours tell as smooth a light here
  EXPECT_LT(slope_read(photo, ramp_of(-3, 0, asked)), 0.05);
  const ClothReader rough = {.shading = [&](const Grid& grid, const image::Plane& told) {
    Shading out = ramp_of(0, -3, asked).shading(grid, told);
    for (int y = 0; y < told.height; ++y) {
      for (int x = 0; x < told.width; ++x) out.light.row(y)[x] += x / 8 % 2 == 0 ? 0.7F : -0.7F;
    }
    return out;
  }};
  EXPECT_LT(slope_read(photo, rough), 0.05) << "rougher than what colours tell";
  EXPECT_EQ(asked, 3);
}

TEST(Light, OfWhatSeemsPlainWithTheContrastOfAPrintIsReadAnewWhereColoursAreDoubted) {
  Image deep = Image::filled(kWidth, kHeight, {200, 60, 50});  // folds of five stops
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const double light = std::exp2(-2.5 + 2.5 * std::sin(x / 25.0));
      for (int c = 0; c < 3; ++c)
        deep.at(x, y)[c] = static_cast<std::uint8_t>(deep.at(x, y)[c] * std::pow(light, 1 / 2.2));
    }
  }
  int asked = 0;
  EXPECT_LT(std::abs(slope_read(deep, ramp_of(-3, -6, asked))), 0.05);
  EXPECT_NEAR(slope_read(deep, ramp_of(-0.8F, -4, asked)), 0.5, 0.1);
  EXPECT_EQ(asked, 2);
}

TEST(LightColour, IsWarmIndoorsAndNotThatOfALawn) {
  const auto colour = [](std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    Image scene = Image::filled(64, 64, {r, g, b});
    return light_colour(scene);
  };
  const auto grey = colour(120, 120, 120), warm = colour(200, 165, 110), lawn = colour(90, 160, 30);
  EXPECT_NEAR(grey[0], 1, 0.01);
  EXPECT_NEAR(grey[2], 1, 0.01);
  EXPECT_GT(warm[0] / warm[2], 1.3);
  EXPECT_LT(lawn[1] / lawn[0], 1.1);
  EXPECT_NEAR(image::luminance(warm[0], warm[1], warm[2]), 1, 1e-4);
}

TEST(Edge, ShowsNothingOfTheOldGarment) {
  // a saturated red garment before grey, its edge mixed exactly as the matte says; dressed in grey nothing is red
  constexpr int kSide = 80;
  Image photo = Image::filled(kSide, kSide, {0, 0, 0});
  Mask mask = Mask::filled(kSide, kSide, 0);
  const auto& linear = image::linear_of_srgb();
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const double inside = std::clamp((25 - std::hypot(x - 40, y - 40)) / 5 + 0.5, 0.0, 1.0);
      mask.at(x, y) = static_cast<std::uint8_t>(std::lround(255 * inside));
      const std::array<double, 3> red = {0.6, 0.01, 0.01};
      for (std::size_t c = 0; c < 3; ++c) {
        photo.at(x, y)[c] = image::srgb_of_linear(static_cast<float>(red[c] * inside + linear[150] * (1 - inside)));
      }
    }
  }
  const Image dressed = drape(photo, mask, {.tile = Image::filled(8, 8, {150, 150, 150})});
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      if (mask.at(x, y) == 0) continue;
      EXPECT_LT(dressed.at(x, y)[0] - dressed.at(x, y)[1], 14) << x << ' ' << y << ' ' << int(mask.at(x, y));
    }
  }
}

}  // namespace
}  // namespace toile::render
