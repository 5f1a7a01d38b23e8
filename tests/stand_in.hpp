#pragma once
/// A stand-in for the published Unet_2020-10-30: its tensor names and shapes, with values that anybody can
/// recompute.

#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::test {

/// CRC-32 as in zip files.
inline std::uint32_t crc32(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

/// Number `i`, 0..1, of the stream `seed`.
inline double uniform(std::uint32_t seed, std::uint64_t i) {
  auto x = static_cast<std::uint32_t>(seed + i * 0x9E3779B9);
  x = (x ^ x >> 16) * 0x7FEB352D;
  x = (x ^ x >> 15) * 0x846CA68B;
  return (x ^ x >> 16) / 4294967296.0;
}

inline float stand_in_value(const NamedArray& array, double u) {
  const auto ends = [&](const char* suffix) { return array.name.ends_with(suffix); };
  if (ends("num_batches_tracked")) return 1;
  if (ends("running_mean")) return static_cast<float>((u - 0.5) * 0.2);
  if (ends("running_var")) return static_cast<float>(0.5 + u);
  if (array.shape.size() == 1 && ends("weight")) return static_cast<float>(0.8 + 0.4 * u);
  if (array.shape.size() == 1) return static_cast<float>((u - 0.5) * 0.2);
  const double fan = static_cast<double>(array.shape[1] * array.shape[2] * array.shape[3]);
  return static_cast<float>((u - 0.5) * 2 * std::sqrt(6.0 / fan));
}

/// The 634 tensors of tests/unet/tensors.tsv, without "model." before their names.
inline std::vector<NamedArray> stand_in_unet() {
  std::vector<NamedArray> arrays;
  std::ifstream list("tests/unet/tensors.tsv");
  std::string line, shape, size;
  std::getline(list, line);
  while (std::getline(list, line)) {
    NamedArray array;
    std::istringstream row(line);
    std::getline(row, array.name, '\t');
    std::getline(row, shape, '\t');
    std::uint64_t count = 1;
    for (std::istringstream sizes(shape); std::getline(sizes, size, 'x'); count *= std::stoull(size)) {
      array.shape.push_back(std::stoll(size));
    }
    const std::uint32_t seed = crc32(array.name);
    array.values.resize(count);
    for (std::uint64_t i = 0; i < count; ++i) array.values[i] = stand_in_value(array, uniform(seed, i));
    arrays.push_back(std::move(array));
  }
  return arrays;
}

}  // namespace toile::test
