#pragma once
/// Pictures made up for tests, and what an error says.

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include "toile/base/error.hpp"
#include "toile/image/image.hpp"

namespace toile::test {

/// Every byte random.
inline Image noise(int width, int height, unsigned seed = 1) {
  Image image = Image::filled(width, height, {0, 0, 0});
  std::mt19937 random(seed);
  for (std::uint8_t& byte : image.rgb) byte = static_cast<std::uint8_t>(random() >> 24);
  return image;
}

/// Smooth blobs of colour, different for each seed, and the same at any size.
inline Image blobs(int width, int height, unsigned seed = 1) {
  std::mt19937 random(seed);
  double wave[3][3][3];
  for (auto& channel : wave) {
    for (auto& part : channel) {
      for (double& number : part) number = static_cast<double>(random() % 1000) / 1000;
    }
  }
  Image image = Image::filled(width, height, {0, 0, 0});
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < 3; ++c) {
        double value = 0.5;
        for (const auto& part : wave[c]) {
          const double turns = 4 * part[0] * (x + 0.5) / width + 4 * part[1] * (y + 0.5) / height + part[2];
          value += std::sin(6.283185307 * turns) / 6;
        }
        image.at(x, y)[c] = static_cast<std::uint8_t>(255 * value);
      }
    }
  }
  return image;
}

/// The largest difference of two bytes at the same place; 255 when the sizes differ.
inline int largest_difference(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height) return 255;
  int largest = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) largest = std::max(largest, std::abs(a.rgb[i] - b.rgb[i]));
  return largest;
}

/// The sentence of the `Error` of `kind` that `work` throws; something else when it throws none or another.
template <class Work>
std::string sentence(ErrorKind kind, Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.kind() == kind ? error.what() : std::string("(an error of another kind) ") + error.what();
  }
  return "(no error)";
}

}  // namespace toile::test
