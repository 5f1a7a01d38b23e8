#include "toile/evaluate/correlation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "toile/image/resize.hpp"

namespace toile::evaluate {
namespace {

Image drawn(int side, const auto& bright) {
  Image picture = Image::filled(side, side, {30, 40, 50});
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (bright(x, y)) std::fill_n(picture.at(x, y), 3, std::uint8_t{220});
    }
  }
  return picture;
}

Image noise(int side, unsigned seed) {
  std::mt19937 random(seed);
  Image picture = Image::filled(side, side, {0, 0, 0});
  for (auto& value : picture.rgb) value = static_cast<std::uint8_t>(random() % 256);
  return picture;
}

TEST(LatticeRegularity, IsHighForACheckAndLowForNoise) {
  const Image check = drawn(128, [](int x, int y) { return x / 10 % 2 != y / 10 % 2; });
  const Image dots = drawn(128, [](int x, int y) { return x % 16 < 5 && y % 16 < 5; });
  EXPECT_GT(lattice_regularity(check), 0.9);
  EXPECT_GT(lattice_regularity(dots), 0.9);
  EXPECT_LT(lattice_regularity(noise(128, 1)), 0.15);
  EXPECT_EQ(lattice_regularity(Image::filled(128, 128, {9, 9, 9})), 0);
}

TEST(LatticeRegularity, FallsWhenALatticeIsDisturbed) {
  std::mt19937 random(2);
  std::vector<int> jitter(64);
  for (int& value : jitter) value = static_cast<int>(random() % 9) - 4;
  const Image strict = drawn(128, [](int x, int y) { return x % 16 < 6 && y % 16 < 6; });
  const Image loose = drawn(128, [&](int x, int y) {
    const auto shift = jitter[static_cast<std::size_t>(x) / 16 + 8 * (static_cast<std::size_t>(y) / 16)];
    return (x + shift + 16) % 16 < 6 && (y + shift + 16) % 16 < 6;
  });
  EXPECT_GT(lattice_regularity(strict), lattice_regularity(loose) + 0.1);
}

TEST(ShiftedLikeness, FindsACopyUnderAnyShift) {
  const Image picture = noise(64, 3);
  EXPECT_NEAR(shifted_likeness(spectrum_of(picture), spectrum_of(image::roll(picture, 20, 51))), 1, 1e-3);
  EXPECT_LT(shifted_likeness(spectrum_of(picture), spectrum_of(noise(64, 4))), 0.2);
}

TEST(InksLikeness, FindsACopyUnderAnyShiftInAnyInks) {
  std::mt19937 random(9);
  std::vector<std::uint8_t> ink(64 * 64), moved(ink.size()), other(ink.size());
  for (std::size_t block = 0; block < 256; ++block) {
    const auto one = static_cast<std::uint8_t>(random() % 5), two = static_cast<std::uint8_t>(random() % 5);
    for (std::size_t i = 0; i < 16; ++i) {
      const std::size_t at = (block / 16 * 4 + i / 4) * 64 + block % 16 * 4 + i % 4;
      ink[at] = one;
      other[at] = two;
    }
  }
  constexpr std::array<std::uint8_t, 5> order{3, 0, 4, 1, 2};
  for (std::size_t y = 0; y < 64; ++y) {
    for (std::size_t x = 0; x < 64; ++x) moved[(y + 21) % 64 * 64 + (x + 50) % 64] = order[ink[y * 64 + x]];
  }
  EXPECT_NEAR(inks_likeness(ink_spectra_of(ink, 5), ink_spectra_of(moved, 5)), 1, 1e-3);
  EXPECT_LT(inks_likeness(ink_spectra_of(ink, 5), ink_spectra_of(other, 5)), 0.3);
  const std::vector<std::uint8_t> plain(ink.size(), 0);
  EXPECT_EQ(inks_likeness(ink_spectra_of(plain, 1), ink_spectra_of(plain, 1)), 0) << "nothing to tell";
}

}  // namespace
}  // namespace toile::evaluate
