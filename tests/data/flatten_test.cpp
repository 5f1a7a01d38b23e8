#include "toile/data/flatten.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace toile::data {
namespace {

constexpr int kSide = 128;
using pattern::Rgb;

/// A colour at each pixel, in a light that falls to the right, with grain.
Image lit(const auto& colour_at) {
  Image image = Image::filled(kSide, kSide, {0, 0, 0});
  std::mt19937 random(1);
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const Rgb colour = colour_at(x, y);
      const double light = 1.1 - 0.35 * x / kSide, grain = static_cast<double>(random() % 11) - 5;
      for (std::size_t c = 0; c < 3; ++c) {
        image.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(std::lround(colour[c] * light + grain), 0L, 255L));
      }
    }
  }
  return image;
}

int largest_difference(const Rgb& a, const Rgb& b) {
  int most = 0;
  for (std::size_t c = 0; c < 3; ++c) most = std::max(most, std::abs(a[c] - b[c]));
  return most;
}

TEST(Flatten, TakesLightAndGrainOutOfStripes) {
  const Rgb dark = {30, 40, 90}, light = {200, 180, 150};
  const auto is_dark = [](int x, int y) { return (x + y) / 16 % 2 == 0; };
  const FlatSwatch flat = flatten(lit([&](int x, int y) { return is_dark(x, y) ? dark : light; }), kSide, 8);
  ASSERT_EQ(flat.palette.size(), 2U);
  EXPECT_LT(largest_difference(flat.palette[0], dark), 25) << "the darkest comes first";
  EXPECT_LT(largest_difference(flat.palette[1], light), 25);
  int wrong = 0;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) wrong += (flat.ink[static_cast<std::size_t>(y) * kSide + x] == 0) != is_dark(x, y);
  }
  EXPECT_LT(wrong, kSide * kSide / 25);
}

TEST(Flatten, KeepsSmallAccents) {
  const Rgb ground = {210, 170, 60}, leaf = {120, 90, 40}, accent = {190, 30, 40};
  const auto colour_at = [&](int x, int y) {
    if (x % 32 < 4 && y % 32 < 4) return accent;  // 1.6 % of the pixels
    return (x / 16 + y / 16) % 2 == 0 ? ground : leaf;
  };
  const FlatSwatch flat = flatten(lit(colour_at), kSide, 8);
  const auto close = [&](const Rgb& colour) { return largest_difference(colour, accent) < 40; };
  EXPECT_TRUE(std::any_of(flat.palette.begin(), flat.palette.end(), close));
}

TEST(Flatten, MakesNoMoreInksThanAsked) {
  const auto rainbow = [](int x, int y) {
    return Rgb{static_cast<std::uint8_t>(x / 16 * 32), static_cast<std::uint8_t>(y / 16 * 32), 128};
  };
  for (const int most : {2, 5, 8}) {
    const FlatSwatch flat = flatten(lit(rainbow), kSide, most);
    EXPECT_EQ(std::ssize(flat.palette), most);
    EXPECT_LT(*std::max_element(flat.ink.begin(), flat.ink.end()), most);
    EXPECT_EQ(flat.ink.size(), static_cast<std::size_t>(kSide) * kSide);
  }
}

}  // namespace
}  // namespace toile::data
